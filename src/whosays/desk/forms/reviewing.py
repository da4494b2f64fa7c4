"""Review beyond accept and reject: fields of rows and dates that a person sets, part of, split, and where one went on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from fastapi import Form, Request
from starlette.responses import Response

from whosays.desk.forms.back import lead_back
from whosays.records import Citation
from whosays.store.faults import BadEdit

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk
    from whosays.records import Record

# Queue → the page that shows it.
QUEUES = {"claims": "/review", "names": "/review/names", "rows": "/review/rows", "dates": "/review/dates"}
_DAY = 86_400


def add(app: FastAPI, desk: Desk) -> None:
    """Add the forms to the application."""

    @app.post("/review/row", include_in_schema=False)
    def set_row(
        *,
        request: Request,
        record: Annotated[str, Form()],
        repair: Annotated[str, Form()] = "",
        country: Annotated[str, Form()] = "",
        acronym: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "/review/rows",
    ) -> Response:
        """Set what a person reads in a row; where nothing is another than it was, the row is accepted."""
        typed = {"repair": repair.strip(), "country": country.strip().upper(), "acronym": acronym.strip()}
        held = _current(desk, record)
        changes: dict[str, object] = {
            name: value or None for name, value in typed.items() if (value or None) != getattr(held, name, None)
        }
        _decide(desk, request, record, changes)
        return lead_back(back)

    @app.post("/review/date", include_in_schema=False)
    def set_date(
        *,
        request: Request,
        record: Annotated[str, Form()],
        field: Annotated[str, Form()],
        value: Annotated[str, Form()] = "",
        start: Annotated[int, Form()] = 0,
        problem: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "/review/dates",
    ) -> Response:
        """Set a date that a record takes from its words; the problem that asked is settled with it."""
        changes = _dated(_current(desk, record), field, value.strip(), start)
        _decide(desk, request, record, changes)
        if problem:
            desk.case.judge(problem, "accept", who=desk.signer(request), note=f"set {field} of {record}")
        return lead_back(back)

    @app.post("/judge-parts", include_in_schema=False)
    def judge_parts(
        *,
        request: Request,
        decision: Annotated[str, Form()],
        one: Annotated[str, Form()],
        other: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "/review/names",
    ) -> Response:
        """Say that one name is a part of the other, or that a place leaves the name that it is under."""
        if decision == "part-of":
            desk.case.judge_names([one, other], "part-of", who=desk.signer(request))
        elif decision == "split":
            desk.case.judge_names([one], "split", who=desk.signer(request))
        return lead_back(back)

    @app.get("/review/go/{queue}", include_in_schema=False)
    def go_on(request: Request, queue: str) -> Response:
        """Lead to where one was in a queue: behind what was skipped last, as this browser remembers it."""
        path = QUEUES.get(queue, "/review")
        skipped = request.cookies.get(f"skipped-{queue}", "")
        return lead_back(f"{path}?after={skipped}" if skipped.replace("-", "").isalnum() else path)

    @app.get("/review/skip/{queue}", include_in_schema=False)
    def skip(queue: str, after: str) -> Response:
        """Pass over one item, and remember for a day that it was passed over."""
        path = QUEUES.get(queue, "/review")
        is_id = after.isascii() and after.replace("-", "").isalnum() and len(after) < 80
        answer = lead_back(f"{path}?after={after}" if is_id else path)
        if queue in QUEUES and is_id:
            answer.set_cookie(f"skipped-{queue}", after, max_age=_DAY, samesite="strict", httponly=True)
        return answer


def _current(desk: Desk, record: str) -> Record:
    with desk.case.view() as view:
        return view.stored.current(view.stored.record(record))  # type: ignore[type-var]  # only what can be judged is asked for


def _decide(desk: Desk, request: Request, record: str, changes: dict[str, object]) -> None:
    who = desk.signer(request)
    if changes:
        desk.case.judge(record, "edit", changes=changes, who=who)
    else:
        desk.case.judge(record, "accept", who=who)


def _dated(held: Record, field: str, value: str, start: int) -> dict[str, object]:
    """Return the change that sets a date; the dates of a note are set all together."""
    if field == "dates" and isinstance(held, Citation):
        dates = [(msgspec.to_builtins(one), one) for one in held.dates]
        meant = [one.iso for _, one in dates if one.at.start == start]
        if not meant:
            raise BadEdit(held.id, f"it has no date at {start} any more; open the page again")
        if all(iso == value for iso in meant):
            return {}
        return {"dates": [told | {"iso": value} if one.at.start == start else told for told, one in dates]}
    return {} if (value or None) == getattr(held, field, None) else {field: value or None}
