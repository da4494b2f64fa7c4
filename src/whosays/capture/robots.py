"""What a site lets programs ask for (robots.txt, RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

    from whosays.capture.failure import Failure

# RFC 9309 wants at least 500 KiB to be read; what comes after it is not.
SIZE_LIMIT = 512 << 10


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for one program: `rules` as it gives them, or `failure`, why it cannot be asked at all."""

    rules: Protego | None = None
    failure: Failure | None = None

    def allows(self, url: str, user_agent: str) -> bool:
        """Ask whether the site lets the program ask for an address."""
        return self.rules is None or bool(self.rules.can_fetch(url, user_agent))

    def delay(self, user_agent: str) -> float:
        """Return for how many seconds the site wants to be left alone between two requests."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(user_agent)
        by_rate = rate.seconds / rate.requests if rate and rate.requests > 0 else 0.0
        return max(self.rules.crawl_delay(user_agent) or 0.0, by_rate, 0.0)


def read_robots(status: int, body: bytes) -> Robots | None:
    """Read the answer to a request for robots.txt.

    A site that has none (4xx) allows all. None: the site could not say (5xx, too busy), and by RFC 9309 it closes all.
    """
    if status == 429 or status >= 500:
        return None
    if not 200 <= status < 300:
        return Robots()
    from protego import Protego

    text = body[:SIZE_LIMIT].decode("utf-8", "replace").removeprefix("\ufeff")
    return Robots(rules=Protego.parse(text))
