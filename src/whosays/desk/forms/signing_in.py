"""Signing in and out, and what a person does about the own account: another password, an end to every session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Form, Request
from starlette.responses import RedirectResponse, Response

from whosays.desk.forms.back import lead_back
from whosays.desk.limits import TooBusy
from whosays.desk.team import Refused, who_asks
from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk
    from whosays.desk.team import Team

_MOMENT = 10  # seconds after which those who are being checked are through


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """The page to sign in on: where it leads, what was typed as the name, what went wrong, minutes to wait."""

    to: str
    name: str = ""
    problem: str | None = None
    minutes: int = 0


class NotTheOne(WhosaysError):
    """The present password was asked for and is another."""

    code = "not-the-password"

    def __init__(self) -> None:
        super().__init__("this is not your present password; an owner can give you a new one: `whosays people password NAME`")


class TooOften(WhosaysError):
    """Too many wrong passwords in a row."""

    code = "too-often"

    def __init__(self, minutes: int) -> None:
        super().__init__(f"there were too many wrong passwords; try again in {minutes} minutes")


def add(app: FastAPI, desk: Desk) -> None:
    """Add the forms to the application; on the desk of one person they lead to the first page."""
    if desk.team is None:

        @app.get("/sign-in", include_in_schema=False)
        def nobody_signs_in() -> Response:
            return lead_back("/")

        return
    team = desk.team

    @app.get("/sign-in", include_in_schema=False)
    def ask(request: Request, to: str = "/") -> Response:
        if who_asks(request):
            return lead_back(to)
        return desk.show("sign_in.html", SigningIn(to=to), request)

    @app.post("/sign-in", include_in_schema=False)
    def sign_in(
        request: Request,
        name: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        to: Annotated[str, Form()] = "/",
    ) -> Response:
        try:
            told = team.sign_in(name, password, request.state.address)
        except TooBusy:
            return _refused(desk, request, Refused(_MOMENT), SigningIn(to=to, name=name[:80]), status=503)
        if isinstance(told, Refused):
            return _refused(desk, request, told, SigningIn(to=to, name=name[:80]))
        if before := team.token_of(request):
            team.people.end(before)
        return team.admit(lead_back(to), told)

    @app.post("/sign-out", include_in_schema=False)
    def sign_out(request: Request) -> Response:
        if person := who_asks(request):
            team.people.note(person.name, request.state.address, "out")
        team.people.end(team.token_of(request))
        return team.dismiss(RedirectResponse("/sign-in", status_code=303))

    @app.post("/me/sign-out", include_in_schema=False)
    def sign_out_everywhere(request: Request) -> Response:
        team.people.end_all(request.state.person.name)
        team.people.note(request.state.person.name, request.state.address, "out")
        return team.dismiss(RedirectResponse("/sign-in", status_code=303))

    @app.post("/me/password", include_in_schema=False)
    def change_password(request: Request, now: Annotated[str, Form()] = "", wanted: Annotated[str, Form()] = "") -> Response:
        name = request.state.person.name
        check_again(team, name, now, request.state.address)
        team.people.set_password(name, wanted)
        return team.admit(lead_back("/me?changed=yes"), team.people.begin(request.state.person))


def check_again(team: Team, name: str, password: str, address: str) -> None:
    """Ask somebody who is signed in for the password once more. Raises NotTheOne or TooOften."""
    told = team.check(name, password, address)
    if isinstance(told, Refused):
        raise TooOften(-(-told.wait // 60)) if told.wait else NotTheOne


def _refused(desk: Desk, request: Request, refused: Refused, form: SigningIn, *, status: int = 429) -> Response:
    minutes = -(-refused.wait // 60)
    problem = "signin.slow" if minutes else "signin.wrong"
    page = SigningIn(to=form.to, name=form.name, problem=problem, minutes=minutes)
    answer = desk.show("sign_in.html", page, request)
    answer.status_code = status if minutes else 401
    if minutes:
        answer.headers["retry-after"] = str(refused.wait)
    return answer
