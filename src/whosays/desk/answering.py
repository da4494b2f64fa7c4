"""A page's answer to a request, as HTML by its template or as JSON: the page, its twin and the API all ask here."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.responses import Response

from whosays.desk.team import who_asks

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.desk.app import Desk
    from whosays.desk.page import Route


def asked(desk: Desk, route: Route, request: Request, given: dict[str, object]) -> object:
    """Return the answer of a page to a request."""
    return route.ask(desk, **given, **({"person": who_asks(request)} if route.asks_who else {}))


def as_json(desk: Desk, route: Route) -> Callable[..., Response]:
    """Return a function that FastAPI can call: its parameters are those of the page's address, its answer is JSON."""

    def ask(request: Request, **given: object) -> Response:
        return answer(asked(desk, route, request, given), 200)

    ask.__name__, ask.__doc__ = route.ask.__name__, route.ask.__doc__
    sign(ask, route)
    return ask


def as_page(desk: Desk, route: Route) -> Callable[..., Response]:
    """Return the same for the page itself."""

    def ask(request: Request, **given: object) -> Response:
        return desk.show(route.template, asked(desk, route, request, given), request)

    sign(ask, route)
    return ask


def answer(record: object, status: int) -> Response:
    """Return a record as JSON."""
    import msgspec

    return Response(msgspec.json.encode(record), status_code=status, media_type="application/json")


def sign(function: Callable[..., object], route: Route) -> None:
    """Give a function the parameters that FastAPI is to read from an address."""
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in (request, *route.parameters())]
    function.__signature__ = inspect.Signature(parameters, return_annotation=Response)  # type: ignore[attr-defined]
