"""Web Annotations as what people marked by hand: each is tied to its words in a document of the case, or told why it is not.

Nothing is guessed. Words have to stand at the place that is given or, where none is given, at one place alone. A place may be
counted in code points, as the recommendation asks, or in UTF-16 code units, as browsers do; both are held against the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from whosays.case.judging.deciding import Signing, appended
from whosays.case.judging.marking import BadMark, ClaimMark, NameMark, find_all, is_words, marked, places_of, trimmed
from whosays.case.whole import WholeView
from whosays.derived import standing
from whosays.imports.annotations import read_annotations
from whosays.records import Act, Claim, DocumentId, HedgeKind, MentionKind, Modality, Polarity
from whosays.sources import same_address
from whosays.store.faults import BadEdit, NoSuchDocument, NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.case.judging.marking import Marked, Place
    from whosays.imports.annotations import Annotation, Selector, Target
    from whosays.records import Document, Mention, Passage
    from whosays.store.store import Store

Json = dict[str, object]
_CAPTURE = re.compile(r"(?:urn:whosays:capture:|urn:sha-?256:|sha-?256:|ni:///sha-256;hex:)?([0-9a-f]{64})", re.IGNORECASE)
_RECORD = re.compile(r"(?:urn:whosays:record:)?(doc-[0-9a-f]{16})")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class NotTied(Exception):
    """An annotation that cannot be tied to words of the case, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """What an import of annotations did: what is marked now, how many were known or of programs, why others were left out."""

    marked: tuple[Claim | Mention, ...]
    known: int
    by_programs: int
    untold: tuple[str, ...]


def import_annotations(store: Store, text: str, name: str, *, who: str | None = None) -> Tied:
    """Mark the words of annotations, each by the person who is named as its creator.

    Args:
        store: the case.
        text: the file, as JSON-LD.
        name: what it is called, for errors.
        who: who marks what names no creator (default: the login name).

    Raises:
        BadAnnotations: the file holds no annotations that can be read.
    """
    from whosays.case.together.indexing import follow_decisions

    made: dict[str, Marked] = {}
    known = by_programs = 0
    untold: list[str] = []
    with WholeView(store.view()) as view:
        tying = _Tying(view)
        for one in read_annotations(text, name):
            if one.by_program:  # what is marked is somebody's
                by_programs += 1
                continue
            signing = Signing(one.creator or who, one.note)
            try:
                found = tying.tie(one, signing)
            except (NotTied, BadMark, BadEdit) as error:
                untold.append(f"{one}: {error}")
                continue
            if _is_known(view, found) or found.record.id in made:
                known += 1
            else:
                made[found.record.id] = found
    with store.write() as writer:
        for found in made.values():
            if found.is_new:
                writer.put_marked([found.record])
            appended(writer, [found.judgement])
    follow_decisions(store, [found.judgement for found in made.values()])
    return Tied(
        marked=tuple(found.record for found in made.values()), known=known, by_programs=by_programs, untold=tuple(untold)
    )


def place_of(text: str, selector: Selector) -> Place:
    """Return where the words of a selector stand in a text, in code points. Raises NotTied with the reason."""
    if selector.exact is None or not selector.exact.strip():
        raise NotTied("it does not quote its words (TextQuoteSelector), so a place could not be checked")
    found = list(find_all(text, selector.exact))
    if selector.start is None or selector.end is None:
        around = [place for place in found if _is_around(text, place, selector)]
        if len(around) == 1:
            return around[0]
        if not around:
            raise NotTied("its words do not stand in the document" + (" with those around them" if found else ""))
        raise NotTied(f"its words stand at {len(around):,} places of the document, and it does not say at which")
    for start, end in _readings(text, selector.start, selector.end):
        place = trimmed(text, start, end)
        if place and is_words(text, [place], selector.exact):
            return place
    told = f"they stand at {', '.join(f'{a}-{b}' for a, b in found[:3])}" if found else "nor anywhere else in the document"
    raise NotTied(f"its words do not stand at {selector.start}-{selector.end}; {told}")


class _Tying:
    """Ties annotations to the documents of a case, and keeps the document that was asked for last."""

    def __init__(self, view: WholeView) -> None:
        self._view = view
        self._last: Document | None = None
        self._last_passages: list[Passage] = []

    def tie(self, annotation: Annotation, signing: Signing) -> Marked:
        """Return what an annotation marks. Raises NotTied, BadMark or BadEdit."""
        if not annotation.targets:
            raise NotTied("it has no target")
        doc, places = self._places(annotation.targets)
        wanted: ClaimMark | NameMark
        if annotation.fields is None:
            wanted = ClaimMark(
                content=tuple(cut for place in places for cut in places_of(doc.text, self._passages(doc.id), *place))
            )
        else:
            wanted = _wanted(doc.text, annotation.fields, places)
        return marked(self._view, doc.id, wanted, signing)

    def _places(self, targets: tuple[Target, ...]) -> tuple[Document, tuple[Place, ...]]:
        """Return the one document that has the words of all targets, and where."""
        ids = [self._ids(target) for target in targets]
        shared = [one for one in ids[0] if all(one in others for others in ids)]
        if not shared:
            raise NotTied(f"no document of the case is {targets[0].source or 'without a name'}, or its targets lie in several")
        found: list[tuple[Document, tuple[Place, ...]]] = []
        why: NotTied | None = None
        for one in shared:
            doc = self._document(one)
            try:
                found.append((doc, tuple(place_of(doc.text, target.selector) for target in targets)))
            except NotTied as error:
                why = why or error
        if len(found) > 1:
            names = ", ".join(doc.name for doc, _ in found)
            raise NotTied(f"its words stand in several documents of that address ({names}), and it does not say in which")
        if not found:
            raise why or NotTied("its words do not stand in the document")
        return found[0]

    def _document(self, doc: DocumentId) -> Document:
        if self._last is None or self._last.id != doc:
            self._last = self._view.document(doc)
        return self._last

    def _passages(self, doc: DocumentId) -> list[Passage]:
        if not self._last_passages or self._last_passages[0].doc != doc:
            self._last_passages = list(self._view.passages(doc))
        return self._last_passages

    def _ids(self, target: Target) -> list[DocumentId]:
        """Return the documents that a target may mean: by its file, its id, its address or its name."""
        for name in (target.cached or "", target.source):
            if (of_file := _CAPTURE.fullmatch(name)) and (ids := self._of_capture(of_file[1].lower())):
                return ids
        if one := _RECORD.fullmatch(target.source):
            return [DocumentId(one[1])] if one[1] in self._view.stored.documents_by_id() else []
        if _ADDRESS.match(target.source):
            address = same_address(target.source)
            return [DocumentId(doc) for doc in self._view.stored.lookup.shelf.at_addresses([address]).get(address, ())]
        try:
            return [self._view.stored.find_document_id(target.source.rpartition("/")[2])] if target.source else []
        except NoSuchDocument:
            return []

    def _of_capture(self, capture: str) -> list[DocumentId]:
        try:
            return [DocumentId(doc) for doc, _ in self._view.stored.captured(capture).documents]
        except NoSuchRecord:
            return []


