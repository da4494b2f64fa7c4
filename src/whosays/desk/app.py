"""The desk as a web application: pages and their twins in JSON, what a form sends, and what is loaded beside them."""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from whosays.case import Case
from whosays.case.asking.analysing import Analysing
from whosays.case.asking.browsing import Browsing
from whosays.case.judging.hiding import Hiding
from whosays.desk.additions import Additions
from whosays.desk.answering import as_json, as_page
from whosays.desk.api import ALL as API
from whosays.desk.api.openapi import Described
from whosays.desk.behind import Behind
from whosays.desk.beside import ALL as BESIDE
from whosays.desk.catching_up import CatchingUp
from whosays.desk.exports import Exports
from whosays.desk.faults import BadRequest, NoSuchPage, status_of, told_by_parts
from whosays.desk.forms import ALL as FORMS
from whosays.desk.guard import Guard, refuse
from whosays.desk.keeper import NameKeeper
from whosays.desk.keys import KEYS
from whosays.desk.page_pictures import PagePictures
from whosays.desk.pages import ALL
from whosays.desk.pages.compare import forget_compared
from whosays.desk.phrases import LANGUAGES, Words, preferred
from whosays.desk.receiving import MOST_OF_A_FORM, USUAL
from whosays.desk.team import Team, TeamGuard, who_asks
from whosays.desk.templating import make_templates
from whosays.desk.whole_case import WholeCase
from whosays.errors import WhosaysError
from whosays.store.held.columns import Columns
from whosays.store.held.hides import HeldHides
from whosays.store.held.moments import HeldMoments
from whosays.store.held.places import HeldPlaces
from whosays.store.held.ties import HeldTies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jinja2 import Environment

    from whosays.desk.team import Door
    from whosays.store.people import Person

_TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".txt": "text/plain"}


class Desk:
    """An open case for the desk."""

    def __init__(self, folder: Path, *, who: str | None = None, max_upload: int = USUAL, door: Door | None = None) -> None:
        """Open a case for one person, or with a door for a team.

        Args:
            folder: the case folder.
            who: who signs on the desk of one person (None: the login name).
            max_upload: bytes that may be added in one go.
            door: how a team reaches the desk; then everybody signs in.
        """
        self.case = Case.open(folder)
        self.who = who
        self._columns = Columns(CatchingUp(self.case))
        self._moments = HeldMoments(CatchingUp(self.case))
        self._ties = HeldTies(self._columns, CatchingUp(self.case))
        self._places = HeldPlaces(CatchingUp(self.case))
        self.max_upload = max_upload
        self._keeper = NameKeeper(self.case.folder)
        self.whole = WholeCase(self.case.folder)
        self.signs = Behind(self.whole.signs)
        self.leaving = Behind(self.whole.leaving, rest=1)  # who has hidden something waits for it
        self._hides = HeldHides()
        self._hiding: tuple[object, Hiding] | None = None
        self._shelf = -1
        self.additions = Additions(self.case)
        self.page_pictures = PagePictures(self.case.folder)
        self.exports = Exports(self.case, self._hides)
        self.team = Team(self.case.people, door) if door else None

    def warm(self) -> None:
        """Read in what the first pages of a large case would wait for, the first page's first.

        Names that are not put together yet (the case is of an older version) are put together behind the pages.
        """
        with self.browse() as browse:
            browse.waiting()
        with self.browse() as browse:
            browse.read_in()
            self.hiding(browse)
        # What is held from now on is not gone through again and again for what could be let go: a tenth of a second each time.
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """End what works for the desk, and close the case."""
        self.additions.close()
        self.page_pictures.close()
        self.exports.close()
        self.whole.close()
        self._keeper.close()
        self.case.close()

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
            lookup = view.stored.lookup
            self._forget(lookup.shelf.stamp())
            if not lookup.names.is_fresh() and not self.additions.is_busy:  # the end of an addition puts names together too
                self._keeper.wake()
            yield Browsing(view, self._columns, self._moments, self._ties, self._places)

    @contextmanager
    def ask(self) -> Iterator[Analysing]:
        """Open the case for questions over the whole of it, which take the longer the larger it is."""
        with self.case.analysing(kept=True) as asked:
            yield asked

    def hiding(self, browse: Browsing) -> Hiding:
        """Return what is hidden of what leaves the case."""
        state = browse.lookup.state()
        if self._hiding is None or self._hiding[0] != state:
            self._hiding = (state, Hiding(self._hides.stand(browse.lookup), browse.who))
        return self._hiding[1]

    def _forget(self, shelf: int) -> None:
        """Let go of what was kept of documents when one came or went: nothing of a removed one may be left in memory."""
        if shelf != self._shelf:
            self._shelf = shelf
            forget_compared()
            self.page_pictures.forget()

    @cached_property
    def templates(self) -> Environment:
        """The templates, with what they may call."""
        made = make_templates()
        made.globals["version"] = _version()
        made.globals["built"] = _built()
        made.globals["all_keys"] = KEYS
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
            keys="off" if request.cookies.get("keys") == "off" else "on",
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
        max_body_size=MOST_OF_A_FORM,
        redirect_slashes=False,  # it would lead to an address made of what the request says of its host
    )
    for add_beside in BESIDE:  # before the pages: a path of theirs might take ".png" for a part of a number
        add_beside(app, desk)
    for route in ALL:
        # The twin goes before the page: a path of the page might take ".json" for a part of an id.
        app.get(route.twin, include_in_schema=False)(as_json(desk, route))
        app.get(route.path, include_in_schema=False)(as_page(desk, route))
    for add_form in FORMS:
        add_form(app, desk)
    described = Described()
    for add_calls in API:
        add_calls(app, desk, described)
    app.openapi = lambda: described.describe(app)  # type: ignore[method-assign]  # as FastAPI's own guide has it

    @app.get("/static/{path:path}", include_in_schema=False)
    def static(path: str) -> Response:
        return _static(path)

    _tell_errors(app, desk)
    return app


