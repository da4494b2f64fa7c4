"""The record taken out: begun by a form, fetched when it is ready (`desk.exports` makes it beside the desk)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from fastapi import Form, Request
from starlette.responses import Response, StreamingResponse

from whosays.desk.forms.back import lead_back
from whosays.desk.team import who_asks

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk
    from whosays.desk.exports import Export


def add(app: FastAPI, desk: Desk) -> None:
    """Add the form and the file to the application."""

    @app.post("/export", include_in_schema=False)
    def make(request: Request, format: Annotated[str, Form()], originals: Annotated[str, Form()] = "") -> Response:
        make_export(desk, request, format, originals=bool(originals))
        return lead_back("/export")

    @app.get("/export/file", include_in_schema=False)
    def fetch(request: Request) -> Response:
        return send_export(desk, request)


def make_export(desk: Desk, request: Request, format: str, *, originals: bool) -> Export:
    """Begin to make an export for who asks."""
    return desk.exports.make(_person(request), format, originals=originals)


def send_export(desk: Desk, request: Request) -> Response:
    """Answer with the file that was made for who asks."""
    export, pieces = desk.exports.fetch(_person(request))
    headers = {
        "content-disposition": f"attachment; filename*=utf-8''{quote(export.name)}",
        "content-length": str(export.size),
        "cache-control": "no-store",
    }
    return StreamingResponse(pieces, media_type="application/octet-stream", headers=headers)


def _person(request: Request) -> str:
    """Return whose export it is: "" on the desk of one person."""
    person = who_asks(request)
    return person.name if person else ""