def _readings(text: str, start: int, end: int) -> Iterator[Place]:
    """Yield a place as code points and, where that is another one, as UTF-16 code units."""
    if 0 <= start < end:
        yield start, end
        if not text.isascii():
            raw = text.encode("utf-16-le", "surrogatepass")
            before, of_it = (raw[: 2 * start], raw[2 * start : 2 * end])
            at = len(before.decode("utf-16-le", "replace"))
            yield at, at + len(of_it.decode("utf-16-le", "replace"))


def _is_around(text: str, place: Place, selector: Selector) -> bool:
    """Ask whether what a selector says stands around its words stands there, whatever the blanks."""
    prefix, suffix = ("".join(words.split()) for words in (selector.prefix, selector.suffix))
    before = "".join(text[max(0, place[0] - 2 * len(selector.prefix) - 80) : place[0]].split())
    behind = "".join(text[place[1] : place[1] + 2 * len(selector.suffix) + 80].split())
    return before.endswith(prefix) and behind.startswith(suffix)


def _wanted(text: str, fields: Json, places: tuple[Place, ...]) -> ClaimMark | NameMark:
    """Return what a body of whosays says of words. Raises NotTied where it says what cannot be."""
    if "whosays:Mention" in _many(fields.get("type")):
        if len(places) != 1:
            raise NotTied("a name is at one place")
        return NameMark(
            at=places[0], kind=cast("MentionKind", _one_of(MentionKind, fields.get("whosays:kind"), "organisation"))
        )
    steps = [one for one in _many(fields.get("whosays:step")) if isinstance(one, dict)]
    inner: Json = max(steps, key=_order) if steps else {}
    kind = str(inner.get("whosays:holderKind", "author"))
    if kind not in ("author", "named", "hidden"):
        raise NotTied(f"a claim marked by hand has no {kind} holder")
    hedges = [one for one in _many(fields.get("whosays:hedge")) if isinstance(one, dict)]
    holder = inner.get("whosays:holder")
    return ClaimMark(
        content=places,
        holder=kind,  # type: ignore[arg-type]  # looked at above
        holder_at=_given(text, holder) if kind == "named" else None,
        act=cast("Act", _one_of(Act, inner.get("whosays:act"), "assert")),
        about=tuple(_given(text, one) for one in _many(fields.get("whosays:about"))),
        hedges=tuple(
            (_given(text, one.get("whosays:words")), cast("HedgeKind", _one_of(HedgeKind, one.get("whosays:kind"), "modal")))
            for one in hedges
        ),
        modality=cast("Modality", _one_of(Modality, fields.get("whosays:modality"), "asserted")),
        polarity=cast("Polarity", _one_of(Polarity, fields.get("whosays:polarity"), "positive")),
        said=_text(fields.get("whosays:said")),
        content_time=_text(fields.get("whosays:contentTime")),
    )


def _order(step: Json) -> int:
    order = step.get("whosays:order")
    return order if isinstance(order, int) else 0


def _given(text: str, told: object) -> Place:
    """Return a place that a body of whosays gives. Raises NotTied unless its words stand there."""
    if isinstance(told, dict):
        start, end, words = (told.get(name) for name in ("start", "end", "value"))
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end and words == text[start:end]:
            return start, end
    raise NotTied("its body tells of words that the document does not have there")


def _one_of(allowed: object, told: object, otherwise: str) -> str:
    if told is None:
        return otherwise
    if told not in get_args(allowed):
        raise NotTied(f"{told!r} is nothing that whosays knows")
    return str(told)


def _text(told: object) -> str | None:
    return told if isinstance(told, str) else None


def _many(told: object) -> list[object]:
    return told if isinstance(told, list) else [] if told is None else [told]


def _is_known(view: WholeView, found: Marked) -> bool:
    """Ask whether the same person stands for a record already, and says nothing else of it."""
    if found.is_new or found.judgement.decision != "accept":
        return False
    made = standing(list(view.judgements(found.record.id)))
    return any(one.who == found.judgement.who and one.decision == "accept" for one in made)
