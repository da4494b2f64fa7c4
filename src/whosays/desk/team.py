"""The desk of a team: who may come in, and by which way.

1. A request comes by the way that was told: over TLS, or from the one proxy that ends it, under a name of the desk. What is
   said of a request on its way is believed of that proxy alone.
2. Who comes is told by the session whose token the browser holds. It changes at every sign-in, so that a token that somebody
   planted opens nothing, and only its hash is kept.
3. What changes anything must come from a page of the desk, signing in included.
4. The route says which role it needs (`roles.py`), before any of it runs.
"""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.requests import Request, cookie_parser
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse

from whosays.case.people import fold_name
from whosays.desk.guard import HEADERS, SAFE, is_own, pass_no_request, read_headers, refuse, with_headers
from whosays.desk.limits import Limits
from whosays.desk.roles import may, needed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from whosays.case.people import People
    from whosays.desk.app import Desk
    from whosays.store.people import Person

# What somebody who has not signed in may send: a name, a password, and where to go then.
_STRANGERS_MAY_SEND = 16_384
_FOR_A_TEAM = HEADERS | {"cache-control": "no-store"}  # behind a sign-out, "back" must not show the case
_WITH_TLS = {"strict-transport-security": "max-age=31536000"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How browsers reach the desk of a team.

    `names` are the hosts that they may say ("desk.example:8443"). `secure`: over TLS, ended here or by the proxy at `proxy`, an
    address of the network. Not secure is for this machine alone.
    """

    names: frozenset[str]
    secure: bool = True
    proxy: str | None = None

    @property
    def cookie(self) -> str:
        """What the cookie of a session is called; browsers take a `__Host-` one from this very host over TLS alone.

        Browsers know no ports of cookies, so two desks of one machine need two names.
        """
        which = hashlib.sha256(" ".join(sorted(self.names)).encode()).hexdigest()[:8]
        return f"{'__Host-' if self.secure else ''}whosays-{which}"


@dataclass(frozen=True, slots=True)
class Came:
    """By which way a request came: the host that it names, and the address that it comes from."""

    host: str
    address: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A try to sign in that failed; `wait`: seconds until the next one is looked at."""

    wait: int = 0


@dataclass(slots=True)
class Team:
    """The people of a case, the door they come by, and how often somebody may knock."""

    people: People
    door: Door
    limits: Limits = field(default_factory=Limits)

    def sign_in(self, name: str, password: str, address: str) -> str | Refused:
        """Return the token of a new session, or that it is refused: in one way for a wrong name and a wrong password."""
        told = self.check(name, password, address)
        if isinstance(told, Refused):
            return told
        self.people.note(name, address, "in")
        return self.people.begin(told)

    def check(self, name: str, password: str, address: str) -> Person | Refused:
        """Return who has a name and a password, as often as the limits let somebody ask; who is refused is noted."""
        folded, known = fold_name(name), self.people.was_in(name, address)
        if wait := self.limits.take(folded, address, known=known):
            if self.limits.is_news(address):
                self.people.note(name, address, "slowed")
            return Refused(wait)
        with self.limits.at_once():
            person = self.people.check(name, password)
        if person is None:
            self.people.note(name, address, "refused")
            return Refused()
        self.limits.succeeded(folded, address, known=known)
        return person

    def admit(self, answer: Response, token: str) -> Response:
        """Let the browser hold a session, until it is closed; how long it is good for is ours to say."""
        answer.set_cookie(self.door.cookie, token, httponly=True, samesite="strict", path="/", secure=self.door.secure)
        return answer

    def dismiss(self, answer: Response) -> Response:
        """Let the browser forget a session."""
        answer.delete_cookie(self.door.cookie, httponly=True, samesite="strict", path="/", secure=self.door.secure)
        return answer

    def token_of(self, request: Request) -> str:
        """Return the token that a browser holds, "" for none."""
        return request.cookies.get(self.door.cookie, "")


class TeamGuard:
    """An ASGI application around the desk that knows who asks."""

    def __init__(self, app: FastAPI, desk: Desk) -> None:
        if desk.team is None:
            raise ValueError("a desk without a door is for one person")
        self.app = app
        self.desk = desk
        self.team: Team = desk.team
        self.headers = _FOR_A_TEAM | (_WITH_TLS if desk.team.door.secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on with who asks."""
        if scope["type"] != "http":
            await pass_no_request(self.app, scope, receive, send)
            return
        public = scope["path"].startswith("/static/")
        answer = await self._refusal(scope)
        await (answer or self.app)(scope, receive, with_headers(send, HEADERS if public else self.headers))

    async def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that is not passed on, None for one that is."""
        headers = read_headers(scope)
        came = way_of(scope, headers, self.team.door) if headers is not None else None
        if headers is None or came is None:
            return refuse(421, "guard.address", headers)
        own = f"{'https' if self.team.door.secure else 'http'}://{came.host}"
        if scope["method"] not in SAFE and not is_own(headers, {own}):
            return refuse(403, "guard.own", headers)
        token = cookie_parser(headers.get("cookie", "")).get(self.team.door.cookie, "")
        person = await run_sync(self.team.people.whose, token) if token else None
        scope.setdefault("state", {}).update(person=person, address=came.address)
        return self._by_role(scope, headers, person)

    def _by_role(self, scope: Scope, headers: Mapping[str, str], person: Person | None) -> Response | None:
        needs = needed(self.app.routes, scope)
        if person is None and scope["method"] not in SAFE and not _is_short(headers):
            return refuse(413, "guard.short", headers)
        if needs == "anyone":
            return None
        if person is None:
            return _ask_to_sign_in(scope, headers)
        return None if may(person, needs) else self._forbid(scope, needs)

    def _forbid(self, scope: Scope, needs: str) -> Response:
        if is_for_programs(scope["path"]):
            message = f"this needs the role {needs} on the case; an owner gives it: `whosays people role NAME {needs}`"
            return JSONResponse({"error": "forbidden", "message": message}, status_code=403)
        answer = self.desk.show("forbidden.html", {"role": needs}, Request(scope))
        answer.status_code = 403
        return answer


def who_asks(request: Request) -> Person | None:
    """Return who asks; None on the desk of one person, and for one who has not signed in."""
    return getattr(request.state, "person", None)


def way_of(scope: Scope, headers: Mapping[str, str], door: Door) -> Came | None:
    """Return how a request came; None where it came by no way of the desk."""
    address = plain_address(scope["client"][0]) if scope.get("client") else ""
    host = headers.get("host", "")
    if door.proxy is not None:
        if address != door.proxy or headers.get("x-forwarded-proto") != "https":
            return None
        host = headers.get("x-forwarded-host", host)
        # The last one is what the proxy itself saw; those before it are what the browser says.
        address = plain_address(headers.get("x-forwarded-for", address).split(",")[-1].strip())
    elif (scope["scheme"] == "https") is not door.secure:
        return None
    return Came(host.lower(), address) if host.lower() in door.names else None


def plain_address(words: str) -> str:
    """Return an address of the network in its one form; what is none is cut to what fits in a list."""
    try:
        found = ipaddress.ip_address(words)
    except ValueError:
        return "".join(c for c in words if c.isprintable())[:60]
    return str(found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else str(found)


def is_for_programs(path: str) -> bool:
    """Ask whether a path answers programs, which are told in JSON."""
    return path.endswith(".json") or path.startswith("/api/")


def _ask_to_sign_in(scope: Scope, headers: Mapping[str, str]) -> Response:
    if is_for_programs(scope["path"]):
        told = {"error": "signed-out", "message": "sign in at /sign-in first"}
        return JSONResponse(told, status_code=401)
    if scope["method"] not in SAFE:
        return RedirectResponse("/sign-in", status_code=303)
    query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
    if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") == "navigate":
        return _once_more("/" + quote(scope["path"]).lstrip("/") + query)
    return RedirectResponse(f"/sign-in?to={quote(scope['path'] + query, safe='/')}", status_code=303)


def _once_more(address: str) -> Response:
    """Let the browser ask again, of itself: behind a link from elsewhere it holds the cookie of a session back."""
    to = escape(address)
    page = f'<meta http-equiv="refresh" content="0;url={to}"><p><a href="{to}">whosays</a></p>'
    return HTMLResponse(f"<!doctype html><meta charset=utf-8><title>whosays</title>{page}")


def _is_short(headers: Mapping[str, str]) -> bool:
    length = headers.get("content-length", "")
    return length.isascii() and length.isdigit() and len(length) < 10 and int(length) <= _STRANGERS_MAY_SEND
