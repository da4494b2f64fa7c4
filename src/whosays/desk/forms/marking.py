"""Claims and names marked by hand, and claims edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast, get_args

from fastapi import Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from whosays.case.judging.marking import BadMark, ClaimMark, NameMark, NoSuchWords, find_near, is_words
from whosays.desk.forms.back import lead_back
from whosays.desk.pages.reader import AT_ONCE
from whosays.records import Act, HedgeKind, MentionKind, Modality, Polarity

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.case.judging.marking import Place
    from whosays.desk.app import Desk
    from whosays.records import Document, Mention


class Sent(BaseModel):  # the kind of record that FastAPI reads a form into
    """What the form of a claim sends. A place is "12-20", pieces are joined by "+"; words are found in the document."""

    places: str = ""
    places_were: str = ""
    words: str = ""
    holder: str = "author"  # or "hidden", or the place of a name
    holder_words: str = ""
    act: str = "assert"
    about: list[str] = []
    about_words: str = ""
    hedges: list[str] = []
    hedge_words: str = ""
    hedge_kind: str = "probability"
    modality: str = "asserted"
    polarity: str = "positive"
    said: str = ""
    content_time: str = ""


def add(app: FastAPI, desk: Desk) -> None:
    """Add the forms to the application."""

    @app.post("/documents/{words}/mark", include_in_schema=False)
    def mark(request: Request, words: str, sent: Annotated[Sent, Form()]) -> Response:
        doc = _document(desk, words)
        made = desk.case.mark(doc.id, claim_of(sent, doc), who=desk.signer(request))
        return lead_back(f"/documents/{doc.id}?claim={made.id}#{made.id}")

    @app.post("/documents/{words}/mark-name", include_in_schema=False)
    def mark_name(
        request: Request,
        words: str,
        places: Annotated[str, Form()] = "",
        exact: Annotated[str, Form(alias="words")] = "",
        kind: Annotated[str, Form()] = "organisation",
    ) -> Response:
        doc = _document(desk, words)
        where = content_of(doc, places, "", exact)
        wanted = NameMark(at=(where[0][0], where[-1][1]), kind=cast("MentionKind", _one_of(kind, MentionKind)))
        made = desk.case.mark(doc.id, wanted, who=desk.signer(request))
        return lead_back(_passage_of(desk, doc, cast("Mention", made)))

    @app.post("/claims/{words}/edit", include_in_schema=False)
    def edit(request: Request, words: str, sent: Annotated[Sent, Form()], back: Annotated[str, Form()] = "") -> Response:
        claim = desk.case.claim(words)
        desk.case.edit(claim.id, claim_of(sent, _document(desk, claim.doc)), who=desk.signer(request))
        return lead_back(back or f"/claims/{claim.id}")


def claim_of(sent: Sent, doc: Document) -> ClaimMark:
    """Read the form of a claim. Raises BadMark, or NoSuchWords for words that the document does not have."""
    content = content_of(doc, sent.places, sent.places_were, sent.words)
    at = content[0][0]
    holder_at = _holder(sent, doc, at)
    about = [_one(place) for place in sent.about]
    about += [_find(doc, line, at) for line in sent.about_words.splitlines() if line.strip()]
    hedges = [(_one(place), kind) for place, _, kind in (one.partition(" ") for one in sent.hedges)]
    if sent.hedge_words.strip():
        hedges.append((_find(doc, sent.hedge_words, at), sent.hedge_kind))
    return ClaimMark(
        content=content,
        holder="named" if holder_at else "hidden" if sent.holder == "hidden" else "author",
        holder_at=holder_at,
        act=cast("Act", _one_of(sent.act, Act)),
        about=tuple(dict.fromkeys(about)),
        hedges=tuple((place, cast("HedgeKind", _one_of(kind, HedgeKind))) for place, kind in hedges),
        modality=cast("Modality", _one_of(sent.modality, Modality)),
        polarity=cast("Polarity", _one_of(sent.polarity, Polarity)),
        said=sent.said.strip() or None,
        content_time=sent.content_time.strip() or None,
    )


def _holder(sent: Sent, doc: Document, at: int) -> Place | None:
    """Return where the words for a named holder stand: those typed, else the name chosen; None for author and hidden."""
    if sent.holder_words.strip():
        return _find(doc, sent.holder_words, at)
    return None if sent.holder in {"author", "hidden"} else _one(sent.holder)


def content_of(doc: Document, places: str, places_were: str, words: str) -> tuple[Place, ...]:
    """Return where the words of a mark stand: the places where they hold these words, else the words where they are nearest.

    Places that a person has changed (from `places_were`) are what they mean, whatever the words beside them say.
    """
    where = read_places(places) if places.strip() else ()
    if where and (not words.strip() or (places_were and places.strip() != places_were) or is_words(doc.text, where, words)):
        return where
    if where and is_words(doc.text, where, "".join(words.split("…"))):  # as pieces are shown
        return where
    return (_find(doc, words, where[0][0] if where else 0),)


def read_places(written: str) -> tuple[Place, ...]:
    """Read places as forms send them: "12-20", or "12-20+31-40"."""
    made: list[Place] = []
    for part in written.replace(" ", "").split("+"):
        start, _, end = part.partition("-")
        if not (start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10):
            raise BadMark(f"{part[:40]!r} is no place (12-20, or 12-20+31-40)")
        made.append((int(start), int(end)))
    return tuple(made)


def _one(written: str) -> Place:
    return read_places(written)[0]


def _find(doc: Document, words: str, at: int) -> Place:
    place = find_near(doc.text, words, at)
    if place is None:
        raise NoSuchWords(doc.name, words)
    return place


def _one_of(value: str, kinds: object) -> str:
    if value not in get_args(kinds):
        raise BadMark(f"{value[:40]!r} is none of {', '.join(get_args(kinds))}")
    return value


def _document(desk: Desk, words: str) -> Document:
    with desk.case.view() as view:
        return view.stored.find_document(words)


def _passage_of(desk: Desk, doc: Document, made: Mention) -> str:
    """Return the address of the passage that a name stands in."""
    for number, passage in enumerate(desk.case.passages(doc.id)):
        if any(piece.start <= made.at.start < piece.end for piece in passage.pieces):
            return f"/documents/{doc.id}?part={number // AT_ONCE + 1}#{passage.id}"
    return f"/documents/{doc.id}"
