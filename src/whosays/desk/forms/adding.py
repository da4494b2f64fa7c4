"""Files and addresses that are added: taken in here, read in the background (`desk.additions`)."""

from __future__ import annotations

import re
from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.responses import Response

from whosays.desk.faults import BadRequest, TooLarge
from whosays.desk.forms.back import lead_back
from whosays.desk.receiving import NO_OTHER_LIMIT, receive
from whosays.store.faults import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fastapi import FastAPI

    from whosays.desk.additions import Addition
    from whosays.desk.app import Desk

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MOST_ADDRESSES = 1_000


def add(app: FastAPI, desk: Desk) -> None:
    """Add the form to the application."""

    @app.post("/library/add", include_in_schema=False, max_body_size=NO_OTHER_LIMIT)
    async def add_documents(request: Request) -> Response:
        made = await take_in(desk, request)
        return lead_back("/library/adding" if made else "/library/add?given=nothing")


async def take_in(desk: Desk, request: Request) -> Addition | None:
    """Take in what a form holds; None where it holds nothing. Raises TooLarge, BadRequest or CannotWrite."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > desk.max_upload:
        raise TooLarge(f"an upload may have {desk.max_upload / (1 << 20):,.4g} MB at most")
    with ExitStack() as stack:
        room = stack.enter_context(desk.case.waiting_room())
        content_type = request.headers.get("content-type", "")
        try:
            received = await receive(request.stream(), content_type, room, limit=desk.max_upload)
        except OSError as error:  # a full disk
            raise CannotWrite(desk.case.folder, error.strerror or str(error)) from error
        addresses = read_addresses(received.fields.get("addresses", "").splitlines())
        if not received.files and not addresses:
            return None
        return desk.additions.put(received.files, addresses, stack.pop_all())


def take_in_addresses(desk: Desk, lines: Iterable[str]) -> Addition | None:
    """Take in addresses; None where there is none."""
    addresses = read_addresses(lines)
    return desk.additions.put((), addresses, nullcontext()) if addresses else None


def read_addresses(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses on lines, each once; one without a scheme is taken for https; none is ever a path."""
    found = dict.fromkeys(line if _SCHEME.match(line) else f"https://{line}" for each in lines if (line := each.strip()))
    if len(found) > _MOST_ADDRESSES:
        raise BadRequest(f"{len(found):,} addresses are too many in one go; {_MOST_ADDRESSES:,} can be")
    return tuple(found)
