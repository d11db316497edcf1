"""A diagnosis as a text that a person can send to whoever gives support."""

from __future__ import annotations

import contextlib
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from ttedesktop import __version__
from ttedesktop.errors.output_errors import ReportNotWritten
from ttedesktop.language import _
from ttedesktop.moments import moment
from ttedesktop.tokens.diagnosis.anonymity import without_names
from ttedesktop.tokens.diagnosis.ladder import diagnose
from ttedesktop.tokens.diagnosis.mechanism_names import mechanisms_in_words
from ttedesktop.tokens.diagnosis.rung import Tone
from ttedesktop.tokens.diagnosis.rungs import pin_in_words, trouble_in_words
from ttedesktop.tokens.validity import validity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.contents import TokenContents
    from ttedesktop.tokens.diagnosis.facts import TokenFacts
    from ttedesktop.tokens.diagnosis.findings import DriverFile, Findings, ModuleFinding
    from ttedesktop.tokens.diagnosis.rung import Rung
    from ttedesktop.tokens.slot import Token

_MARKS: Final = {Tone.OK: "✓", Tone.WARN: "!", Tone.BAD: "✗", Tone.NONE: "·"}


def as_text(facts: TokenFacts, *, with_names: bool = False) -> str:
    """Return all that is known, a line for each thing, in the language in use.

    Never tells a PIN or the name of the computer; names of people and whatever else
    tells whose token it is only ``with_names`` (see ``anonymity``).
    """
    told = facts if with_names else without_names(facts)
    return "\n".join(_lines(told)) + "\n"


def write_text(path: Path, text: str) -> None:
    """Write such a text. Raises ReportNotWritten."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise ReportNotWritten(path.name) from None


def system_name() -> str:
    """Return operating system and version; never the name of the computer."""
    name = platform.platform()
    with contextlib.suppress(OSError):
        # Only where Linux keeps it.
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {name}"
    return name


def _lines(facts: TokenFacts) -> Iterator[str]:
    diagnosis = diagnose(facts)
    title = _("TTE Desktop {version}, pemeriksaan token")
    yield title.format(version=__version__)
    yield f"{moment(datetime.now(UTC))}; {system_name()}; {platform.machine()}"
    yield ""
    yield f"{_MARKS[diagnosis.tone]} {diagnosis.heading}: {diagnosis.sentence}"
    yield ""
    for rung in diagnosis.rungs:
        yield from _rung(rung)
    findings = facts.findings
    if findings is not None:
        yield from _about_drivers(findings)
    for seen in facts.survey.tokens:
        yield ""
        yield from _about_token(seen, findings)


def _rung(rung: Rung) -> Iterator[str]:
    line = f"{_MARKS[rung.tone]} {rung.title}: {rung.line}"
    yield f"{line} → {rung.step}" if rung.step else line
    yield from (f"    {detail}" for detail in rung.details)


def _about_drivers(findings: Findings) -> Iterator[str]:
    yield ""
    yield _("Driver yang dipakai:") if findings.modules else _("Tidak ada driver.")
    yield from (_about_module(one) for one in findings.modules)
    if findings.files:
        yield ""
        yield _("Berkas driver yang dikenal di komputer ini:")
        yield from (_about_file(one) for one in findings.files)


def _about_module(finding: ModuleFinding) -> str:
    what = f"{finding.path} ({finding.architecture or '?'})"
    if finding.error is not None:
        words, _step = trouble_in_words(finding.path, finding.error)
        return f"  {_MARKS[Tone.BAD]} {what}: {words} [{finding.error.code()}]"
    way = _("dipanggil langsung") if finding.is_direct else _("lewat python-pkcs11")
    words = _("menjawab, {way}").format(way=way)
    return f"  {_MARKS[Tone.OK]} {what}: {words}"


def _about_file(file: DriverFile) -> str:
    mark = _MARKS[Tone.OK if file.error is None else Tone.WARN]
    line = f"  {mark} {file.path} ({file.architecture or '?'}): "
    line += f"{file.driver.vendor}, {file.driver.models}"
    if file.error is not None:
        line += f". {trouble_in_words(file.path, file.error)[0]}"
    elif not file.driver.was_tried:
        line += "; " + _("belum pernah dicoba dengan token sungguhan")
    return line


def _about_token(seen: TokenContents, findings: Findings | None) -> Iterator[str]:
    token = seen.token
    yield f"{token.label}: {_make(token)}"
    length = _("PIN {shortest}–{longest} karakter").format(
        shortest=token.shortest_pin, longest=token.longest_pin
    )
    pad = [_("diketik pada pembaca kartu")] if token.has_pin_pad else []
    yield "  " + "; ".join([pin_in_words(token), length, *pad])
    if token.serial:
        yield "  " + _("Nomor seri {serial}").format(serial=token.serial)
    if findings is not None:
        numbers = findings.mechanisms_of(token)
        lines = mechanisms_in_words(numbers)
        yield from (f"  {line}" for line in lines)
        if not lines:
            yield "  " + _("Tidak ada cara tanda tangan yang dikenal")
    for certificate in seen.certificates:
        yield from _about_certificate(certificate)


def _make(token: Token) -> str:
    return " ".join(word for word in (token.manufacturer, token.model) if word) or "?"


def _about_certificate(one: TokenCertificate) -> Iterator[str]:
    tone, words = validity(one)
    mark = _MARKS[Tone(tone)]
    yield f"  {mark} {one.name}: {words}; {_key(one)}"
    if one.always_asks_pin:
        yield "    " + _("Meminta PIN untuk setiap tanda tangan")
    if one.organisation:
        yield f"    {one.organisation}"
    if one.serial:
        yield "    " + _("Nomor seri {serial}").format(serial=one.serial)
    if one.sha256:
        yield f"    SHA-256 {one.sha256}"


def _key(one: TokenCertificate) -> str:
    try:
        key = x509.load_der_x509_certificate(one.der).public_key()
    except (ValueError, UnsupportedAlgorithm):
        return "?"
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return str(key.curve.name)
    return type(key).__name__
