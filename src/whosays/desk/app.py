"""The desk as a web application: pages and their twins in JSON, what a form sends, and what is loaded beside them."""

from __future__ import annotations

import inspect
from contextlib import contextmanager
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from starlette.responses import Response

from whosays.case import Case
from whosays.case.analysing import Analysing, NoSuchName
from whosays.case.browsing import Browsing
from whosays.desk.forms import ALL as FORMS
from whosays.desk.guard import Guard, refuse
from whosays.desk.pages import ALL
from whosays.desk.phrases import LANGUAGES, Words, preferred
from whosays.desk.team import Team, TeamGuard, who_asks
from whosays.errors import WhosaysError
from whosays.store.columns import Columns
from whosays.store.faults import NoSuchDocument, NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from jinja2 import Environment

    from whosays.desk.page import Route
    from whosays.desk.team import Door
    from whosays.store.people import Person

_TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".txt": "text/plain"}


class Desk:
    """An open case for the desk."""

    def __init__(self, folder: Path, *, who: str | None = None, door: Door | None = None) -> None:
        """Open a case for one person, or with a door for a team.

        Args:
            folder: the case folder.
            who: who signs on the desk of one person (None: the login name).
            door: how a team reaches the desk; then everybody signs in.
        """
        self.case = Case.open(folder)
        self.who = who
        self._columns = Columns()
        self.team = Team(self.case.people, door) if door else None

    @property
    def name(self) -> str:
        """The name of the case: that of its folder."""
        return self.case.folder.resolve().name

    def signer(self, request: Request) -> str | None:
        """Return who signs what a request decides; None: the login name."""
        if self.team is None:
            return self.who
        person: Person = request.state.person  # a request of nobody does not come so far
        return person.name

    @contextmanager
    def browse(self) -> Iterator[Browsing]:
        """Open the case for what pages show of it: quick, however large it is."""
        with self.case.view(kept=True) as view:
            yield Browsing(view, self._columns)

    @contextmanager
    def ask(self) -> Iterator[Analysing]:
        """Open the case for questions over the whole of it, which take the longer the larger it is."""
        with self.case.analysing(kept=True) as asked:
            yield asked

    @cached_property
    def templates(self) -> Environment:
        """The templates, with what they may call."""
        from jinja2 import Environment, PackageLoader, StrictUndefined

        made = Environment(
            loader=PackageLoader("whosays.desk", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.globals["version"] = _version()
        return made

    def show(self, template: str, page: object, request: Request) -> HTMLResponse:
        """Make the HTML of a page."""
        words = Words(request.cookies.get("language") or preferred(request.headers.get("accept-language", "")))
        told = self.templates.get_template(template).render(
            page=page,
            t=words,
            case_name=self.name,
            here=request.url.path,
            query=dict(request.query_params),
            theme=request.cookies.get("theme", "auto"),
            languages=LANGUAGES,
            person=who_asks(request),
        )
        return HTMLResponse(told)


def make_app(desk: Desk) -> FastAPI:
    """Make the application of a desk, without its guard."""
    app = FastAPI(
        title="whosays desk",
        version=_version(),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,  # it would lead to an address made of what the request says of its host
    )
    for route in ALL:
        _add(app, desk, route)
    for add_form in FORMS:
        add_form(app, desk)

    @app.get("/static/{path:path}", include_in_schema=False)
    def static(path: str) -> Response:
        return _static(path)

    @app.exception_handler(WhosaysError)
    def tell(request: Request, error: WhosaysError) -> Response:
        missing = isinstance(error, NoSuchDocument | NoSuchRecord | NoSuchName)
        status = 404 if missing else 409
        if request.url.path.endswith(".json") or request.url.path.startswith("/api/"):
            return JSONResponse(error.to_json(), status_code=status)
        if desk.team is not None and who_asks(request) is None:
            return refuse(status, "That did not work. Try again in a moment.")  # nothing of the case for a stranger
        answer = desk.show("error.html", {"message": str(error)}, request)
        answer.status_code = status
        return answer

    return app


def guarded(desk: Desk, *, key: str, hosts: Iterable[str]) -> Guard:
    """Make the application of a desk with its guard around it."""
    return Guard(make_app(desk), key=key, hosts=hosts)


def guarded_for_a_team(desk: Desk) -> TeamGuard:
    """Make the application of a desk that has a door, with the guard that asks everybody to sign in."""
    return TeamGuard(make_app(desk), desk)


def _add(app: FastAPI, desk: Desk, route: Route) -> None:
    """Add a page and its twin."""

    def ask(request: Request, given: dict[str, object]) -> object:
        return route.ask(desk, **given, **({"person": who_asks(request)} if route.asks_who else {}))

    def as_page(request: Request, **given: object) -> Response:
        return desk.show(route.template, ask(request, given), request)

    def as_json(request: Request, **given: object) -> Response:
        import msgspec

        return Response(msgspec.json.encode(ask(request, given)), media_type="application/json")

    parameters = list(route.parameters())
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    _sign(as_page, [request, *parameters])
    _sign(as_json, [request, *parameters])
    as_json.__name__ = route.ask.__name__
    as_json.__doc__ = route.ask.__doc__
    app.get(route.twin, tags=["pages"])(as_json)  # before the page: a path of the page might take ".json" for a part of an id
    app.get(route.path, include_in_schema=False)(as_page)


def _sign(function: Callable[..., object], parameters: list[inspect.Parameter]) -> None:
    """Give a function the parameters that FastAPI is to read from an address."""
    keyword = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
    function.__signature__ = inspect.Signature(keyword, return_annotation=Response)  # type: ignore[attr-defined]


def _static(path: str) -> Response:
    """Return one of our own files; no path leads out of their folder."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} or "\\" in part for part in parts):
        return Response(status_code=404)
    place = files("whosays.desk").joinpath("static", *parts)
    suffix = "." + parts[-1].rpartition(".")[2]
    if not place.is_file() or suffix not in _TYPES:
        return Response(status_code=404)
    return FileResponse(str(place), media_type=_TYPES[suffix], headers={"cache-control": "max-age=3600"})


def _version() -> str:
    from whosays import __version__

    return __version__
