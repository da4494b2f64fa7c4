"""Decisions on claims and names, and taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

from fastapi import Form, Request
from starlette.responses import Response

from whosays.desk.forms.back import lead_back

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI

    from whosays.desk.app import Desk
    from whosays.records import Decision, Judgement


def add(app: FastAPI, desk: Desk) -> None:
    """Add the forms to the application."""

    @app.post("/judge", include_in_schema=False)
    def judge(
        request: Request,
        record: Annotated[str, Form()],
        decision: Annotated[str, Form()],
        back: Annotated[str, Form()] = "/",
        note: Annotated[str, Form()] = "",
    ) -> Response:
        if decision == "undo":
            take_back(desk, request, record, note=note or None)
        elif decision in {"accept", "reject"}:
            decide(desk, request, record, cast("Decision", decision), note=note or None)
        return lead_back(back)

    @app.post("/judge-names", include_in_schema=False)
    def judge_names(
        request: Request, one: Annotated[str, Form()], decision: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
    ) -> Response:
        if decision in {"same", "different", "not-sure"}:
            decide_names(desk, request, [one], cast("Decision", decision))
        return lead_back(back)


def decide(
    desk: Desk,
    request: Request,
    record: str,
    decision: Decision,
    *,
    changes: Mapping[str, object] | None = None,
    note: str | None = None,
) -> Judgement:
    """Decide on a record, signed by whoever asks."""
    return desk.case.judge(record, decision, who=desk.signer(request), changes=changes, note=note)


def decide_names(
    desk: Desk, request: Request, names: Sequence[str], decision: Decision, *, note: str | None = None
) -> tuple[Judgement, ...]:
    """Decide who is who, signed by whoever asks."""
    return tuple(desk.case.judge_names(names, decision, who=desk.signer(request), note=note))


def take_back(desk: Desk, request: Request, record: str, *, note: str | None = None) -> Judgement:
    """Take back a judgement, or the latest one on a record, signed by whoever asks."""
    return desk.case.undo(record, who=desk.signer(request), note=note)
