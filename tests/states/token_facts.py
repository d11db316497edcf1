"""What the page of the token may have to say on bad days, for ``make screenshots``."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ttedesktop.errors.token_errors import ModuleUnusable
from ttedesktop.tokens.diagnosis.facts import TokenFacts
from ttedesktop.tokens.diagnosis.findings import Findings, ModuleFinding
from ttedesktop.tokens.diagnosis.readers import Readers
from ttedesktop.tokens.slot import PinState
from ttedesktop.tokens.survey import Survey

if TYPE_CHECKING:
    from ttedesktop.tokens.contents import TokenContents


def token_troubles(survey: Survey) -> dict[str, TokenFacts]:
    """Return what the page may have to say on other days."""
    (seen,) = survey.tokens
    reader = Readers(names=("Feitian ePass2003 00 00",))
    narrow = "C:/Program Files (x86)/CryptoID/CryptoIDA_pkcs11.dll"
    unusable = ModuleFinding(
        narrow, "x86 (32-bit)", error=ModuleUnusable(narrow, "wrong_machine")
    )
    direct = ModuleFinding(seen.token.module, "x86-64", is_direct=True)

    def second(state: PinState) -> TokenContents:
        token = dataclasses.replace(
            seen.token, label="Budi – ePass2003", serial="2", pin_state=state
        )
        return dataclasses.replace(
            seen,
            token=token,
            certificates=tuple(
                dataclasses.replace(
                    one,
                    token=token,
                    name="BUDI SANTOSO HADIKUSUMO",
                    not_after=datetime.now(UTC) + timedelta(days=12, hours=1),
                )
                for one in seen.certificates
            ),
        )

    return {
        "no-driver": TokenFacts(Survey(), reader, Findings()),
        "unusable": TokenFacts(Survey(), reader, Findings(modules=(unusable,))),
        "no-token": TokenFacts(Survey(), reader, Findings(modules=(direct, unusable))),
        "two": TokenFacts(
            Survey((seen, second(PinState()))), reader, Findings(modules=(direct,))
        ),
        "change": TokenFacts(
            Survey((second(PinState(must_be_changed=True)),)),
            reader,
            Findings(modules=(direct,)),
        ),
        "no-service": TokenFacts(Survey(), Readers(is_running=False), Findings()),
    }
