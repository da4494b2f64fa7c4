"""What the pages show, as JSON: the same answers under `/api/v1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.desk.answering import as_json
from whosays.desk.pages import ALL

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.api.openapi import Described
    from whosays.desk.app import Desk


def add(app: FastAPI, desk: Desk, described: Described) -> None:
    """Add an address for every page to the application."""
    for route in ALL:
        tag = route.ask.__module__.rpartition(".")[2].replace("_", " ")
        app.get(route.api, tags=[tag])(as_json(desk, route))
        described.reads(route.api, route.ask)
