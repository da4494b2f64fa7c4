"""Keeping words out of all that leaves the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Form, Request
from starlette.responses import Response

from whosays.desk.faults import BadRequest
from whosays.desk.forms.back import lead_back

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk
    from whosays.records import Judgement

_MOST = 50  # pieces of a selection, each of which is a decision of its own


def add(app: FastAPI, desk: Desk) -> None:
    """Add the forms to the application."""

    @app.post("/hide", include_in_schema=False)
    def hide(
        request: Request,
        record: Annotated[str, Form()],
        note: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "/hidden",
    ) -> Response:
        hide_record(desk, request, record, note)
        return lead_back(back)

    @app.post("/documents/{words}/hide", include_in_schema=False)
    def hide_words(
        *,
        request: Request,
        words: str,
        places: Annotated[str, Form()],
        what: Annotated[str, Form()] = "words",
        note: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "/hidden",
    ) -> Response:
        if what == "words":
            hide_places(desk, request, words, _read(places), note)
        else:
            hide_record(desk, request, what, note)
        return lead_back(back)


def hide_record(desk: Desk, request: Request, record: str, note: str) -> Judgement:
    """Hide a name or the words of a record, signed by whoever asks."""
    return desk.case.hide(record, note=note, who=desk.signer(request))


def hide_places(desk: Desk, request: Request, doc: str, places: list[tuple[int, int]], note: str) -> tuple[Judgement, ...]:
    """Hide stretches of a document, signed by whoever asks."""
    who = desk.signer(request)
    return tuple(desk.case.hide(doc, note=note, who=who, span=place) for place in places)


def _read(places: str) -> list[tuple[int, int]]:
    """Return the places that a form sends ("12-20+24-30"). Raises BadRequest."""
    read: list[tuple[int, int]] = []
    for one in places.split("+"):
        start, _, end = one.partition("-")
        if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(one) < 40):
            raise BadRequest("a place has a start and an end, as 12-20")
        read.append((int(start), int(end)))
    if len(read) > _MOST:
        raise BadRequest(f"that is in {len(read)} pieces; hide {_MOST} in one go at most")
    return read
