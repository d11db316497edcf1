"""The zone in which pyHanko writes its times: that of this computer's clock.

pyHanko asks tzlocal whenever it dates something, and takes no zone from its caller.
tzlocal looks for a zone's *name* and raises where there is none: under a rule of POSIX
such as ``TZ=WIB-7``, or with a zone of Windows that it does not know. A date in a PDF
holds nothing but the offset (ISO 32000-2, 7.9.4), which the clock itself knows.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any

from pyhanko.pdf_utils.metadata import info


def zone_of_clock() -> tzinfo | None:
    """Return how far this computer's clock is ahead of UTC now."""
    return datetime.now(UTC).astimezone().tzinfo


def give_zone_to_pyhanko() -> None:
    """Have pyHanko go by the clock from now on, wherever it dates something."""
    module: Any = info
    # The one tzlocal that all of pyHanko asks.
    module.tzlocal.get_localzone = zone_of_clock
