"""Loads parts of the program without looking for garbage.

Nothing that is loaded is any; to look through it again and again while it becomes more
takes a tenth of the time, and to look through all of it afterwards, a pause each time.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def without_tidying() -> Generator[None]:
    """Look for no garbage meanwhile, and never among what is there then.

    Where none is looked for anyway, as in the window, which does it in its pauses, that
    stays as it is.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
