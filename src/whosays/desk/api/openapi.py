"""The description of the API: what each address answers and takes, by the records themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi

from whosays.desk.api.schema import Schema, Schemas, hints_of
from whosays.desk.guard import COOKIE

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

_ABOUT = (
    "What the pages of the desk show and send. Each page's answer is also at the page's own address with `.json` behind it."
    " Requests carry the cookie that the first address of the desk sets; those that change the case also need the `Origin`"
    " of the desk."
)
# What may be answered instead, beside faults of the guard.
_FAULTS = {
    404: "There is no such record.",
    409: "The case cannot take it now, or not like this.",
    413: "More than the desk takes in one go.",
    422: "What was sent is not what the address takes.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """An error that the caller can put right: a stable code, and one line for people."""

    error: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Address:
    """What an address answers (a record, the function that returns it, or None: a file) and takes."""

    method: str
    path: str
    answers: type | Callable[..., object] | None
    status: int
    body: type | None = None
    form: Schema | None = None


class Described:
    """Collects what the addresses of the API answer and take; the schemas are made when somebody asks for them."""

    def __init__(self) -> None:
        self._addresses: list[_Address] = []

    def reads(self, path: str, ask: Callable[..., object]) -> None:
        """Note an address that answers with what a function returns."""
        self._addresses.append(_Address(method="get", path=path, answers=ask, status=200))

    def takes(self, path: str, *, answers: type, status: int, body: type | None = None, form: Schema | None = None) -> None:
        """Note an address to which a record, or a form with files, is sent."""
        made = _Address(method="post", path=path, answers=answers, status=status, body=body, form=form)
        self._addresses.append(made)

    def gives_file(self, path: str) -> None:
        """Note an address that answers with a file."""
        self._addresses.append(_Address(method="get", path=path, answers=None, status=200))

    # Any: an OpenAPI document.
    def describe(self, app: FastAPI) -> dict[str, Any]:
        """Return the description of all of it."""
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, routes=app.routes, description=_ABOUT)
            schemas = Schemas()
            for address in self._addresses:
                made["paths"][address.path][address.method] |= _operation(address, schemas)
            key = {"type": "apiKey", "in": "cookie", "name": COOKIE}
            made["components"] = {"schemas": dict(sorted(schemas.components.items())), "securitySchemes": {"key": key}}
            made["security"] = [{"key": []}]
            app.openapi_schema = made
        return app.openapi_schema


def _operation(address: _Address, schemas: Schemas) -> dict[str, Any]:
    fault = _json(schemas.of(Error))
    answers = {str(status): {"description": why, "content": fault} for status, why in _FAULTS.items()}
    made: dict[str, Any] = {
        "responses": {str(address.status): {"description": "The answer.", "content": _answered(address, schemas)}} | answers
    }
    if address.body:
        made["requestBody"] = {"required": True, "content": _json(schemas.of_body(address.body))}
    if address.form:
        made["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": address.form}}}
    return made


def _answered(address: _Address, schemas: Schemas) -> dict[str, Any]:
    if address.answers is None:
        return {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    record = address.answers if isinstance(address.answers, type) else hints_of(address.answers)["return"]
    return _json(schemas.of(record))


def _json(schema: Schema) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
