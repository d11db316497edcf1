"""The command line as a person or script runs it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.tokens.workshop import PIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tokens.workshop import Workshop

LABEL = "Token Uji"


@dataclass(frozen=True)
class Spoken:
    """What a call of the command line left."""

    status: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.stdout)


def run(
    *arguments: str | Path,
    stdin: str | None = None,
    environment: dict[str, str] | None = None,
    before: Callable[[], object] | None = None,
    user: int | None = None,
    errors_to: int = subprocess.PIPE,
) -> Spoken:
    """Run ``ttedesktop`` and wait for it; ``before`` runs in the child first.

    Standard error goes to a descriptor, if one is named in ``errors_to``.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-m", "ttedesktop", *map(str, arguments)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        stdout=subprocess.PIPE,
        stderr=errors_to,
        text=True,
        check=False,
        env={**os.environ, **(environment or {})},
        preexec_fn=before,
        user=user,
    )
    return Spoken(done.returncode, done.stdout, done.stderr or "")


def sign(
    workshop: Workshop,
    *arguments: str | Path,
    pin: str | None = PIN,
    environment: dict[str, str] | None = None,
    **more: Any,
) -> Spoken:
    """Sign with the token of a workshop; None for a PIN lets nobody give one."""
    given = ("--pin-env", "TTE_TEST_PIN") if pin is not None else ()
    return run(
        "sign",
        *arguments,
        "--module",
        workshop.module,
        # Other tests may have plugged in tokens of their own.
        "--token",
        LABEL,
        *given,
        environment={
            **workshop.environment,
            **({"TTE_TEST_PIN": pin} if pin is not None else {}),
            **(environment or {}),
        },
        **more,
    )
