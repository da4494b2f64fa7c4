"""Translations that a person types, pastes, or has the engine of the case make at the press of a button."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from fastapi import File, Form, Request, UploadFile
from starlette.responses import Response

from whosays.case.writing.translating import BadTranslation, read_pasted
from whosays.desk.forms.back import lead_back

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk

# Of a file with a translation: ten times the longest book.
_LARGEST = 20 * 2**20


def add(app: FastAPI, desk: Desk) -> None:
    """Add the forms to the application."""

    @app.post("/documents/{words}/translation", include_in_schema=False)
    def save(
        *,
        request: Request,
        words: str,
        to: Annotated[str, Form()],
        passage: Annotated[list[str], Form()],
        text: Annotated[list[str], Form()],
        part: Annotated[int, Form()] = 1,
        ask: Annotated[str, Form()] = "",
    ) -> Response:
        """Keep what was typed; with `ask`, the id of a passage, have that one translated as well."""
        if len(passage) != len(text):
            raise BadTranslation("the page and what it sent do not fit; open it again")
        who = desk.signer(request)
        desk.case.translate(words, dict(zip(passage, text, strict=True)), language=to, who=who)
        if ask:
            desk.case.ask_translation(words, ask, language=to, who=who, key=os.environ.get("WHOSAYS_ENGINE_KEY"))
        return lead_back(f"/documents/{words}/translation?to={to}&part={part}" + (f"#{ask}" if ask else ""))

    @app.post("/documents/{words}/translation/paste", include_in_schema=False)
    def paste(
        *,
        request: Request,
        words: str,
        to: Annotated[str, Form()],
        engine: Annotated[str, Form()] = "",
        pasted: Annotated[str, Form()] = "",
        file: Annotated[UploadFile | None, File()] = None,
    ) -> Response:
        """Keep a translation of the whole document that was made elsewhere."""
        raw = file.file.read(_LARGEST + 1) if file else b""
        if len(raw) > _LARGEST:
            raise BadTranslation("the file is larger than any translation")
        told = read_pasted(pasted or _decoded(raw))
        if isinstance(told, list):
            told = _in_order(desk, words, told)
        desk.case.translate(words, told, language=to, who=desk.signer(request), engine=" ".join(engine.split()) or None)
        return lead_back(f"/documents/{words}/translation?to={to}")


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTranslation("the file is no text in UTF-8") from error


def _in_order(desk: Desk, words: str, paragraphs: list[str]) -> dict[str, str]:
    """Give paragraphs to the passages of a document one by one; they have to be as many, lest one slips beside another."""
    with desk.case.view() as view:
        _, passages = view.stored.to_translate(view.stored.find_document(words).id)
    if len(passages) != len(paragraphs):
        raise BadTranslation(
            f"it has {len(paragraphs):,} paragraphs and the document {len(passages):,} passages; part them by blank lines,"
            " or paste JSON with the id of each passage"
        )
    return {str(one.id): told for one, told in zip(passages, paragraphs, strict=True)}
