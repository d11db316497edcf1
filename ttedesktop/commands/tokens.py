"""``ttedesktop tokens``: the tokens of this computer and their certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ttedesktop.commands.speaking import (
    error_json,
    leave,
    print_json,
    say,
    tell,
    worded,
)
from ttedesktop.errors import TokenMissing
from ttedesktop.language import _
from ttedesktop.tokens.drivers import installed_modules
from ttedesktop.tokens.survey import Survey, TokenContents, look_at

if TYPE_CHECKING:
    from ttedesktop.tokens.certificate import TokenCertificate
