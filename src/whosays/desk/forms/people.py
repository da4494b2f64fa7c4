"""What owners do about the people of a case: add one, change a role, remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Form
from starlette.responses import Response

from whosays.desk.forms.back import lead_back

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk


def add(app: FastAPI, desk: Desk) -> None:
    """Add the forms to the application."""

    @app.post("/people/add", include_in_schema=False)
    def add_person(
        name: Annotated[str, Form()] = "", role: Annotated[str, Form()] = "", password: Annotated[str, Form()] = ""
    ) -> Response:
        desk.case.people.add(name, role, password)
        return lead_back("/people")

    @app.post("/people/role", include_in_schema=False)
    def change_role(name: Annotated[str, Form()], role: Annotated[str, Form()]) -> Response:
        desk.case.people.set_role(name, role)
        return lead_back("/people")

    @app.post("/people/remove", include_in_schema=False)
    def remove_person(name: Annotated[str, Form()]) -> Response:
        desk.case.people.remove(name)
        return lead_back("/people")
