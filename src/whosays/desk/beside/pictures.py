"""Pictures of the pages of PDF and picture files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from whosays.desk.page_pictures import page_at

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

    @app.get("/documents/{words}/pages", include_in_schema=False)
    def page_of(words: str, claim: str = "", passage: str = "") -> Response:
        """Lead to the page on which a claim stands, or a passage begins."""
        with desk.ask() as ask:
            doc = ask.view.stored.find_document(words)
            found = ask.view.stored.record(claim or passage) if claim or passage else None
            number = page_at(found, doc, ask.view.stored.placements(doc.id))
        rest = f"?claim={quote(claim)}#card-{quote(claim)}" if claim else ""
        return RedirectResponse(f"/documents/{doc.id}/pages/{number}{rest}", status_code=303)
