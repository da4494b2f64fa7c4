"""Pictures of pages, drawn in a process of their own when they are asked for; the last ones are kept in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from whosays.anchors import anchors_of
from whosays.errors import WhosaysError
from whosays.read.page_picture import Drawing, draw_page
from whosays.workers import Standby

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Literal

    from whosays.records import Document, Placement, Record

# So many bytes are kept: some fifty pages of text, or a dozen scans in colour.
_KEPT = 24 << 20
# A page of a printing house's file took four seconds; what takes longer is no page.
_SECONDS = 20.0


class NoPicture(WhosaysError):
    """A page cannot be drawn."""

    code = "no-picture"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"there is no picture of this page of {name} ({why}); its text can be read")


def pages_of(doc: Document) -> int:
    """Return how many pages of a document can be shown as pictures: all of a PDF or a scan, none of any other."""
    return len(doc.pages) if _kind_of(doc) else 0


def page_at(record: Record | None, doc: Document, placements: Sequence[Placement]) -> int:
    """Return the page, counted from 1, on which the words of a record of the document begin; without one, the first."""
    first = next(iter(anchors_of(record)), None) if record is not None else None
    if first is None or first.doc != doc.id:
        return 1
    return next((one.box.page for one in placements if one.start < first.end and one.end > first.start), 1)


class PagePictures:
    """Draws pages of one case."""

    def __init__(self, case: Path) -> None:
        self._case = case
        self._lock = threading.Lock()
        self._drawn: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._standby: Standby[Drawing, bytes] | None = None

    def draw(self, doc: Document, number: int) -> bytes:
        """Return a page, counted from 1, as a PNG. Raises NoPicture."""
        from whosays.store.originals import Originals

        kind = _kind_of(doc)
        if kind is None or not 1 <= number <= len(doc.pages):
            raise NoPicture(doc.name, "it has no such page")
        key = (doc.capture, number)
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
            if self._standby is None:
                self._standby = Standby(draw_page, timeout=_SECONDS)
        originals = Originals(self._case)
        if not originals.has(doc.capture):
            raise NoPicture(doc.name, "its file is not kept any more")
        path = str(originals.path(doc.capture))
        answer = self._standby.ask(Drawing(path=path, name=doc.name, kind=kind, number=number))
        if answer.value is None:
            raise NoPicture(doc.name, answer.failure.message if answer.failure else "it gave nothing")
        self._keep(key, answer.value)
        return answer.value

    def forget(self) -> None:
        """Let go of the pictures that were drawn."""
        with self._lock:
            self._drawn.clear()

    def close(self) -> None:
        """End the process that draws."""
        with self._lock:
            if self._standby is not None:
                self._standby.close()
                self._standby = None

    def _keep(self, key: tuple[str, int], raw: bytes) -> None:
        with self._lock:
            self._drawn[key] = raw
            while len(self._drawn) > 1 and sum(len(one) for one in self._drawn.values()) > _KEPT:
                self._drawn.popitem(last=False)


def _kind_of(doc: Document) -> Literal["pdf", "image"] | None:
    """Tell by its reader whether a document was read off pages that can be drawn."""
    reader = doc.made_by.partition(" ")[0]
    return "pdf" if reader == "pdf" else "image" if reader == "image" else None
