"""A server that the user named, asked about words of the case: one POST of JSON, one answer, within limits.

It goes where the user said and nowhere else. No redirect is followed. Without TLS only this machine is asked, by the very
numbers that are connected to; with TLS any host whose certificate holds. The key goes into one header of the request, and is
taken out of whatever comes back before anybody sees it.
"""

from __future__ import annotations

import json
import time
from functools import cached_property
from typing import TYPE_CHECKING

from whosays.capture.failure import FetchFailed
from whosays.errors import WhosaysError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    import httpx

    from whosays.capture.addresses import Resolver
    from whosays.capture.connection import Asking, Exchange, Headers

# Bytes of an answer. A list of the claims of one passage is far shorter.
SIZE_LIMIT = 1 << 20
_PASSING = (408, 429, 500, 502, 503, 504)
_NOT_THIS_ONE = (400, 413, 422)  # among other things, where a passage is too long for the model
_RETRIES = 2
_FIRST_PAUSE = 1.0  # seconds before the second try; doubled before the third
# Keys shorter than this are those of servers that want some key and look at none; taking them out would damage words.
_SECRET = 8
_SHOWN = 200
_NEEDS_TLS = "without TLS (http) only this machine is asked, others by https"


class BadEndpoint(WhosaysError):
    """The address of an endpoint cannot be used."""

    code = "bad-endpoint"

    def __init__(self, url: str, why: str) -> None:
        self.why = why
        super().__init__(f"{url} cannot be asked ({why}); set another address with `whosays settings claims-endpoint URL`")


class BadKey(WhosaysError):
    """The key of an endpoint cannot be sent."""

    code = "bad-key"

    def __init__(self) -> None:
        super().__init__("the key for the endpoint holds signs that no key has; look at the variable it is taken from")


class EndpointRefuses(WhosaysError):
    """An endpoint does not want to be asked like this, so asking on makes no sense."""

    code = "endpoint-refuses"


class NoAnswer(Exception):
    """A question got no answer; the next one may. The message is half a sentence for the user, `said` what the server said."""

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why)
        self.said = said


class Endpoint:
    """An address to send questions to, with how often and for how long.

    Args:
        url: where questions go; http only on this machine, else https.
        key: what the server knows its user by, None where it asks for nothing.
        time_limit: seconds for one question, new tries included.
        authorities: a file of certificates (PEM) to trust beside the usual ones.
        resolver: what answers for names of hosts, instead of the system.
        sleep: waits between tries.

    Raises BadEndpoint, BadKey.
    """

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        time_limit: float = 120.0,
        authorities: str | None = None,
        resolver: Resolver | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = check_url(url)
        self.host = self._url.netloc.decode("ascii")
        self._key = (key or "").strip()
        if not (self._key.isascii() and self._key.isprintable()):
            raise BadKey
        self._time_limit = time_limit
        self._authorities = authorities
        self._resolver = resolver
        self._sleep = sleep

    def ask(self, body: bytes) -> str:
        """Send a question (JSON) and return the answer as text. Raises NoAnswer, EndpointRefuses, BadEndpoint."""
        until = time.monotonic() + self._time_limit
        pause = _FIRST_PAUSE
        for left in range(_RETRIES, -1, -1):
            try:
                answer = self._ask(body, until)
            except FetchFailed as error:
                if error.failure.kind == "address":
                    raise BadEndpoint(str(self._url), _NEEDS_TLS) from error
                if error.failure.kind == "certificate":
                    raise BadEndpoint(str(self._url), error.failure.why) from error
                why, may_pass = self._clean(error.failure.why)[:_SHOWN], error.may_pass
            else:
                if answer.status == 200:
                    return self._clean(answer.body.decode("utf-8", "replace"))
                self._check(answer)
                why, may_pass = f"{self.host} answered with status {answer.status}", True
                pause = max(pause, _wished(answer))
            if not (left and may_pass) or time.monotonic() + pause > until:
                break
            self._sleep(pause)
            pause *= 2
        raise NoAnswer(why)

    def _ask(self, body: bytes, until: float) -> Exchange:
        from whosays.capture.connection import ask
        from whosays.capture.web import own_name

        headers: Headers = (("User-Agent", own_name()), ("Content-Type", "application/json"), ("Accept", "application/json"))
        if self._key:
            headers = (*headers, ("Authorization", f"Bearer {self._key}"))
        return ask(self._url, self._how(until), headers=headers, body=body)

    def _how(self, until: float) -> Asking:
        from whosays.capture.addresses import is_loopback
        from whosays.capture.connection import Asking

        return Asking(
            deadline=until,
            size_limit=SIZE_LIMIT,
            trust=lambda: self._trust,
            resolver=self._resolver,
            may_ask=is_loopback if self._url.scheme == "http" else _any,
            silence=self._time_limit,
            taped=False,
        )

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        from whosays.capture.web import make_trust

        return make_trust(self._authorities)

    def _check(self, answer: Exchange) -> None:
        """Raise EndpointRefuses where asking something else cannot end otherwise, NoAnswer where asking again cannot."""
        status = answer.status
        if status in _PASSING:
            return
        if 300 <= status < 400:
            raise EndpointRefuses(
                f"{self.host} leads on to another address (status {status}), and text goes nowhere but where you said; if you"
                " trust that address, set it with `whosays settings claims-endpoint URL`"
            )
        if status in (401, 403):
            raise EndpointRefuses(f"{self.host} does not let us ask (status {status}); look at the key in WHOSAYS_ENGINE_KEY")
        if status == 404:
            raise EndpointRefuses(
                f"{self.host} knows no such address or model (status 404); look at `whosays settings claims-endpoint` and"
                " `whosays settings claims-model`"
            )
        said = " ".join(self._clean(answer.body[:4096].decode("utf-8", "replace")).split())[:_SHOWN]
        why = f"{self.host} does not take the question (status {status})"
        if status in _NOT_THIS_ONE:
            raise NoAnswer(why, said)
        raise EndpointRefuses(f"{why}: {said or 'no reason given'}")

    def _clean(self, said: str) -> str:
        """Take the key out of what a server says: some repeat it in an error, or in all that they were sent."""
        if len(self._key) < _SECRET:
            return said
        for form in {self._key, json.dumps(self._key)[1:-1], json.dumps(self._key)[1:-1].replace("/", "\\/")}:
            said = said.replace(form, "…")
        return said


def check_url(url: str) -> httpx.URL:
    """Return an address as it is asked. Raises BadEndpoint for one that text must not be sent to."""
    from whosays.capture.addresses import is_loopback, read_address

    try:
        address = read_address(url)
    except FetchFailed as error:
        raise BadEndpoint(url.partition("?")[0], error.failure.why) from error
    if address.query:
        raise BadEndpoint(url.partition("?")[0], "it has a question mark; a key belongs into the variable WHOSAYS_ENGINE_KEY")
    if address.scheme == "http" and address.host != "localhost" and not is_loopback(address.host):
        raise BadEndpoint(url, _NEEDS_TLS)
    return address


def _any(number: str) -> bool:  # noqa: ARG001
    return True


def _wished(answer: Exchange) -> float:
    """Return for how many seconds a busy server wants to be left alone."""
    from whosays.capture.web import retry_after

    return retry_after(answer.header("retry-after")) or 0.0
