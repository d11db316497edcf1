"""How a chapter looks: headings, notes, tables, keys, in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from ui.controls import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextDocument

_HEADINGS: Final = {1: (24, 700, 0, 12), 2: (17, 600, 24, 6), 3: (14, 600, 12, 4)}
"""Pixels and weight of a heading, and pixels above and below it."""
_LINE: Final = 140
"""Percent."""
_PARAGRAPH: Final = 10
"""Pixels below one."""
_ENTRY: Final = 4
"""Pixels below an entry of a list that another one follows."""
_CELL: Final = 7


def dress(document: QTextDocument) -> None:
    """Give a document that was read from Markdown the look of the window."""
    for block in list(_blocks(document)):
        _dress_block(block)
        _dress_words(block)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)
    _frame_notes(document)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _dress_block(block: QTextBlock) -> None:
    shape = block.blockFormat()
    level = shape.headingLevel()
    if level:
        size, weight, above, below = _HEADINGS[min(level, 3)]
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
        for cursor, look in _fragments(block):
            # What Markdown makes larger by steps is given its size here.
            look.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            look.setFont(theme.font(size, weight))
            cursor.setCharFormat(look)
    else:
        shape.setTopMargin(0)
        is_followed = _is_followed_in_list(block) or _is_followed_in_code(block)
        shape.setBottomMargin(_ENTRY if is_followed else _PARAGRAPH)
    if not _has_picture(block):
        _space_lines(shape)
    QTextCursor(block).setBlockFormat(shape)


def _is_followed_in_list(block: QTextBlock) -> bool:
    here, after = block.blockFormat(), block.next().blockFormat()
    return here.objectIndex() >= 0 and here.objectIndex() == after.objectIndex()


def _is_followed_in_code(block: QTextBlock) -> bool:
    return _is_code(block) and _is_code(block.next())


def _is_code(block: QTextBlock) -> bool:
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _space_lines(shape: QTextBlockFormat) -> None:
    shape.setLineHeight(
        _LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    )


def _has_picture(block: QTextBlock) -> bool:
    return any(fragment.isImageFormat() for _cursor, fragment in _fragments(block))


def _fragments(block: QTextBlock) -> Iterator[tuple[QTextCursor, QTextCharFormat]]:
    """Yield each stretch of a block that looks the same, selected, and its look."""
    found: list[tuple[int, int, QTextCharFormat]] = []
    place = block.begin()
    while not place.atEnd():
        one = place.fragment()
        found.append((one.position(), one.length(), one.charFormat()))
        place += 1
    for start, length, look in found:
        cursor = QTextCursor(block.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        yield cursor, look


def _dress_words(block: QTextBlock) -> None:
    for cursor, look in list(_fragments(block)):
        changed = QTextCharFormat()
        if look.isAnchor():
            changed.setForeground(theme.colour("accentink"))
            changed.setFontUnderline(True)
        elif look.fontFixedPitch() and not _is_code(block):
            changed.setFontFamilies([theme.FAMILY])
            changed.setFontFixedPitch(False)
            changed.setFontWeight(QFont.Weight.Medium)
            changed.setBackground(QBrush(theme.colour("sunken")))
        elif look.fontWeight() > QFont.Weight.Medium and not _is_heading(block):
            changed.setFontWeight(QFont.Weight.DemiBold)
        cursor.mergeCharFormat(changed)


def _is_heading(block: QTextBlock) -> bool:
    return bool(block.blockFormat().headingLevel())


def _dress_table(table: QTextTable) -> None:
    shape = table.format()
    shape.setCellPadding(_CELL)
    shape.setCellSpacing(0)
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(theme.colour("line")))
    shape.setTopMargin(4)
    shape.setBottomMargin(14)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            block = cell.firstCursorPosition().block()
            inside = block.blockFormat()
            inside.setBottomMargin(0)
            cell.firstCursorPosition().setBlockFormat(inside)
            look = cell.format()
            look.setBackground(QBrush(theme.colour("surface" if row else "sunken")))
            cell.setFormat(look)


def _frame_notes(document: QTextDocument) -> None:
    """Put what Markdown quotes into a frame of its own: a note to be heeded."""
    shape = QTextFrameFormat()
    shape.setBackground(QBrush(theme.colour("soft")))
    shape.setBorder(1)
    shape.setBorderBrush(QBrush(theme.colour("softline")))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setPadding(12)
    shape.setTopMargin(4)
    shape.setBottomMargin(14)
    quoted = QTextFormat.Property.BlockQuoteLevel
    notes = [
        block.position()
        for block in _blocks(document)
        if block.blockFormat().intProperty(quoted)
    ]
    for start in reversed(notes):
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.movePosition(
            QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
        )
        frame = cursor.insertFrame(shape)
        inside = QTextBlockFormat()
        _space_lines(inside)
        frame.firstCursorPosition().setBlockFormat(inside)
        for place in (frame.firstPosition() - 1, frame.lastPosition() + 1):
            _flatten(document.findBlock(place))


def _flatten(block: QTextBlock) -> None:
    """Take the height from an empty block that only parts a frame from the rest."""
    if block.text():
        return
    shape = QTextBlockFormat()
    shape.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    QTextCursor(block).setBlockFormat(shape)
