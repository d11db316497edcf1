"""The words for every error there is, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.words.for_batches import BATCH_WORDS
from ttedesktop.words.for_documents import DOCUMENT_WORDS
from ttedesktop.words.for_network import NETWORK_WORDS
from ttedesktop.words.for_places import PLACE_WORDS
from ttedesktop.words.for_settings import SETTINGS_WORDS
from ttedesktop.words.for_tokens import TOKEN_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttedesktop.errors.errors import TteError
    from ttedesktop.words.wording import Wording

WORDS: Final[Mapping[type[TteError], Wording]] = {
    **DOCUMENT_WORDS,
    **PLACE_WORDS,
    **TOKEN_WORDS,
    **BATCH_WORDS,
    **NETWORK_WORDS,
    **SETTINGS_WORDS,
}
