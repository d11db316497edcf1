"""The layers of a document, each with a tick that shows or hides it on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import icons
from ui.controls.buttons import Button
from ui.controls.labels import label, plain_tip
from ui.controls.leveled_model import LeveledModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.contents import Layer

    Index = QModelIndex | QPersistentModelIndex


class LayerTree(QWidget):
    """Says that only the look changes here; a signature covers every layer."""

    toggled = Signal(int, bool)
    """Number of the layer, and whether it is to be shown."""
    reset_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = _Layers(())
        self.tree = QTreeView()
        self.tree.setAccessibleName(_("Lapisan"))
        self.tree.setProperty("kind", "tree")
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        words = _(
            "Ini hanya mengubah yang tampak di sini. Tanda tangan mencakup semua "
            "lapisan, juga yang tidak tampak."
        )
        self._note = label(words, role="caption", wrap=True)
        self._reset = Button(_("Kembalikan seperti semula"), kind="link")
        self._reset.clicked.connect(self.reset_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tree, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 12)
        foot.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self._note)
        column.addLayout(foot)
        self.setFocusProxy(self.tree)
        self.show_layers((), is_changed=False)

    def show_layers(self, layers: Sequence[Layer], *, is_changed: bool) -> None:
        """Show the layers; ``is_changed`` if not all are as the document has them."""
        self._reset.setEnabled(is_changed)
        if [one.number for one in layers] == [one.number for one in self._rows.layers]:
            self._rows.take(layers)
            return
        before, self._rows = self._rows, _Layers(layers)
        self._rows.toggled.connect(self.toggled)
        self.tree.setModel(self._rows)
        self.tree.expandAll()
        before.deleteLater()


class _Layers(LeveledModel):
    toggled = Signal(int, bool)

    def __init__(self, layers: Sequence[Layer]) -> None:
        super().__init__([one.level for one in layers])
        self.layers = tuple(layers)

    def take(self, layers: Sequence[Layer]) -> None:
        self.layers = tuple(layers)
        for number in range(len(layers)):
            index = self.index_of(number)
            self.dataChanged.emit(index, index)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        kept = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.layers[self.entry_at(index)].is_fixed:
            return kept
        return kept | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        layer = self.layers[self.entry_at(index)]
        if layer.is_fixed and role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("lock_closed", size=16, colour="text2")
        shown = Qt.CheckState.Checked if layer.is_shown else Qt.CheckState.Unchecked
        told: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: layer.name or _("Tanpa nama"),
            Qt.ItemDataRole.CheckStateRole: shown,
            Qt.ItemDataRole.ToolTipRole: plain_tip(_tip(layer)),
            Qt.ItemDataRole.AccessibleDescriptionRole: _tip(layer),
        }
        return told.get(role)

    @override
    def setData(
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        layer = self.layers[self.entry_at(index)]
        if role != Qt.ItemDataRole.CheckStateRole or layer.is_fixed:
            return False
        # The tick follows when the pages are drawn so, and not before.
        self.toggled.emit(layer.number, not layer.is_shown)
        return True


def _tip(layer: Layer) -> str:
    if layer.is_fixed:
        return _("Dokumen tidak mengizinkan lapisan ini diubah.")
    return layer.name
