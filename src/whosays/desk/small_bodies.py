"""How much a form may send: what a person types in one go, and no more. Only uploads are larger (`receiving.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from whosays.desk.faults import TooLarge
from whosays.desk.guard import refuse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 4 << 20
"""Bytes: a translation of a long report, pasted in, is a tenth of it."""


class SmallBodies:
    """An ASGI application around the desk that takes no more than a form may send."""

    def __init__(self, app: ASGIApp, *, uploads: Collection[str]) -> None:
        """Limit what is sent to an application, but on the paths that take uploads, which limit it themselves."""
        self.app = app
        self.uploads = frozenset(uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; one that does not say how much it sends is refused at the first byte too many."""
        if scope["type"] != "http" or scope["path"] in self.uploads:
            await self.app(scope, receive, send)
            return
        told = Headers(scope=scope).get("content-length", "")
        if told.isdecimal() and int(told) > MOST:
            await refuse(413, f"A form may have {MOST >> 20} MB.")(scope, receive, send)
            return
        size = 0

        async def receive_some() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > MOST:
                raise TooLarge(f"a form may have {MOST >> 20} MB")
            return message

        await self.app(scope, receive_some, send)
