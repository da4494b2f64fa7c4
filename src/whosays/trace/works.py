"""Find the works of a bibliography in notes: by a DOI that a note prints, or by the title.

A title is looked for in its folded form (`text.fold`), so that case, letter twins and line breaks do not matter; the words of
the link are those of the note. Titles that are short are words that anybody uses, so nothing is proposed on them alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from whosays.anchors import Cutter
from whosays.records import Link, LinkId, make_id
from whosays.sources import source_id
from whosays.text.fold import fold, fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Anchor, Citation, Document, Source, SourceId

BY = "trace/works"
# "Annual report 2020" is the title of many a work: three words and 20 letters leave out what is a kind of work and no name.
# Found by hand on invented bibliographies of ours, one of reports and one of books.
_WORDS, _LETTERS = 3, 20
# The form that the DOI handbook gives: a prefix that begins with 10, a stroke, anything that can be printed.
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"“”<>]+")
_BEHIND = ".,;:)]}'’»"
_WORD = re.compile(r"\w+")


class Works:
    """The works that notes may cite; false where there are none."""

    def __init__(self, works: Iterable[Source]) -> None:
        self._by_id: dict[SourceId, Source] = {}
        self._titles: dict[str, list[tuple[re.Pattern[str], Source]]] = defaultdict(list)
        for work in works:
            self._by_id[work.id] = work
            words = fold_text(work.name or "").split()
            if work.kind == "work" and len(words) >= _WORDS and sum(map(len, words)) >= _LETTERS:
                first = _WORD.search(" ".join(words))
                pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)")
                self._titles[first[0] if first else ""].append((pattern, work))

    def __bool__(self) -> bool:
        """Ask whether there are any."""
        return bool(self._by_id)

    def cited_in(self, doc: Document, notes: Iterable[Citation]) -> Iterator[Link]:
        """Yield a link from each note of a document to the works that it names; not where it prints their address."""
        cutter = Cutter(doc)
        for note in notes:
            if note.note is None:
                continue
            seen = {source_id(url.url) for url in note.urls}
            for work, at, reason in (*self._by_doi(cutter, note.note), *self._by_title(cutter, note.note)):
                if work.id not in seen:
                    seen.add(work.id)
                    link = LinkId(make_id("lnk", "cites", note.id, work.id))
                    yield Link(id=link, kind="cites", a=note.id, b=work.id, evidence=(at,), reason=reason, by=BY)

    def _by_doi(self, cutter: Cutter, note: Anchor) -> Iterator[tuple[Source, Anchor, str]]:
        for found in _DOI.finditer(note.text):
            doi = found[0].rstrip(_BEHIND)
            if work := self._by_id.get(source_id(f"https://doi.org/{doi}")):
                start = note.start + found.start()
                yield work, cutter.cut(start, start + len(doi)), "the note prints its DOI"

    def _by_title(self, cutter: Cutter, note: Anchor) -> Iterator[tuple[Source, Anchor, str]]:
        if not self._titles:
            return
        folded = fold(note.text)
        for word in dict.fromkeys(_WORD.findall(folded.text)):
            for pattern, work in self._titles.get(word, ()):
                if found := pattern.search(folded.text):
                    start, end = folded.to_origin(*found.span())
                    yield work, cutter.cut(note.start + start, note.start + end), "the note prints its title"
