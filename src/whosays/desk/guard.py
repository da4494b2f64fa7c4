"""Who may ask the desk of one person: a browser on this machine that was given the key, for pages of the desk and nothing else.

1. The Host of a request must be the desk's own address; else a page elsewhere could reach it by a name of its own (DNS
   rebinding).
2. The key in the first address becomes a cookie that other sites' requests do not carry (SameSite=Strict); without it nothing
   is answered. The key changes with every start, and is compared in constant time.
3. What changes the case must come from a page of the desk (Origin, or Sec-Fetch-Site where a browser sends none).
4. Every answer says what a page may load: nothing from elsewhere, no script in the page, no frame around it.

The desk of a team is guarded by `team.py`, with the same third and fourth rule.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse

from whosays.desk.phrases import Words, preferred

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "whosays"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
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
# A second one of these would be read by one part of the desk and not by another.
_ONCE = frozenset({"host", "origin", "cookie", "content-length", "x-forwarded-host", "x-forwarded-proto"})


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
            await pass_no_request(self.app, scope, receive, send)
            return
        answer = self._refusal(scope)
        await (answer or self.app)(scope, receive, with_headers(send, HEADERS))

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that is not passed on, None for one that is."""
        headers = read_headers(scope)
        host = headers.get("host", "") if headers is not None else ""
        if headers is None or host not in self.hosts:
            return refuse(421, "guard.address", headers)
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in query if name == "key"), None)
        if given is not None and scope["method"] in SAFE and self._is_key(given):
            rest = urlencode([(name, value) for name, value in query if name != "key"])
            path = "/" + scope["path"].lstrip("/\\")  # "//elsewhere" would be an address of its own
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
            # Browsers keep cookies by machine and not by port; by one name, a second desk would take the first one's key.
            answer.set_cookie(f"{COOKIE}-{host.rpartition(':')[2]}", self.key, httponly=True, samesite="strict", path="/")
            return answer
        told = cookie_parser(headers.get("cookie", ""))
        if not any(self._is_key(value) for name, value in told.items() if name.startswith(COOKIE)):
            return refuse(403, "guard.key", headers)
        if scope["method"] not in SAFE and not is_own(headers, {f"http://{host}", f"https://{host}"}):
            return refuse(403, "guard.own", headers)
        return None

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.key.encode())


def read_headers(scope: Scope) -> dict[str, str] | None:
    """Return the headers of a request; None where one that decides something is there twice."""
    told: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in _ONCE and key in told:
            return None
        words = value.decode("latin-1")
        told[key] = f"{told[key]}, {words}" if key in told else words
    return told


def is_own(headers: Mapping[str, str], origins: Iterable[str]) -> bool:
    """Ask whether a request comes from a page of the desk."""
    origin = headers.get("origin")
    if origin is not None:
        return origin in origins
    return headers.get("sec-fetch-site") == "same-origin"


def with_headers(send: Send, headers: Mapping[str, str]) -> Send:
    """Add headers to every answer that has none of the same name."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = message.setdefault("headers", [])
            names = {name for name, _ in given}
            given.extend((n.encode(), v.encode()) for n, v in headers.items() if n.encode() not in names)
        await send(message)

    return send_with_headers


async def pass_no_request(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Deal with what is no request: the desk starts and ends; it has no sockets."""
    if scope["type"] == "lifespan":
        await app(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})


def refuse(status: int, phrase: str, headers: Mapping[str, str] | None) -> Response:
    """Return a page that says no in the language of the browser, by a phrase of the desk, and nothing of the case."""
    told = headers or {}
    t = Words(cookie_parser(told.get("cookie", "")).get("language") or preferred(told.get("accept-language", "")))
    head = f"<!doctype html><html lang={t.language} dir={t.direction}><meta charset=utf-8><title>whosays</title>"
    return HTMLResponse(f"{head}<h1>whosays</h1><p>{t(phrase)}</p></html>", status_code=status)
