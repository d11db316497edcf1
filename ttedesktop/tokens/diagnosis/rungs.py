"""The answer to each question of the ladder, in words, and what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.policy_errors import ModuleNotAllowed
from ttedesktop.errors.token_errors import (
    ModuleMissing,
    ModuleUnusable,
    PinIncorrect,
    PinWrongLength,
    TokenRefused,
)
from ttedesktop.language import _, mark, n_
from ttedesktop.tokens.certificate import Hindrance
from ttedesktop.tokens.diagnosis.facts import TokenState
from ttedesktop.tokens.diagnosis.rung import Question, Rung, Tone
from ttedesktop.tokens.validity import validity
from ttedesktop.words.for_tokens import TOKEN_WORDS

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.diagnosis.facts import TokenFacts
    from ttedesktop.tokens.slot import Token

_CHOOSE_ANOTHER: Final = mark("Pilih berkas driver yang benar.")
_DRIVER_TROUBLES: Final = {
    "wrong_machine": (
        mark("“{name}” dibuat untuk jenis komputer lain (mungkin 32-bit)."),
        mark("Pasang driver 64-bit terbaru dari pembuat token."),
    ),
    "load_failed": (
        mark("“{name}” tidak dapat dimuat; bagian lain belum terpasang."),
        mark("Pasang ulang driver lengkap dari pembuat token."),
    ),
    "not_a_library": (mark("“{name}” bukan driver."), _CHOOSE_ANOTHER),
    "no_pkcs11": (mark("“{name}” bukan driver token."), _CHOOSE_ANOTHER),
    "missing": (mark("“{name}” tidak ada lagi."), _CHOOSE_ANOTHER),
    "not_allowed": (
        mark("“{name}” tidak diizinkan oleh administrator."),
        mark("Hubungi administrator komputer ini."),
    ),
    "stopped": (
        mark("“{name}” tidak menjawab."),
        mark("Lepas token, tunggu sebentar, lalu pasang kembali."),
    ),
}
"""What is the matter with a module, and what to do."""
_NEW_CERTIFICATE: Final = mark(
    "Mintalah sertifikat baru kepada pengelola token di kantor Anda."
)


def service_rung(facts: TokenFacts) -> Rung:
    """Say whether the smart-card service runs."""
    readers = facts.readers
    if readers is None:
        return Rung(Question.SERVICE, Tone.NONE, _("Sedang diperiksa…"))
    if readers.is_running:
        return Rung(Question.SERVICE, Tone.OK, _("Berjalan"), fact="PC/SC")
    if facts.survey.tokens:
        words = _("Tidak diperlukan oleh token ini")
        return Rung(Question.SERVICE, Tone.NONE, words)
    line = _("Tidak berjalan") if readers.is_installed else _("Tidak terpasang")
    step = _("Jalankan layanan kartu pintar (PC/SC), atau mintalah pengelola komputer.")
    return Rung(Question.SERVICE, Tone.BAD, line, step)


def reader_rung(facts: TokenFacts) -> Rung:
    """Say whether there is a reader; a USB token is one with a card in it."""
    if facts.readers is None:
        return Rung(Question.READER, Tone.NONE, _("Sedang diperiksa…"))
    names = facts.readers.names
    if names:
        words = n_("{count} pembaca", "{count} pembaca", len(names))
        fact = words.format(count=len(names))
        return Rung(Question.READER, Tone.OK, ", ".join(names), fact=fact)
    if facts.survey.tokens:
        words = _("Tidak diperlukan oleh token ini")
        return Rung(Question.READER, Tone.NONE, words)
    line = _("Tidak ada token USB atau pembaca kartu yang terlihat")
    step = _("Pasang token langsung ke porta USB komputer, lalu tunggu beberapa detik.")
    return Rung(Question.READER, Tone.BAD, line, step)


def driver_rung(facts: TokenFacts) -> Rung:
    """Say whether a driver answers."""
    if facts.state is TokenState.NO_DRIVER:
        step = _("Pasang driver dari pembuat token, atau tunjukkan berkasnya.")
        words = _("Driver token belum ada di komputer ini.")
        return Rung(Question.DRIVER, Tone.BAD, words, step)
    troubles = list(facts.module_errors.items())
    if not facts.signing_tokens:
        # What an old installer left matters only while no token can be used.
        troubles += [(one.path, one.error) for one in facts.unusable_files if one.error]
    loaded = _loaded(facts)
    if not troubles:
        return Rung(Question.DRIVER, Tone.OK, loaded, fact=_driver_count(facts))
    is_bad = facts.state is TokenState.DRIVER_UNUSABLE
    lines = [trouble_in_words(path, error)[0] for path, error in troubles]
    others = lines[1:] if is_bad else [*lines[1:], loaded]
    return Rung(
        Question.DRIVER,
        Tone.BAD if is_bad else Tone.WARN,
        lines[0],
        trouble_in_words(*troubles[0])[1],
        details=tuple(others),
    )


def _loaded(facts: TokenFacts) -> str:
    names = ", ".join(Path(path).name for path in facts.working_modules)
    if not names:
        return _("Berhasil dimuat")
    return _("{names} berhasil dimuat").format(names=names)


def _driver_count(facts: TokenFacts) -> str:
    count = len(facts.working_modules)
    return n_("{count} driver", "{count} driver", count).format(count=count)


def trouble_in_words(path: str, error: TteError) -> tuple[str, str]:
    """Return what is the matter with a module, and what to do."""
    match error:
        case ModuleUnusable(reason=reason) if reason in _DRIVER_TROUBLES:
            line, step = _DRIVER_TROUBLES[reason]
        case ModuleMissing():
            line, step = _DRIVER_TROUBLES["missing"]
        case ModuleNotAllowed():
            line, step = _DRIVER_TROUBLES["not_allowed"]
        case _:
            line, step = _DRIVER_TROUBLES["stopped"]
    return _(line).format(name=Path(path).name), _(step)


def token_rung(facts: TokenFacts) -> Rung:
    """Say whether a driver sees a token, and how its PIN is."""
    tokens = [seen.token for seen in facts.survey.tokens]
    if not tokens:
        step = _("Lepas token, tunggu sebentar, lalu pasang kembali.")
        words = _("Driver tidak melihat token")
        return Rung(Question.TOKEN, Tone.BAD, words, step)
    fact = n_("{count} token", "{count} token", len(tokens)).format(count=len(tokens))
    lines = [f"“{token.label}”, {pin_in_words(token)}" for token in tokens]
    line, details = (lines[0], ()) if len(lines) == 1 else (fact, tuple(lines))
    tone, step = Tone.OK, ""
    if facts.state is TokenState.TOKEN_LOCKED:
        step = _("Hanya pengelola token yang dapat membukanya dengan PUK.")
        tone = Tone.BAD
    elif facts.state is TokenState.PIN_TO_BE_CHANGED:
        tone, step = Tone.BAD, _("Ganti PIN dahulu, lalu periksa lagi.")
    elif any(_is_in_danger(token) for token in tokens):
        tone, step = Tone.WARN, _("Bila ragu, tanyakan dahulu kepada pengelola token.")
    return Rung(Question.TOKEN, tone, line, step, fact, details)


def _is_in_danger(token: Token) -> bool:
    state = token.pin_state
    return state.is_last_try or state.is_locked or state.must_be_changed


def pin_in_words(token: Token) -> str:
    """Return what is known about the PIN of a token."""
    state = token.pin_state
    if state.is_locked:
        return _("PIN terkunci")
    if state.is_last_try:
        return _("tinggal satu percobaan PIN. Hati-hati.")
    if state.must_be_changed:
        return _("PIN harus diganti")
    if state.is_count_low or state.wrong_so_far:
        return _("PIN pernah salah diketik")
    return _("PIN tidak terkunci")


def certificate_rung(facts: TokenFacts) -> Rung:
    """Say whether there is a certificate to sign with."""
    there = facts.survey.certificates()
    if not there:
        # With no token at all it is not asked.
        step = _(_NEW_CERTIFICATE)
        words = _("Tidak ada sertifikat di token.")
        return Rung(Question.CERTIFICATE, Tone.BAD, words, step)
    ready = [one for one in there if one.can_sign]
    ending = [one for one in ready if validity(one)[0] == "warn"]
    words = n_("{count} sertifikat", "{count} sertifikat", len(there))
    fact = words.format(count=len(there))
    if not ready:
        step = _without_certificate(there)
        none = _("Tidak ada sertifikat yang dapat menandatangani.")
        line, details = _lines_about(there, none)
        return Rung(Question.CERTIFICATE, Tone.BAD, line, step, fact, details)
    if ending:
        others = tuple(one for one in there if one is not ending[0])
        step = _("Mintalah perpanjangan sertifikat kepada penerbitnya.")
        line, details = _line_about(ending[0]), tuple(map(_line_about, others))
        return Rung(Question.CERTIFICATE, Tone.WARN, line, step, fact, details)
    words = _("{count} sertifikat dapat menandatangani").format(count=len(ready))
    line, details = _lines_about(there, words)
    return Rung(Question.CERTIFICATE, Tone.OK, line, fact=fact, details=details)


def _lines_about(
    there: tuple[TokenCertificate, ...], summary: str
) -> tuple[str, tuple[str, ...]]:
    """Return the line about one certificate, or a summary and a line for each."""
    lines = tuple(map(_line_about, there))
    return (lines[0], ()) if len(lines) == 1 else (summary, lines)


def _line_about(one: TokenCertificate) -> str:
    return f"{one.name}. {validity(one)[1]}"


def _without_certificate(there: tuple[TokenCertificate, ...]) -> str:
    if any(Hindrance.NOT_YET_VALID in one.hindrances for one in there):
        return _("Periksa tanggal dan jam komputer.")
    return _(_NEW_CERTIFICATE)


def trial_rung(facts: TokenFacts) -> Rung:
    """Say whether the key signed, and belongs to the certificate."""
    trial = facts.trial
    if trial is None:
        words = _("Belum dijalankan. Membutuhkan PIN Anda.")
        return Rung(Question.TRIAL, Tone.NONE, words)
    if trial.fits:
        words = _("Berhasil: tanda tangan uji cocok dengan sertifikat.")
        return Rung(Question.TRIAL, Tone.OK, words)
    if trial.error is None:
        words = _("Tanda tangan dari token tidak cocok dengan sertifikatnya.")
        return Rung(Question.TRIAL, Tone.BAD, words, _(_NEW_CERTIFICATE))
    # Whoever mistypes has a token that works.
    is_slip = isinstance(trial.error, PinIncorrect | PinWrongLength)
    line, step = _refusal_in_words(trial.error)
    return Rung(Question.TRIAL, Tone.WARN if is_slip else Tone.BAD, line, step)


def _refusal_in_words(error: TteError) -> tuple[str, str]:
    wording = TOKEN_WORDS.get(type(error), TOKEN_WORDS[TokenRefused])
    facts = {name: "" if fact is None else fact for name, fact in error.facts().items()}
    cause = _(wording.cause_for(error)).format(**facts)
    return f"{_(wording.heading)}. {cause}", _(wording.steps[0]).format(**facts)
