"""What is at an address of the web: the visit, step by step.

1. look whether the address may be asked at all (`addresses.py`) and whether its site allows it (`robots.py`);
2. wait until the host may be asked again, then ask (`connection.py`); try again where the fault may pass;
3. follow redirects by hand, each through steps 1 and 2;
4. undo the compression (`decoding.py`), tell the kind of the bytes, and write the exchange down (`exchange.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FailureKind = Literal["address", "robots", "unreachable", "certificate", "slow", "large", "redirects", "broken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How a case asks the web.

    - `user_agent`: what whosays calls itself; empty: its name, version and page. robots.txt is read for its first word;
    - `obey_robots`: leave alone what a site's robots.txt closes to us; a user may decide otherwise for one case;
    - `delay`: seconds between two requests to one host; a longer delay that its robots.txt asks for goes first, up to
      `longest_wait`, which bounds a wait that a server asks for as well (`Retry-After`);
    - `time_limit`: seconds for one visit from the first request to the last byte, redirects and new tries included;
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
    retries: int = 3
    authorities: str | None = None
    stamp_server: str | None = None
    allow_loopback: bool = False


USUAL = WebSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why there is no answer: `kind` for programs, `why` a sentence for the user.

    `address`: it may not be asked (scheme, spelling, private network); `robots`: the site does not allow it; `unreachable`: no
    such name, no connection; `certificate`: the server's does not hold; `slow`, `large`: past a limit; `redirects`: a loop or
    too many; `broken`: the answer is no HTTP, or its compression is damaged.
    """

    kind: FailureKind
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a visit gave. Either `failure` says why no answer was received whole, or there is a `status` and a `body`.

    An answer of any status is an answer: the `body` of a 404 is the page that says so. `url` was asked for, `redirects` are the
    addresses it led over, in order, the last one answered (empty: `url` itself did). `at` is UTC (ISO 8601), when the visit
    began. `headers` are those of the last answer, as sent, `certificate` is the SHA-256 of its server's certificate in hex.
    `name` is what the body would be called as a file. `warc` holds every request and answer of the visit as a WARC file,
    `stamp` the time stamp over it (DER), where a server is set; `stamp_failure` says why there is none.
    """

    url: str
    at: str
    status: int | None = None
    redirects: tuple[str, ...] = ()
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


class Web:
    """A run over the web: it remembers what each site allows and when its host was last asked. Safe to share by threads."""

    def __init__(self, settings: WebSettings = USUAL) -> None:
        self.settings = settings

    def fetch(self, url: str) -> Fetched:
        """Visit an address. What goes wrong out there is in the answer (`Fetched.failure`), never raised."""
        raise NotImplementedError(url)


def fetch(url: str, *, settings: WebSettings = USUAL) -> Fetched:
    """Visit one address. For several, share a `Web`: it waits between requests to one host and asks robots.txt once."""
    return Web(settings).fetch(url)
