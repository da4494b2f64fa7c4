"""Who may ask the desk: a browser on this machine that was given the key, for pages of the desk itself and nothing else.

1. The Host of a request must be the desk's own address; else a page elsewhere could reach it by a name of its own (DNS
   rebinding).
2. The key in the first address becomes a cookie that other sites' requests do not carry (SameSite=Strict); without it nothing
   is answered. The key changes with every start, and is compared in constant time.
3. What changes the case must come from a page of the desk (Origin, or Sec-Fetch-Site where a browser sends none).
4. Every answer says what a page may load: nothing from elsewhere, no script in the page, no frame around it.
"""

from __future__ import annotations

import hmac
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.responses import HTMLResponse, RedirectResponse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "whosays"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
        " form-action 'self'; frame-ancestors 'none'; frame-src 'self'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none at all, browsers send "null" as the Origin of a form
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """An ASGI application around the desk that lets through what may come through."""

    def __init__(self, app: ASGIApp, *, key: str, hosts: Iterable[str]) -> None:
        """Guard an application.

        Args:
            app: the desk.
            key: what the first address carries.
            hosts: "127.0.0.1:8000" and its like: what a browser may say the desk is called.
        """
        self.app = app
        self.key = key
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.setdefault("headers", [])
                names = {name for name, _ in given}
                given.extend((n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in names)
            await send(message)

        answer = self._refusal(scope)
        await (answer or self.app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that is not passed on, None for one that is."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if host not in self.hosts:
            return _refuse(421, "This is not an address of the desk.")
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in query if name == "key"), None)
        if given is not None and scope["method"] in _SAFE and self._is_key(given):
            rest = urlencode([(name, value) for name, value in query if name != "key"])
            answer = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), status_code=303)
            answer.set_cookie(COOKIE, self.key, httponly=True, samesite="strict", path="/")
            return answer
        cookies = SimpleCookie(headers.get("cookie", ""))
        if COOKIE not in cookies or not self._is_key(cookies[COOKIE].value):
            return _refuse(403, "Open the address that <code>whosays desk</code> printed: it carries the key of this run.")
        if scope["method"] not in _SAFE and not _is_own(headers, host):
            return _refuse(403, "Only pages of the desk may change the case.")
        return None

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.key.encode())


def _is_own(headers: dict[str, str], host: str) -> bool:
    """Ask whether a request comes from a page of the desk."""
    origin = headers.get("origin")
    if origin is not None:
        return origin in {f"http://{host}", f"https://{host}"}
    return headers.get("sec-fetch-site") == "same-origin"


def _refuse(status: int, words: str) -> Response:
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>whosays</title><h1>whosays</h1><p>{words}</p></html>"
    return HTMLResponse(page, status_code=status)
