"""What a person must know before they type a PIN: how near the token is to its lock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from PySide6.QtWidgets import QGridLayout, QWidget

from ttedesktop.errors.token_errors import KeyFilePasswordWrong, PinIncorrect
from ttedesktop.language import _
from ui.controls.labels import frame, label

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.slot import Token

_FEW: Final = 2
"""So many wrong PINs, and the next may be the last: many tokens bear three."""


@dataclass(frozen=True, slots=True)
class PinWarning:
    """What the flags, the last answer and our own count say together."""

    was_wrong: bool = False
    tries_left: int | None = None
    """After a wrong PIN; None if the token does not tell."""
    wrong_so_far: int = 0
    is_last_try: bool = False
    is_count_low: bool = False
    is_file: bool = False
    """A .p12 file bears any number of wrong passwords."""

    @classmethod
    def of(cls, token: Token, failure: TteError | None = None) -> Self:
        """Put together what is known of a token; ``failure`` is its last answer."""
        if token.is_file:
            return cls(
                was_wrong=isinstance(failure, KeyFilePasswordWrong), is_file=True
            )
        wrong = failure if isinstance(failure, PinIncorrect) else None
        state = token.pin_state
        tries_left = None if wrong is None else wrong.tries_left
        return cls(
            was_wrong=wrong is not None,
            tries_left=tries_left,
            wrong_so_far=max(
                state.wrong_so_far, 0 if wrong is None else wrong.wrong_so_far
            ),
            is_last_try=state.is_last_try or tries_left == 1,
            is_count_low=state.is_count_low,
        )

    @property
    def may_lock(self) -> bool:
        """Whether one more wrong PIN may lock the token, as far as can be known."""
        is_unknown = self.tries_left is None and not self.is_file
        return self.is_last_try or (is_unknown and self.wrong_so_far >= _FEW)


def notice_for(warning: PinWarning) -> QWidget | None:
    """Return the warning in words; None if there is nothing to be careful of."""
    if warning.may_lock:
        return _notice("bad", *_words_before_a_lock(warning))
    if warning.was_wrong:
        return _notice("warn", *_words_after_a_wrong_one(warning))
    if warning.is_count_low:
        line = _("Sisa percobaan tinggal sedikit. Hati-hati.")
        return _notice("warn", _("PIN pernah salah dimasukkan"), line)
    return None


def _words_before_a_lock(warning: PinWarning) -> tuple[str, str]:
    if warning.is_last_try:
        return "", _(
            "Jika PIN salah sekali lagi, token terkunci dan hanya dapat dibuka oleh "
            "pengelola token. Bila ragu, batalkan dan tanyakan dahulu."
        )
    heading = _("PIN sudah {count} kali salah").format(count=warning.wrong_so_far)
    return heading, _(
        "Token ini tidak memberi tahu sisanya, dan banyak token terkunci setelah tiga "
        "kali. Bila ragu, batalkan dan tanyakan dahulu."
    )


def _words_after_a_wrong_one(warning: PinWarning) -> tuple[str, str]:
    if warning.is_file:
        line = _("Periksa Caps Lock dan Num Lock, lalu coba lagi.")
        return _("Kata sandi salah"), line
    if warning.tries_left is None:
        heading = _("PIN salah. Sisa percobaan tidak diketahui")
        return heading, _("Token ini tidak memberi tahu sisanya. Hati-hati.")
    heading = _("PIN salah. Sisa percobaan: {count}").format(count=warning.tries_left)
    return heading, _("Periksa Caps Lock dan Num Lock, lalu coba lagi.")


def _notice(tone: str, heading: str, line: str) -> QWidget:
    notice = frame("notice")
    notice.setProperty("tone", tone)
    grid = QGridLayout(notice)
    grid.setContentsMargins(16, 10, 16, 10)
    grid.setVerticalSpacing(2)
    if heading:
        grid.addWidget(label(heading, role="strong", tone=tone, wrap=True), 0, 0)
    grid.addWidget(label(line, role="helper", wrap=True), 1, 0)
    return notice
