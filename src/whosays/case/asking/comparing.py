"""Two documents of a case, by whatever name a person gives them, as the two sides of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.analyse.compare import Version
from whosays.errors import WhosaysError
from whosays.store.faults import NoSuchDocument, NoSuchRecord

if TYPE_CHECKING:
    from whosays.case.whole import WholeView
    from whosays.records import CaptureId, Document


class SeveralDocuments(WhosaysError):
    """A capture holds several documents, and one is to be compared."""

    code = "several-documents"

    def __init__(self, words: str, names: list[str]) -> None:
        super().__init__(f"{words!r} holds {len(names)} documents; name one of them: {', '.join(names[:8])}")


def find_version(view: WholeView, words: str) -> Version:
    """Return the document that goes by `words`: its own name or id, or the id of its capture or of a visit."""
    return version_of(view, _find_document(view, words))


def version_of(view: WholeView, doc: Document) -> Version:
    """Return a document with what was found in it; what people rejected is left out."""
    return Version(
        document=doc,
        passages=tuple(view.passages(doc.id)),
        claims=tuple(claim for claim in view.claims(doc.id) if view.status(claim.id) != "rejected"),
        mentions=tuple(mention for mention in view.mentions(doc.id) if view.status(mention.id) != "rejected"),
    )


def _find_document(view: WholeView, words: str) -> Document:
    try:
        return view.stored.find_document(words)
    except NoSuchDocument as error:
        if error.candidates or (capture := _find_capture(view, words)) is None:
            raise
        docs = [doc for doc in view.documents() if doc.capture == capture]
        if len(docs) > 1:
            raise SeveralDocuments(words, [doc.name for doc in docs]) from None
        if not docs:
            raise
        return docs[0]


def _find_capture(view: WholeView, words: str) -> CaptureId | None:
    from whosays.records import Capture, Visit

    try:
        record = view.stored.record(words)
    except NoSuchRecord:
        return None
    return record.id if isinstance(record, Capture) else record.capture if isinstance(record, Visit) else None
