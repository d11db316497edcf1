"""A session of straight calls, for modules that python-pkcs11 cannot drive."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ttedesktop.tokens.helper import objects
from ttedesktop.tokens.helper.cryptoki import Cryptoki, User
from ttedesktop.tokens.helper.objects import PrivateKey, StoredCertificate
from ttedesktop.tokens.helper.token_info import Word

if TYPE_CHECKING:
    from ttedesktop.tokens.mechanisms import PssParameters, Way


class DirectSession:
    """An ``ObjectSession`` over ``Cryptoki``; never raises Undrivable."""

    def __init__(self, module: Cryptoki, slot: int) -> None:
        self._module = module
        self._session = module.open_session(slot)

    def certificates(self) -> list[StoredCertificate]:
        """Return all certificates that can be seen."""
        return [
            StoredCertificate(
                self._attribute(item, objects.IDENTIFIER),
                self._attribute(item, objects.VALUE),
            )
            for item in self._of_class(objects.CERTIFICATE_CLASS)
        ]

    def private_keys(self) -> list[PrivateKey]:
        """Return the private keys that can be seen."""
        return [
            PrivateKey(
                identifier=self._attribute(item, objects.IDENTIFIER),
                kind=_number(self._attribute(item, objects.KEY_TYPE)),
                always_asks=objects.is_true(
                    self._attribute(item, objects.ALWAYS_AUTHENTICATE)
                ),
                handle=item,
            )
            for item in self._of_class(objects.PRIVATE_KEY_CLASS)
        ]

    def sign(self, key: PrivateKey, way: Way) -> bytes:
        """Return the signature value."""
        self._begin(key, way)
        return self._module.sign(self._session, way.data)

    def begin_asking(self, key: PrivateKey, way: Way) -> None:
        """Begin a signature by a key that always asks; no PIN is sent yet."""
        self._begin(key, way)

    def sign_with_pin(self, way: Way, pin: bytearray | None) -> bytes:
        """Finish it: send the PIN, or None for one typed on the reader, and sign.

        The login belongs between the two calls (PKCS#11 v2.40, 5.6, C_Login).
        """
        self._module.log_in(self._session, pin, user=User.CONTEXT_SPECIFIC)
        return self._module.sign(self._session, way.data)

    def close(self) -> None:
        """End the session, as far as the module still knows it."""
        self._module.close_session(self._session)

    def _begin(self, key: PrivateKey, way: Way) -> None:
        parameter = b"" if way.pss is None else _packed(way.pss)
        self._module.begin_signature(
            self._session, int(key.handle), way.mechanism, parameter
        )

    def _of_class(self, number: int) -> list[int]:
        return self._module.find(self._session, {objects.CLASS: bytes(Word(number))})

    def _attribute(self, item: int, kind: int) -> bytes:
        return self._module.attribute(self._session, item, kind)


def _packed(pss: PssParameters) -> bytes:
    return bytes((Word * 3)(pss.digest, pss.mask, pss.salt))


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, sys.byteorder) if raw else -1
