"""What changes the case, sent as JSON: decisions, taking them back, addresses and files to add."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from whosays.desk.additions import Addition
from whosays.desk.answering import answer
from whosays.desk.api.bodies import (
    AddingAddresses,
    HidingWords,
    Judged,
    Judging,
    JudgingNames,
    MakingExport,
    MarkedClaim,
    MarkedName,
    MarkingClaim,
    MarkingName,
    Undoing,
    read_body,
)
from whosays.desk.exports import Export
from whosays.desk.faults import BadRequest
from whosays.desk.forms.adding import take_in, take_in_addresses
from whosays.desk.forms.deciding import decide, decide_names, take_back
from whosays.desk.forms.exports import make_export, send_export
from whosays.desk.forms.hiding import hide_places, hide_record
from whosays.desk.receiving import NO_OTHER_LIMIT
from whosays.publish.hidden.judgements import without_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from whosays.desk.api.openapi import Described
    from whosays.desk.api.schema import Schema
    from whosays.desk.app import Desk
    from whosays.records import Mention

T = TypeVar("T")


def add(app: FastAPI, desk: Desk, described: Described) -> None:
    """Add the calls to the application."""

    def call(path: str, body: type[T], act: Callable[[Desk, Request, T], object], answers: type, status: int) -> None:
        async def endpoint(request: Request) -> Response:
            sent = await read_body(request, body)
            return answer(await run_in_threadpool(act, desk, request, sent), status)

        endpoint.__name__, endpoint.__doc__ = act.__name__.strip("_"), act.__doc__
        app.post(path, tags=["calls"], status_code=status)(endpoint)
        described.takes(path, answers=answers, status=status, body=body)

    call("/api/v1/judge", Judging, judge, Judged, 201)
    call("/api/v1/judge-names", JudgingNames, judge_names, Judged, 201)
    call("/api/v1/undo", Undoing, undo, Judged, 201)
    call("/api/v1/hide", HidingWords, hide, Judged, 201)
    call("/api/v1/mark-claim", MarkingClaim, mark_claim, MarkedClaim, 201)
    call("/api/v1/mark-name", MarkingName, mark_name, MarkedName, 201)
    call("/api/v1/add", AddingAddresses, add_addresses, Addition, 202)
    call("/api/v1/export", MakingExport, take_out, Export, 202)

    described.gives_file("/api/v1/export/file")

    @app.get("/api/v1/export/file", tags=["calls"])
    def export_file(request: Request) -> Response:
        """Fetch the file that was made for who asks, once it is ready."""
        return send_export(desk, request)

    described.takes("/api/v1/upload", answers=Addition, status=202, form=_FORM)

    @app.post("/api/v1/upload", tags=["calls"], status_code=202, max_body_size=NO_OTHER_LIMIT)
    async def upload(request: Request) -> Response:
        """Add files: a form with `files`, and `addresses`, one a line. They are read in the background."""
        made = await take_in(desk, request)
        if made is None:
            raise BadRequest("it holds no file and no address")
        return answer(made, 202)


_FORM: Schema = {
    "type": "object",
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
        "addresses": {"type": "string"},
    },
}


def judge(desk: Desk, request: Request, sent: Judging) -> Judged:
    """Accept, edit or reject a record."""
    made = decide(desk, request, sent.record, sent.decision, changes=sent.changes, note=sent.note)
    return Judged(judgements=(made,))


def judge_names(desk: Desk, request: Request, sent: JudgingNames) -> Judged:
    """Decide who is who."""
    return Judged(judgements=decide_names(desk, request, sent.names, sent.decision, note=sent.note))


def undo(desk: Desk, request: Request, sent: Undoing) -> Judged:
    """Take back a judgement, or the latest one on a record."""
    return Judged(judgements=(take_back(desk, request, sent.record, note=sent.note),))


def hide(desk: Desk, request: Request, sent: HidingWords) -> Judged:
    """Hide a name, the words of a record, or a stretch of a document in all that leaves the case. `undo` takes it back."""
    if sent.start is None and sent.end is None:
        return Judged(judgements=(without_key(hide_record(desk, request, sent.record, sent.note)),))
    if sent.start is None or sent.end is None:
        raise BadRequest("a stretch has a start and an end")
    made = hide_places(desk, request, sent.record, [(sent.start, sent.end)], sent.note)
    return Judged(judgements=tuple(map(without_key, made)))


def mark_claim(desk: Desk, request: Request, sent: MarkingClaim) -> MarkedClaim:
    """Mark words of a document as a claim, signed by whoever asks."""
    made = desk.case.mark(sent.document, sent.claim, who=desk.signer(request))
    return MarkedClaim(claim=desk.case.claim(made.id))


def mark_name(desk: Desk, request: Request, sent: MarkingName) -> MarkedName:
    """Mark words of a document as a name, signed by whoever asks."""
    return MarkedName(name=cast("Mention", desk.case.mark(sent.document, sent.name, who=desk.signer(request))))


def add_addresses(desk: Desk, _request: Request, sent: AddingAddresses) -> Addition:
    """Add pages of the web. They are visited and read in the background."""
    made = take_in_addresses(desk, sent.addresses)
    if made is None:
        raise BadRequest("it holds no address")
    return made


def take_out(desk: Desk, request: Request, sent: MakingExport) -> Export:
    """Begin to write the record out, in place of the last one of who asks. `GET /api/v1/export` tells how far it is."""
    return make_export(desk, request, sent.format, originals=sent.originals)
