"""Export the documents of a case, and what their notes cite, as CSL-JSON. The form for Zotero and other such programs.

- Each document is an item, and each source that a note cites: one for an address, whatever its spellings and however many
  notes print it; and one for a note that names its source without an address. The address of a document is that document.
- Names are written as they stand (`literal`): which part of a name is the family's is not known.
- `note` has the words of each note that cites the source on one line, `custom` the exact ones with document, number and place.
- A date that CSL cannot write (open, of a season) is written in the signs of EDTF. Dates that a note prints stay in its words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.derived import published
from whosays.publish.files import write_whole
from whosays.publish.programs.told import Kept, one_line
from whosays.publish.view import Leaving
from whosays.records import Citation, Source
from whosays.sources import source_at, source_id
from whosays.text.edtf import is_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.publish.view import CaseView
    from whosays.records import Document

Json = dict[str, object]
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_SOURCES = {"work": "document", "page": "webpage", "post": "post", "account": "webpage", "broadcast": "broadcast"}
_MEDIA = (
    ("text/html", "webpage"), ("application/xhtml", "webpage"), ("multipart/related", "webpage"),
    ("message/", "personal_communication"), ("application/vnd.ms-outlook", "personal_communication"),
    ("text/csv", "dataset"), ("text/tab-separated", "dataset"), ("application/vnd.ms-excel", "dataset"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml", "dataset"),
    ("application/vnd.oasis.opendocument.spreadsheet", "dataset"), ("application/epub", "book"), ("image/", "graphic"),
)  # fmt: skip


class CslJson:
    """The exporter `csl`: see the head of this file."""

    name = "csl"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
        return export(view, folder)


def export(view: CaseView, folder: Path) -> Iterator[Path]:
    """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
    import msgspec

    kept = Kept(Leaving(view))
    items = [*_Items(kept).all()]
    yield write_whole(folder / "references.json", [msgspec.json.format(msgspec.json.encode(items), indent=1), b"\n"])
    yield kept.write_left_out(folder)


class _Items:
    """Gathers what is cited, and by which notes."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._notes: dict[str, list[Citation]] = {}  # the notes that cite each item
        self._own: dict[str, str] = {}  # the document that stands for a source

    def all(self) -> list[Json]:
        """Return the items: documents by name, then sources by address, then notes without one."""
        for doc in self.kept.documents.values():
            if url := self.kept.address(doc.id):
                self._own.setdefault(source_id(url), doc.id)
        known = {source.id: source for source in self.kept.of("sources", Source)}
        addresses: dict[str, Source] = {}
        wordy: list[Citation] = []
        items_of: dict[tuple[str, int], list[str]] = {}
        for cite in self.kept.of("citations", Citation):
            items = self._cited(cite, items_of)
            for cited in cite.urls:
                source = known.get(source_id(cited.url)) or source_at(cited.url)
                if source.id not in self._own:
                    addresses[source.id] = source
            if cite.id in items:
                wordy.append(cite)
            for item in items:
                self._notes.setdefault(item, []).append(cite)
            items_of[cite.doc, cite.number] = items
            if not items:
                self.kept.leave_out("citations", "they cite nothing: comments, and repeats of a note that is not there")
        sources = sorted(addresses.values(), key=lambda one: (one.url or "", one.id))
        return [
            *(self._document(doc) for doc in self.kept.documents.values()),
            *(self._source(source) for source in sources),
            *(self._note(cite) for cite in wordy),
        ]

    def _cited(self, cite: Citation, items_of: dict[tuple[str, int], list[str]]) -> list[str]:
        """Return the ids of the items that a note cites; its own where it names a source in words."""
        if cite.ibid_of is not None:
            return items_of.get((cite.doc, cite.ibid_of), [])
        if cite.urls:
            ids = (source_id(url.url) for url in cite.urls)
            return list(dict.fromkeys(self._own.get(one, one) for one in ids))
        return [cite.id] if cite.note and cite.kind in {"source", "mixed"} else []

    def _document(self, doc: Document) -> Json:
        capture = self.kept.captures.get(doc.capture)
        media = capture.media_type.lower() if capture else ""
        kind = "post" if doc.post else next((kind for begin, kind in _MEDIA if media.startswith(begin)), "document")
        author = doc.author or (doc.post.account if doc.post else None)
        fetched = self.kept.leaving.fetched_at(capture) if capture else None
        item: Json = {
            "id": doc.id,
            "type": kind,
            "title": one_line(doc.title) if doc.title else doc.name,
            "author": [{"literal": one_line(author)}] if author else None,
            "publisher": one_line(doc.publisher) if doc.publisher else None,
            "container-title": doc.post.network if doc.post else None,
            "issued": _date(published(doc)),
            "accessed": _date(fetched[:10] if fetched else None),
            "URL": self.kept.address(doc.id),
            "language": doc.languages[0] if doc.languages else None,
            "archive_location": f"{doc.name}, SHA-256 {doc.capture}",
        }
        return self._whole(item)

    def _source(self, source: Source) -> Json:
        title = source.name or source.url or source.id
        item: Json = {"id": source.id, "type": _SOURCES[source.kind], "title": one_line(title), "URL": source.url}
        return self._whole(item)

    def _note(self, cite: Citation) -> Json:
        item: Json = {"id": cite.id, "type": "document", "title": one_line(cite.note.text) if cite.note else cite.id}
        return self._whole(item)

    def _whole(self, item: Json) -> Json:
        """Add who cites an item, and leave out what has no value."""
        cites = self._notes.get(str(item["id"]), [])
        told = (self._told(cite) for cite in cites if cite.note)
        exact = [self._exact(cite) for cite in cites if cite.note]
        item |= {"note": "; ".join(told) or None, "custom": {"cited_in": exact} if exact else None}
        return {name: value for name, value in item.items() if value is not None}

    def _told(self, cite: Citation) -> str:
        words = one_line(cite.note.text) if cite.note else ""
        return f"Cited in {self.kept.leaving.document_name(cite.doc)}, note {cite.number}: “{words}”"

    def _exact(self, cite: Citation) -> Json:
        note = cite.note
        return {
            "document": self.kept.leaving.document_name(cite.doc),
            "number": cite.number,
            "words": note.text if note else "",
            "start": note.start if note else None,
            "end": note.end if note else None,
            "status": self.kept.status(cite),
            "id": cite.id,
        }


def _date(value: str | None) -> Json | None:
    """Return a date (EDTF) as CSL writes it: in parts where it has them, else in the signs of EDTF as they are."""
    if not value or not is_edtf(value):
        return None
    found = [_DATE.fullmatch(part) for part in value.split("/")]
    parts = [[int(number) for number in one.groups()[:3] if number] for one in found if one]
    if len(parts) < len(found) or any(len(part) > 1 and part[1] > 12 for part in parts):
        return {"literal": value}
    about: Json = {"circa": True} if any(one and one[4] for one in found) else {}
    return {"date-parts": parts} | about