def _tell_errors(app: FastAPI, desk: Desk) -> None:
    """Answer every error in one shape: as a page, or as JSON where JSON was asked for."""

    def tell(request: Request, error: WhosaysError, status: int) -> Response:
        path = request.url.path
        if path.endswith(".json") or path.startswith("/api/"):
            return JSONResponse(error.to_json(), status_code=status)
        if desk.team is not None and who_asks(request) is None:
            return refuse(status, "guard.again", request.headers)  # nothing of the case for a stranger
        answer = desk.show("error.html", {"code": error.code, "message": str(error)}, request)
        answer.status_code = status
        return answer

    @app.exception_handler(WhosaysError)
    def tell_own(request: Request, error: WhosaysError) -> Response:
        return tell(request, error, status_of(error))

    @app.exception_handler(RequestValidationError)
    def tell_request(request: Request, error: RequestValidationError) -> Response:
        return tell(request, told_by_parts(error.errors()), 422)

    @app.exception_handler(ClientDisconnect)
    def leave(*_: object) -> Response:  # nobody is there to read it
        return Response(status_code=400)

    @app.exception_handler(HTTPException)
    def tell_missing(request: Request, error: HTTPException) -> Response:
        known = error.status_code in {404, 405}
        told = NoSuchPage(request.url.path) if known else BadRequest(error.detail)
        answer = tell(request, told, error.status_code)
        answer.headers.update(error.headers or {})
        return answer


def guarded(desk: Desk, *, key: str, hosts: Iterable[str]) -> Guard:
    """Make the application of a desk with its guard around it."""
    return Guard(make_app(desk), key=key, hosts=hosts)


def guarded_for_a_team(desk: Desk) -> TeamGuard:
    """Make the application of a desk that has a door, with the guard that asks everybody to sign in."""
    return TeamGuard(make_app(desk), desk)


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


def _built() -> str:
    """Return what the script was made of, so that a browser does not keep an earlier one."""
    told = files("whosays.desk").joinpath("static/script/built.json").read_text(encoding="utf-8")
    return str(json.loads(told)["sources"][:12])
