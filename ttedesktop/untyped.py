"""Names for what libraries without types hand over.

Nothing is checked behind these names, so they stay inside the room that uses the
library, and what leaves it is a dataclass.
"""

from __future__ import annotations

from typing import Any, TypeAlias

PdfObject: TypeAlias = Any
"""Of pyHanko: its dictionaries hold values of any kind of PDF object."""
MuPdfObject: TypeAlias = Any
"""Of PyMuPDF, which carries no types."""
Asn1Value: TypeAlias = Any
"""Of asn1crypto, whose fields are made while it runs."""
Pkcs11Object: TypeAlias = Any
"""Of python-pkcs11, which carries few types."""
JsonValue: TypeAlias = Any
"""What JSON can say; whoever receives it checks it."""
