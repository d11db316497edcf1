"""Dates, times, numbers and sizes in what a window says, in the manner of a language.

Indonesian: 30 November 2026, 14.05 WIB, 1.234 dokumen, 1,5 MB. English:
30 November 2026, 14:05 WIB, 1,234 documents, 1.5 MB. A time without its zone is in the
manner of neither.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QWidget,
)

from ttedesktop.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS: Final = r"(?:kB|MB|GB|TB|mm|cm|pt|%|detik|seconds?|menit|minutes?)"
_ZONE: Final = r"(?:WIB|WITA|WIT|UTC)"
_HOURS: Final = r"\b(?:[01]\d|2[0-3])"
_OF_NONE: Final = {
    "a date of a machine": r"\b\d{4}-\d{2}-\d{2}\b",
    "a date in figures": r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    "a moment of a machine": r"\dT\d\d:\d\d",
    "a number without its groups": r"(?<![\d.,/–-])(?!19|20)\d{4,} [a-z]{3,}",
}
_WRONG: Final = {
    Language.INDONESIAN: {
        **_OF_NONE,
        "a time with a colon": rf"{_HOURS}:[0-5]\d\b",
        "a time without its zone": rf"{_HOURS}\.[0-5]\d\b(?! {_ZONE}|[.\d])",
        "a decimal point": rf"\d\.\d{{1,2}} ?{_UNITS}\b",
        "an English month": (
            r"\b(?:January|February|March|May|June|July|August|October|December)\b"
        ),
    },
    Language.ENGLISH: {
        **_OF_NONE,
        "a time with a point": rf"{_HOURS}\.[0-5]\d {_ZONE}",
        "a time without its zone": rf"{_HOURS}:[0-5]\d\b(?!:| {_ZONE})",
        "a decimal comma": rf"\d,\d{{1,2}} ?{_UNITS}\b",
        "an Indonesian month": (
            r"\b(?:Januari|Februari|Maret|Mei|Juni|Juli|Agustus|Oktober|Desember)\b"
        ),
    },
}
_NAMES: Final = re.compile(r"[\w. ()–-]+\.(?:pdf|csv|html|json|png|crl|p12|jsonl)\b")
"""Of files, which are called as somebody called them."""


def faults_in(words: str, language: Language) -> list[str]:
    """Return what in these words is not in the manner of the language."""
    own = _NAMES.sub("", words)
    wrong = _WRONG[language].items()
    return [what for what, pattern in wrong if re.search(pattern, own)]


def manner_of(window: QWidget, language: Language) -> list[str]:
    """Return what is not said in the manner of a language, a sentence for each."""
    found = []
    for one in [window, *window.findChildren(QWidget)]:
        if one is not window and not one.isVisibleTo(window):
            continue
        for words in _words_of(one):
            found += [f"{what} in {words!r}" for what in faults_in(words, language)]
    return sorted(set(found))


def _words_of(one: QWidget) -> Iterator[str]:
    yield one.toolTip()
    yield one.accessibleName()
    yield one.accessibleDescription()
    if isinstance(one, QLabel | QAbstractButton | QDoubleSpinBox):
        yield one.text()
    elif isinstance(one, QComboBox):
        yield from (one.itemText(number) for number in range(one.count()))
    elif isinstance(one, QAbstractItemView):
        yield from _cells_of(one)


def _cells_of(view: QAbstractItemView) -> Iterator[str]:
    model, root = view.model(), QModelIndex()
    # A list hides how many columns it has.
    is_list = isinstance(model, QAbstractListModel)
    columns = 1 if is_list else model.columnCount(root)
    for row in range(min(model.rowCount(root), 100)):
        for column in range(columns):
            index = model.index(row, column)
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):
                words = model.data(index, role)
                if isinstance(words, str):
                    yield words
