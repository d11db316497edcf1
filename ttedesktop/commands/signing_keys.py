"""Whose key signs: one on a token, or one in a .p12 file.

A token shows its certificates to everybody, so what forbids a signature is told before
a PIN is asked for. A file shows them only to whoever has its password, which therefore
comes first.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttedesktop.commands.passwords import PinSource
from ttedesktop.commands.speaking import say
from ttedesktop.commands.tokens import modules_in_use
from ttedesktop.errors.errors import TteError
from ttedesktop.language import _
from ttedesktop.tokens.certificate import choose
from ttedesktop.tokens.key_files.pkcs12 import KeyFile

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.pin import Pin
    from ttedesktop.tokens.session import TokenSession
    from ttedesktop.tokens.survey import ModuleSet, Survey


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A certificate, and the session in which its key signs."""

    certificate: TokenCertificate
    session: Callable[[], TokenSession]
    """Asks for the PIN, unless the password of a file was given already."""


@dataclass(frozen=True, slots=True)
class KeySearch:
    """Where the key is looked for; what hinders that is told when the key is wanted."""

    options: dict[str, Any]
    modules: ModuleSet | None = None
    """None where the key is in a file."""
    hindrance: TteError | None = None

    @contextlib.contextmanager
    def key(self) -> Generator[SigningKey]:
        """Yield the key that the options choose.

        Raises what hinders the choice, or what opening a file raises;
        ``click.UsageError`` and ``Cancelled`` as for a PIN.
        """
        options = self.options
        if self.hindrance is not None:
            raise self.hindrance
        if self.modules is not None:
            yield _on_token(self.modules, options)
            return
        key_file = KeyFile(str(options["pkcs12"]))
        try:
            with _opened(key_file, options) as session:
                offered = key_file.certificates(session.token)
                certificate = choose(offered, fingerprint=options["certificate"])
                yield SigningKey(certificate, lambda: session)
        finally:
            key_file.close()


@contextlib.contextmanager
def key_search(options: dict[str, Any]) -> Generator[KeySearch]:
    """Start the helpers of the modules, unless the key is in a file; end them after."""
    modules, hindrance = None, None
    with contextlib.ExitStack() as ends:
        if options["pkcs12"] is None:
            try:
                modules = ends.enter_context(modules_in_use(options["module"]))
                modules.start()
            except TteError as error:
                hindrance = error
        yield KeySearch(options, modules, hindrance)


def _on_token(modules: ModuleSet, options: dict[str, Any]) -> SigningKey:
    certificate = _certificate(modules.look(), options["label"], options["certificate"])
    token, source = certificate.token, _source(options)

    def ask() -> Pin:
        return source.pin(_("PIN token “{label}”").format(label=token.label))

    def session() -> TokenSession:
        pin = None if token.has_pin_pad else ask()
        # Asked once more only by keys that want it for each signature.
        return modules.module_of(token).open_session(token, pin, ask_again=ask)

    return SigningKey(certificate, session)


def _certificate(survey: Survey, label: str, fingerprint: str) -> TokenCertificate:
    if not survey.tokens and survey.troubles:
        raise survey.troubles[0].error
    if fingerprint and not label:
        return choose(survey.certificates(), fingerprint=fingerprint)
    return choose(survey.find(label).certificates, fingerprint=fingerprint)


def _opened(key_file: KeyFile, options: dict[str, Any]) -> TokenSession:
    (token,) = key_file.tokens()
    say(_("Kunci ada di berkas, bukan di token perangkat keras."))
    question = _("Kata sandi berkas sertifikat “{name}”").format(name=token.label)
    return key_file.open_session(token, _source(options).password(question))


def _source(options: dict[str, Any]) -> PinSource:
    return PinSource(from_stdin=options["pin_stdin"], variable=options["pin_env"])
