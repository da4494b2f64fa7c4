"""What is at an address of the web: the visit, step by step.

1. look whether the address may be asked at all (`addresses.py`) and whether its site allows it (`robots.py`);
2. wait until the host may be asked again (`turns.py`), then ask (`connection.py`); try again where the fault may pass;
3. follow redirects by hand, each through steps 1 and 2;
4. undo the compression (`decoding.py`), tell the kind of the bytes (`answer_kind.py`), and write all that was said as a WARC
   file (`warc.py`); where a time-stamp server is set, let it sign that file (`stamp.py`).
"""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.capture.failure import Failure, FetchFailed
from whosays.capture.turns import Turns
from whosays.errors import WhosaysError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    import httpx

    from whosays.capture.addresses import Resolver
    from whosays.capture.connection import Asking, Exchange
    from whosays.capture.robots import Robots

_PAGE = "https://pypi.org/project/whosays/"
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
_MOVED, _MOVED_FOR_GOOD = (301, 302, 303, 307, 308), (301, 308)
_PASSING = (429, 502, 503, 504)
_ROBOTS_REDIRECTS = 5
# What is as true of the page as of robots.txt.
_SAME_FOR_PAGE = ("address", "unreachable", "certificate", "slow", "busy")
_MAY_DECIDE = "; to decide otherwise for this case, say `whosays settings web-robots ignore`"
# Name and password in an address, which go into no record.
_SECRET = re.compile(r"^((?:[a-z][a-z0-9+.-]*:)?//)[^/?#]*@", re.IGNORECASE)
_FIRST_PAUSE = 1.0  # before the second try; doubled before each that follows


class BadAuthorities(WhosaysError):
    """The file of certificates to trust cannot be used."""

    code = "bad-authorities"

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} cannot be used as certificates to trust ({why}); it must be a PEM file")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How a case asks the web.

    - `user_agent`: what whosays calls itself; empty: its name, version and page. robots.txt is read for it;
    - `obey_robots`: leave alone what a site's robots.txt closes to us; a user may decide otherwise for one case;
    - `delay`: seconds between two visits to one host; a longer delay that its robots.txt asks for goes first;
    - `longest_wait`: seconds that we wait for a host at most, whatever it asks for;
    - `time_limit`: seconds for one visit from its first request to the last byte, redirects and new tries included;
    - `size_limit`: bytes of an answer, as sent and as unpacked;
    - `redirects`, `retries`: how many at most;
    - `authorities`: a file of certificates (PEM) to trust beside the usual ones;
    - `stamp_server`: the address of a time-stamp server (RFC 3161); none: no stamps;
    - `allow_loopback`: for tests of whosays itself.
    """

    user_agent: str = ""
    obey_robots: bool = True
    delay: float = 2.0
    longest_wait: float = 60.0
    time_limit: float = 180.0
    size_limit: int = 100 << 20
    redirects: int = 10
    retries: int = 2
    authorities: str | None = None
    stamp_server: str | None = None
    allow_loopback: bool = False


USUAL = WebSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a visit gave. Either `failure` says why no answer was received whole, or there is a `status` and a `body`.

    An answer of any status is an answer: the `body` of a 404 is the page that says so. `url` was asked for, `redirects` are the
    addresses it led over, in order, the last one answered (empty: `url` itself did); `moved_for_good`: each of them is said to
    last (301, 308). `at` is UTC (ISO 8601), when the visit began. `headers` are those of the last answer, as sent,
    `certificate` is the SHA-256 of its server's certificate in hex. `name` is what the body would be called as a file. `warc`
    holds every request and answer of the visit as a WARC file, `stamp` the answer of the time-stamp server to its hash (DER);
    `stamp_failure` says why there is none.
    """

    url: str
    at: str
    status: int | None = None
    redirects: tuple[str, ...] = ()
    moved_for_good: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    certificate: str | None = None
    body: bytes | None = None
    media_type: str = "application/octet-stream"
    name: str = ""
    warc: bytes | None = None
    stamp: bytes | None = None
    stamp_failure: str | None = None
    failure: Failure | None = None

    @property
    def final_url(self) -> str:
        """The address that answered."""
        return self.redirects[-1] if self.redirects else self.url

    @property
    def is_page(self) -> bool:
        """Whether the server sent what was asked for (status 2xx, with bytes)."""
        return self.failure is None and self.status is not None and 200 <= self.status < 300 and bool(self.body)


@dataclass(slots=True)
class _Visit:
    """A visit on its way: what was said so far, where it led, which hosts had their turn."""

    url: str
    at: str
    deadline: float
    exchanges: list[Exchange] = field(default_factory=list)
    redirects: list[str] = field(default_factory=list)
    for_good: bool = True
    hosts: set[str] = field(default_factory=set)


