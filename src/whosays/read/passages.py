"""Make Document and Passages out of a text and its zones."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from whosays.anchors import Cutter
from whosays.read.meta import NOTHING, Meta
from whosays.records import Capture, Document, DocumentId, Passage, PassageId, make_id
from whosays.text.language import find_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.read.drafts import Draft
    from whosays.records import Post

# A title stands near the beginning, and fits on a shelf card.
_TITLE_WITHIN, _TITLE_LENGTH = 12, 300
# The line of a mail's head that names its subject.
_SUBJECT = re.compile(r"(?:Subject|Betreff|Objet|Asunto|الموضوع|موضوع)\s*[:：]\s*(\S[^\n\r]*)")
# A paragraph longer than this is running text, not a dateline or a byline.
_LONG = 200
# So many rows of a table tell its language.
_ROWS = 1000


def document_id(capture: Capture, part: str | None = None) -> DocumentId:
    """Return the id of the document of a capture, or of one `part` of it."""
    return DocumentId(make_id("doc", capture.id, part) if part else make_id("doc", capture.id))


def make_document(
    capture: Capture, text: str, drafts: Sequence[Draft], *, made_by: str, pages: tuple[int, ...] = (),
    said: Meta = NOTHING, part: str | None = None, post: Post | None = None, languages: tuple[str, ...] = (),
) -> Document:  # fmt: skip
    """Make the document of a capture, or of one `part` of it. The title is read from the zones where the file gives none.

    Languages are told from the words, unless the reader knows them (`languages`). What the file says counts only where the
    words are too few to tell.
    """
    prose = (text[d.start : d.end] for d in drafts if d.zone not in ("footnote", "page_furniture", "table_row"))
    return Document(
        id=document_id(capture, part),
        capture=capture.id,
        name=f"{capture.name}#{part}" if part else capture.name,
        text=text,
        title=said.title or find_title(text, drafts),
        languages=(
            languages or find_languages(prose) or _table_languages(text, drafts) or ((said.language,) if said.language else ())
        ),
        date=said.date,
        modified=said.modified,
        author=said.author,
        publisher=said.publisher,
        url=said.url or capture.url,
        post=post,
        pages=pages,
        made_by=made_by,
    )


def _table_languages(text: str, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return the languages of the first rows of tables, for a document that is hardly anything else."""
    rows = (text[d.start : d.end] for d in drafts if d.zone == "table_row")
    return find_languages(islice(rows, _ROWS))


def find_title(text: str, drafts: Sequence[Draft]) -> str | None:
    """Return the words of the first heading, white space folded, or a mail's subject; None where running text stands before."""
    for draft in drafts[:_TITLE_WITHIN]:
        if subject := _SUBJECT.match(text[draft.start : min(draft.end, draft.start + _TITLE_LENGTH)]):
            return subject[1]
        if draft.zone == "paragraph" and draft.end - draft.start > _LONG:
            return None
        if draft.zone == "heading":
            words = " ".join(" ".join(text[start:end] for start, end in draft.spans).split())
            return words[:_TITLE_LENGTH] or None
    return None


def make_passages(doc: Document, drafts: Iterable[Draft]) -> tuple[Passage, ...]:
    """Cut the passages out of the document. A passage's id comes from its words and how often they stood before."""
    cutter = Cutter(doc)
    seen: Counter[str] = Counter()
    out = []
    for order, draft in enumerate(drafts):
        spans = draft.spans
        pieces = (cutter.cut(*spans[0]),) if len(spans) == 1 else cutter.cut_all(spans)
        words = pieces[0].text if len(spans) == 1 else "\n".join(piece.text for piece in pieces)
        name = PassageId(make_id("psg", doc.id, words, seen[words]))
        seen[words] += 1
        out.append(
            Passage(
                id=name,
                doc=doc.id,
                zone=draft.zone,
                pieces=pieces,
                order=order,
                page=draft.page,
                level=draft.level,
                number=draft.number,
                called_at=cutter.cut(*draft.called_at) if draft.called_at else None,
                boxes=draft.boxes,
                author=draft.author,
                date=draft.date,
                begins=draft.begins,
                ends=draft.ends,
            )
        )
    return tuple(out)
