"""Settings of the case, one at a time; what one cannot be is told beside its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Form, Request
from starlette.responses import Response

from whosays.case.settings import BadSetting
from whosays.desk.forms.back import lead_back
from whosays.desk.pages.settings import ELSEWHERE, Refused, settings_page

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk


def add(app: FastAPI, desk: Desk) -> None:
    """Add the form to the application."""

    @app.post("/settings/case", include_in_schema=False)
    def set_of_case(request: Request, name: Annotated[str, Form()], value: Annotated[str, Form()] = "") -> Response:
        try:
            _set(desk, name, value, desk.signer(request))
        except BadSetting as error:
            refused = Refused(name=name, value=value, why=str(error))
            answer = desk.show("settings.html", settings_page(desk, refused=refused), request)
            answer.status_code = 409
            return answer
        return lead_back(f"/settings#set-{name}")


def _set(desk: Desk, name: str, value: str, who: str | None) -> None:
    if name in ELSEWHERE:
        raise BadSetting(name, value, "a change on the terminal alone: `whosays settings`")
    desk.case.set(name, value, who=who)
