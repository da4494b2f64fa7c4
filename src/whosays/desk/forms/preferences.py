"""How a person likes the desk: language, theme and keys, kept in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Form
from starlette.responses import Response

from whosays.desk.forms.back import lead_back
from whosays.desk.phrases import LANGUAGES

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk

_YEAR = 31_536_000


def add(app: FastAPI, desk: Desk) -> None:  # noqa: ARG001  # as every module of forms
    """Add the forms to the application."""

    @app.post("/settings", include_in_schema=False)
    def settings(
        language: Annotated[str, Form()] = "en", theme: Annotated[str, Form()] = "auto", back: Annotated[str, Form()] = "/"
    ) -> Response:
        answer = lead_back(back)
        kept = {
            "language": language if language in LANGUAGES else "en",
            "theme": theme if theme in {"light", "dark"} else "auto",
        }
        for name, value in kept.items():
            answer.set_cookie(name, value, max_age=_YEAR, samesite="strict", httponly=True)
        return answer

    @app.post("/settings/keys", include_in_schema=False)
    def keys(keys: Annotated[str, Form()] = "on", back: Annotated[str, Form()] = "/") -> Response:
        answer = lead_back(back)
        answer.set_cookie("keys", "off" if keys == "off" else "on", max_age=_YEAR, samesite="strict", httponly=True)
        return answer
