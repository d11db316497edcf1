"""Why a token does not work: a ladder of questions, the first that fails explained."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from ttedesktop.language import _
from ttedesktop.token_errors import ModuleUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.tokens.contents import ModuleTrouble
    from ttedesktop.tokens.readers import Readers
    from ttedesktop.tokens.survey import Survey


class TokenState(Enum):
    """What keeps a person from signing; the first that applies."""

    READY = "ready"
    NO_READER_SERVICE = "no_reader_service"
    NO_READER = "no_reader"
    NO_DRIVER = "no_driver"
    DRIVER_UNUSABLE = "driver_unusable"
    NO_TOKEN = "no_token"  # noqa: S105 - a state
    TOKEN_LOCKED = "token_locked"  # noqa: S105 - a state
    NO_CERTIFICATE = "no_certificate"


class Tone(Enum):
    """How a rung came out."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    NONE = "none"
    """Not asked, because a rung below failed, or because it does not matter."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One question of the ladder, answered in the language in use."""

    title: str
    tone: Tone
    line: str
    step: str = ""
    """What to do; empty if nothing has to be done."""


@dataclass(frozen=True, slots=True)
class TokenDiagnosis:
    """The state, and the ladder that led to it."""

    state: TokenState
    rungs: tuple[Rung, ...]


def diagnose(survey: Survey, readers: Readers) -> TokenDiagnosis:
    """Return the state of the tokens of this computer, and why."""
    state = _state(survey, readers)
    return TokenDiagnosis(state, tuple(_ladder(survey, readers, state)))


def _state(survey: Survey, readers: Readers) -> TokenState:
    if any(one.can_sign for one in survey.certificates()):
        tokens = [seen for seen in survey.tokens if seen.certificates]
        locked = all(seen.token.pin_state.is_locked for seen in tokens)
        return TokenState.TOKEN_LOCKED if locked else TokenState.READY
    if survey.tokens:
        return TokenState.NO_CERTIFICATE
    return _state_without_token(survey, readers)


def _state_without_token(survey: Survey, readers: Readers) -> TokenState:
    # A driver that speaks to no service needs none: judged only if nothing is seen.
    if not readers.is_running:
        return TokenState.NO_READER_SERVICE
    if not readers.names:
        return TokenState.NO_READER
    if survey.has_driver:
        return TokenState.NO_TOKEN
    return TokenState.DRIVER_UNUSABLE if survey.troubles else TokenState.NO_DRIVER


def _ladder(survey: Survey, readers: Readers, state: TokenState) -> Iterator[Rung]:
    has_failed = False
    for rung in (
        _service(survey, readers, state),
        _reader(survey, readers, state),
        _driver(survey, state),
        _token(survey, state),
        _certificate(survey, state),
    ):
        if has_failed:
            yield Rung(rung.title, Tone.NONE, _("Menunggu langkah di atas"))
        else:
            yield rung
        has_failed = has_failed or rung.tone is Tone.BAD


def _service(survey: Survey, readers: Readers, state: TokenState) -> Rung:
    title = _("Layanan kartu pintar")
    if readers.is_running:
        return Rung(title, Tone.OK, _("Berjalan"))
    if survey.tokens:
        return Rung(title, Tone.NONE, _("Tidak diperlukan oleh token ini"))
    line = _("Tidak berjalan") if readers.is_installed else _("Tidak terpasang")
    tone = Tone.BAD if state is TokenState.NO_READER_SERVICE else Tone.WARN
    step = _("Jalankan layanan kartu pintar (PC/SC), atau mintalah pengelola komputer.")
    return Rung(title, tone, line, step)


def _reader(survey: Survey, readers: Readers, state: TokenState) -> Rung:
    title = _("Pembaca")
    if readers.names:
        return Rung(title, Tone.OK, ", ".join(readers.names))
    if survey.tokens:
        return Rung(title, Tone.NONE, _("Tidak diperlukan oleh token ini"))
    tone = Tone.BAD if state is TokenState.NO_READER else Tone.WARN
    line = _("Tidak ada token USB atau pembaca kartu yang terlihat")
    step = _("Pasang token langsung ke porta USB komputer, lalu tunggu beberapa detik.")
    return Rung(title, tone, line, step)


def _driver(survey: Survey, state: TokenState) -> Rung:
    title = _("Driver token")
    troubles = [_trouble(one) for one in survey.troubles]
    if state is TokenState.NO_DRIVER:
        step = _("Pasang driver dari pembuat token, atau tunjukkan berkasnya.")
        return Rung(title, Tone.BAD, _("Driver token belum ada di komputer ini."), step)
    if state is TokenState.DRIVER_UNUSABLE:
        step = _("Pasang driver 64-bit terbaru dari pembuat token.")
        return Rung(title, Tone.BAD, " ".join(troubles), step)
    if troubles:
        return Rung(title, Tone.WARN, " ".join(troubles))
    return Rung(title, Tone.OK, _("Berhasil dimuat"))


def _trouble(trouble: ModuleTrouble) -> str:
    name = Path(trouble.path).name
    reason = (
        trouble.error.reason if isinstance(trouble.error, ModuleUnusable) else "stopped"
    )
    words = {
        "wrong_machine": _(
            "“{name}” dibuat untuk jenis komputer lain (mungkin 32-bit)."
        ),
        "not_a_library": _("“{name}” bukan driver."),
        "no_pkcs11": _("“{name}” bukan driver token."),
        "load_failed": _("“{name}” tidak dapat dimuat; bagian lain belum terpasang."),
    }
    return words.get(reason, _("“{name}” tidak menjawab.")).format(name=name)


def _token(survey: Survey, state: TokenState) -> Rung:
    title = _("Token")
    if not survey.tokens:
        step = _("Lepas token, tunggu sebentar, lalu pasang kembali.")
        return Rung(title, Tone.BAD, _("Driver tidak melihat token"), step)
    labels = ", ".join(f"“{seen.token.label}”" for seen in survey.tokens)
    states = [seen.token.pin_state for seen in survey.tokens]
    if state is TokenState.TOKEN_LOCKED:
        step = _("Hanya pengelola token yang dapat membukanya dengan PUK.")
        words = _("{labels}, PIN terkunci")
        return Rung(title, Tone.BAD, words.format(labels=labels), step)
    if any(one.is_last_try for one in states):
        words = _("{labels}, tinggal satu percobaan PIN. Hati-hati.")
        return Rung(title, Tone.WARN, words.format(labels=labels))
    return Rung(title, Tone.OK, _("{labels}, PIN tidak terkunci").format(labels=labels))


def _certificate(survey: Survey, state: TokenState) -> Rung:
    title = _("Sertifikat")
    there = survey.certificates()
    ready = [one for one in there if one.can_sign]
    if ready:
        words = _("{count} sertifikat dapat menandatangani")
        return Rung(title, Tone.OK, words.format(count=len(ready)))
    line = (
        _("Tidak ada sertifikat yang dapat menandatangani.")
        if there
        else _("Tidak ada sertifikat di token.")
    )
    step = _("Mintalah sertifikat baru kepada pengelola token di kantor Anda.")
    tone = Tone.BAD if state is TokenState.NO_CERTIFICATE else Tone.NONE
    return Rung(title, tone, line, step)
