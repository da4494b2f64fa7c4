"""What the pages show, as JSON: the same answers under `/api/v1`."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from starlette.responses import Response

from whosays.desk.pages import ALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from whosays.desk.api.openapi import Described
    from whosays.desk.app import Desk
    from whosays.desk.page import Route


def add(app: FastAPI, desk: Desk, described: Described) -> None:
    """Add an address for every page to the application."""
    for route in ALL:
        tag = route.ask.__module__.rpartition(".")[2].replace("_", " ")
        app.get(route.api, tags=[tag])(as_json(desk, route))
        described.reads(route.api, route.ask)


def as_json(desk: Desk, route: Route) -> Callable[..., Response]:
    """Return a function that FastAPI can call: its parameters are those of the page's address, its answer is JSON."""

    def ask(**given: object) -> Response:
        return answer(route.ask(desk, **given), 200)

    ask.__name__, ask.__doc__ = route.ask.__name__, route.ask.__doc__
    sign(ask, list(route.parameters()))
    return ask


def answer(record: object, status: int) -> Response:
    """Return a record as JSON."""
    import msgspec

    return Response(msgspec.json.encode(record), status_code=status, media_type="application/json")


def sign(function: Callable[..., object], parameters: list[inspect.Parameter]) -> None:
    """Give a function the parameters that FastAPI is to read from an address."""
    keyword = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
    function.__signature__ = inspect.Signature(keyword, return_annotation=Response)  # type: ignore[attr-defined]
