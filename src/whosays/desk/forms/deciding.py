"""Decisions on claims and names, and taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Form, Request
from starlette.responses import Response

from whosays.desk.forms.back import lead_back

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk


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
        who = desk.signer(request)
        if decision == "undo":
            desk.case.undo(record, who=who, note=note or None)
        elif decision in {"accept", "reject"}:
            desk.case.judge(record, decision, who=who, note=note or None)  # type: ignore[arg-type]  # one of the two
        return lead_back(back)

    @app.post("/judge-names", include_in_schema=False)
    def judge_names(
        request: Request, one: Annotated[str, Form()], decision: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
    ) -> Response:
        if decision in {"same", "different", "not-sure"}:
            desk.case.judge_names([one], decision, who=desk.signer(request))  # type: ignore[arg-type]  # one of the three
        return lead_back(back)
