"""Pictures of the pages of PDF and picture files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk

# Nothing of a document that may be removed tomorrow stays behind in the browser.
HEADERS = {"cache-control": "no-store"}


def add(app: FastAPI, desk: Desk) -> None:
    """Add the address of the pictures to the application."""

    @app.get("/documents/{words}/pages/{number}.png", include_in_schema=False)
    def page_picture(words: str, number: int) -> Response:
        with desk.ask() as ask:
            doc = ask.view.stored.find_document(words)
            raw = desk.page_pictures.draw(doc, number)
        return Response(raw, media_type="image/png", headers=HEADERS)
