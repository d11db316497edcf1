"""A field for a PIN or a password: hidden, never remembered, never suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ttedesktop.language import _

if TYPE_CHECKING:
    from ttedesktop.tokens.slot import Token

_LONGEST: Final = 255
"""Characters, where the token names no end."""
_HARDLY_A_LIMIT: Final = 64
"""A length that is no help to be told of."""


def pin_field(token: Token, name: str) -> QLineEdit:
    """Return an empty field for a PIN of this token; ``name`` is read aloud."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(max(4, min(_LONGEST, token.longest_pin or _LONGEST)))
    field.setAccessibleName(name)
    field.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhNoPredictiveText
        | Qt.InputMethodHint.ImhNoAutoUppercase
    )
    # It would offer to copy and to undo.
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return field


def fits(token: Token, field: QLineEdit) -> bool:
    """Whether what is typed has a length that the token takes.

    A PIN of the wrong length costs a try on some tokens, so it is not sent.
    """
    length = len(field.text().encode())
    shortest = 0 if token.is_file else max(1, token.shortest_pin)
    return shortest <= length <= (token.longest_pin or length)


def length_in_words(token: Token) -> str:
    """Return how long the token's PINs are, as a sentence."""
    if token.longest_pin > _HARDLY_A_LIMIT:
        words = _("Minimal {shortest} karakter.")
    else:
        words = _("{shortest}–{longest} karakter.")
    return words.format(shortest=token.shortest_pin, longest=token.longest_pin)
