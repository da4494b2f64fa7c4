"""Addresses that pages had once: each leads to where the page is now, so that a link that somebody kept still opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk


def add(app: FastAPI, desk: Desk) -> None:  # noqa: ARG001  # as every module of forms
    """Add the addresses to the application."""

    @app.get("/places", include_in_schema=False)
    def places() -> Response:
        return RedirectResponse("/map", status_code=308)

    @app.get("/places.json", include_in_schema=False)
    def places_twin() -> Response:
        return RedirectResponse("/map.json", status_code=308)

    @app.get("/export.zip", include_in_schema=False)
    def export_zip() -> Response:
        return RedirectResponse("/export", status_code=308)