class Web:
    """A run over the web: it remembers what each site allows and when its host was last asked. Safe to share by threads."""

    def __init__(
        self,
        settings: WebSettings = USUAL,
        *,
        resolver: Resolver | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self.user_agent = settings.user_agent or own_name()
        self._resolver = resolver
        self._sleep = sleep
        self._turns = Turns(settings.longest_wait, sleep)
        self._robots: dict[str, Robots] = {}
        if settings.stamp_server:
            from whosays.capture.stamp import need_package

            need_package()

    def fetch(self, url: str) -> Fetched:
        """Visit an address. What goes wrong out there is in the answer (`Fetched.failure`); settings of no use are raised."""
        from whosays.capture.addresses import read_address

        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        visit = _Visit(_SECRET.sub(r"\1…@", url.strip()), at, time.monotonic() + self.settings.time_limit)
        try:
            address = read_address(url)
            visit.url = str(address)
            answer = self._follow(address, visit)
            return self._fetched(visit, answer)
        except FetchFailed as error:
            return Fetched(
                url=visit.url, at=at, redirects=tuple(visit.redirects), warc=self._warc(visit), failure=error.failure
            )

    def post(self, url: str, body: bytes, media_type: str) -> bytes:
        """Send bytes to a server that the user set, and return its answer. Raises FetchFailed."""
        from whosays.capture.addresses import read_address
        from whosays.capture.connection import ask

        headers = (("User-Agent", self.user_agent), ("Content-Type", media_type), ("Accept", "*/*"))
        answer = ask(read_address(url), self._asking(time.monotonic() + 60.0, 1 << 20), headers=headers, body=body)
        if answer.status != 200:
            raise FetchFailed("broken", f"{url} answered with status {answer.status}")
        return answer.body

    def _follow(self, address: httpx.URL, visit: _Visit) -> Exchange:
        """Ask, and go where the answers lead."""
        seen = {str(address)}
        while True:
            self._check_robots(address, visit)
            answer = self._ask_patiently(address, visit)
            target = target_of(address, answer)
            if target is None:
                return answer
            visit.redirects.append(target)
            visit.for_good &= answer.status in _MOVED_FOR_GOOD
            if target in seen:
                raise FetchFailed(
                    "redirects", f"{target} leads back to itself (it may want cookies, which whosays never keeps)"
                )
            if len(visit.redirects) > self.settings.redirects:
                raise FetchFailed("redirects", f"it leads on more than {self.settings.redirects} times")
            seen.add(target)
            address = _read_target(target)

    def _check_robots(self, address: httpx.URL, visit: _Visit) -> None:
        """Raise FetchFailed where the site closes the address to us, or cannot say."""
        if not self.settings.obey_robots:
            return
        site = _site(address)
        if site not in self._robots:
            self._robots[site] = self._ask_robots(address, visit)
        robots = self._robots[site]
        if robots.failure:
            raise FetchFailed(robots.failure.kind, robots.failure.why)
        if not robots.allows(str(address), self.user_agent):
            raise FetchFailed("robots", f"{site}/robots.txt closes it to programs such as this one{_MAY_DECIDE}")

    def _ask_robots(self, address: httpx.URL, visit: _Visit) -> Robots:
        from whosays.capture.robots import Robots, read_robots

        apart = _Visit(visit.url, visit.at, visit.deadline, hosts=visit.hosts)
        here = address.copy_with(raw_path=b"/robots.txt")
        try:
            for _ in range(_ROBOTS_REDIRECTS):
                answer = self._ask_patiently(here, apart)
                target = target_of(here, answer)
                if target is None:
                    break
                here = _read_target(target)
            found = read_robots(answer.status, self._body(answer))
            why = f"its answer has status {answer.status}"
        except FetchFailed as error:
            if error.failure.kind in _SAME_FOR_PAGE and here.host == address.host:
                return Robots(failure=error.failure)
            found, why = None, error.failure.why
        visit.deadline = max(visit.deadline, apart.deadline)
        closed = f"what {_site(address)} lets programs ask for cannot be told ({why} for robots.txt){_MAY_DECIDE}"
        return found or Robots(failure=Failure(kind="robots", why=closed))

    def _ask_patiently(self, address: httpx.URL, visit: _Visit) -> Exchange:
        """Ask, and ask again where the fault may pass and the host lets us come back soon enough."""
        pause = _FIRST_PAUSE
        for _ in range(self.settings.retries):
            wait = pause
            try:
                answer = self._ask(address, visit)
            except FetchFailed as error:
                if not error.may_pass or time.monotonic() + wait > visit.deadline:
                    raise
            else:
                if answer.status not in _PASSING:
                    return answer
                wait = self._asked_to_wait(answer, address.host) or pause
                if wait > self.settings.longest_wait or time.monotonic() + wait > visit.deadline:
                    return answer
            self._sleep(wait)
            pause *= 2
        return self._ask(address, visit)

    def _asked_to_wait(self, answer: Exchange, host: str) -> float | None:
        """Return for how many seconds the host wants to be left alone, and remember it for other visits."""
        asked = retry_after(answer.header("retry-after"))
        if asked is not None:
            self._turns.close(host, asked)
        return asked

    def _ask(self, address: httpx.URL, visit: _Visit) -> Exchange:
        """Ask once, when it is our turn."""
        from whosays.capture.connection import ask
        from whosays.capture.decoding import ACCEPTED

        headers = (("User-Agent", self.user_agent), ("Accept", _ACCEPT), ("Accept-Encoding", ACCEPTED))
        host = address.host
        with self._turns.take(host, goes_on=host in visit.hosts) as waited:
            visit.deadline += waited
            visit.hosts.add(host)
            try:
                answer = ask(address, self._asking(visit.deadline, self.settings.size_limit), headers=headers)
            finally:
                self._turns.pause(host, self._delay(address))
        visit.exchanges.append(answer)
        return answer

    def _delay(self, address: httpx.URL) -> float:
        robots = self._robots.get(_site(address))
        return max(self.settings.delay, robots.delay(self.user_agent) if robots else 0.0)

    def _asking(self, deadline: float, size_limit: int) -> Asking:
        from whosays.capture.connection import Asking

        return Asking(
            deadline=deadline,
            size_limit=size_limit,
            trust=lambda: self._trust,
            resolver=self._resolver,
            allow_loopback=self.settings.allow_loopback,
        )

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return make_trust(self.settings.authorities)

    def _body(self, answer: Exchange) -> bytes:
        from whosays.capture.decoding import unpack

        encodings = ",".join(value for name, value in answer.headers if name.lower() == "content-encoding")
        return unpack(answer.body, encodings, limit=self.settings.size_limit)

    def _fetched(self, visit: _Visit, answer: Exchange) -> Fetched:
        import httpx

        from whosays.capture.answer_kind import name_for, tell_media_type

        body = self._body(answer)
        url = httpx.URL(answer.url)
        media_type = tell_media_type(answer.header("content-type"), url.path, body)
        warc = self._warc(visit)
        stamp, stamp_failure = self._stamp(warc) if warc else (None, None)
        return Fetched(
            url=visit.url,
            at=visit.at,
            status=answer.status,
            redirects=tuple(visit.redirects),
            moved_for_good=bool(visit.redirects) and visit.for_good,
            headers=answer.headers,
            certificate=hashlib.sha256(answer.certificate).hexdigest() if answer.certificate else None,
            body=body,
            media_type=media_type,
            name=name_for(url, media_type),
            warc=warc,
            stamp=stamp,
            stamp_failure=stamp_failure,
        )

    def _warc(self, visit: _Visit) -> bytes | None:
        from whosays.capture.warc import write_warc

        if not visit.exchanges:
            return None
        robots = "obey" if self.settings.obey_robots else "ignore"
        return write_warc(
            visit.exchanges, {"software": own_name(), "http-header-user-agent": self.user_agent, "robots": robots}
        )

    def _stamp(self, warc: bytes) -> tuple[bytes | None, str | None]:
        from whosays.capture.stamp import StampFailed, request_stamp

        if not (server := self.settings.stamp_server):
            return None, None
        try:
            return request_stamp(warc, lambda raw, kind: self.post(server, raw, kind)), None
        except FetchFailed as error:
            return None, error.failure.why
        except StampFailed as error:
            return None, str(error)


def fetch(url: str, *, settings: WebSettings = USUAL) -> Fetched:
    """Visit one address. For several, share a `Web`: it waits between visits to one host and asks for robots.txt once."""
    return Web(settings).fetch(url)


def make_trust(authorities: str | None) -> ssl.SSLContext:
    """Return whom to trust with TLS: the usual authorities, and those in a file of the user's. Raises BadAuthorities."""
    import httpx

    context = httpx.create_ssl_context(trust_env=False)
    if authorities:
        try:
            context.load_verify_locations(cafile=Path(authorities).expanduser())
        except OSError as error:
            raise BadAuthorities(authorities, (error.strerror or str(error)).lower()) from error
    return context


def own_name() -> str:
    """Return what whosays calls itself to servers."""
    from importlib.metadata import version

    return f"whosays/{version('whosays')} (+{_PAGE})"


def _site(address: httpx.URL) -> str:
    return f"{address.scheme}://{address.netloc.decode('ascii')}"


def target_of(address: httpx.URL, answer: Exchange) -> str | None:
    """Return the address that an answer leads to, as far as it can be told."""
    import httpx

    location = answer.header("location")
    if answer.status not in _MOVED or not location:
        return None
    try:
        return str(address.join(location.strip()).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError):
        return location


def _read_target(target: str) -> httpx.URL:
    from whosays.capture.addresses import read_address

    try:
        return read_address(target)
    except FetchFailed as error:
        raise FetchFailed(error.failure.kind, f"it leads on to where whosays does not go: {error.failure.why}") from error


def retry_after(value: str | None) -> float | None:
    """Read a Retry-After header: seconds, or a date."""
    if not value:
        return None
    seconds = value.strip()
    if seconds.isascii() and seconds.isdecimal():
        return min(float(seconds[:12]), 1e9)
    try:
        until = parsedate_to_datetime(value)
        return None if until.tzinfo is None else max((until - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
