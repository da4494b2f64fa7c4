"""Which source is behind an address: one for the spellings of an address that lead to one page."""

from __future__ import annotations

import re
from typing import Literal

from whosays.records import Source, SourceId, make_id

# Hosts where an address is somebody's account or one of its posts.
_POSTS = re.compile(
    r"(?:twitter|x)\.com/\w+/status(?:es)?/\d|facebook\.com/[^/]+/(?:posts|videos|photos)/|instagram\.com/(?:p|reel)/|t\.me/\w+/\d"
    r"|youtube\.com/(?:watch|shorts)|youtu\.be/\w|tiktok\.com/@[^/]+/video/|linkedin\.com/(?:posts|feed)/|/@[\w.]+/\d{6,}",
    re.IGNORECASE,
)
# X finds a post by its number, whatever account the address names.
_X_HOSTS = frozenset(("x.com", "twitter.com", "mobile.x.com", "mobile.twitter.com"))
_X_POST = re.compile(r"/\w+(?:/web)?/status(?:es)?/(\d+)")
_ACCOUNTS = re.compile(r"(?:(?:twitter|x|facebook|instagram|tiktok)\.com|t\.me)/@?[\w.]+/?$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?(?P<host>[^/?#]*?)(?::(?:80|443)(?=[/?#]|$))?(?P<path>(?:[/][^?#]*)?)"
    r"(?P<query>\?[^#]*)?(?:#.*)?$",
    re.IGNORECASE | re.DOTALL,
)
# Queries that only say where a reader came from.
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|ref_src|igshid)=[^&#]*&?", re.IGNORECASE)


def source_at(url: str) -> Source:
    """Return the source behind an address."""
    return Source(id=source_id(url), kind=_kind(same_address(url)), url=url)


def source_id(url: str) -> SourceId:
    """Return the id of the source behind an address: one for the spellings of an address that lead to one page."""
    return SourceId(make_id("src", same_address(url)))


def same_address(url: str) -> str:
    """Return one spelling for addresses that lead to one page: no scheme, "www.", fragment, tracking or closing stroke.

    Posts of X are one under every spelling of their account.
    """
    parts = _ADDRESS.match(url.strip())
    host, path, query = (parts["host"], parts["path"], parts["query"] or "") if parts else ("", url, "")
    if host.casefold() in _X_HOSTS and (post := _X_POST.match(path)):
        return f"x.com/i/status/{post[1]}"
    kept = _TRACKING.sub("", query).rstrip("?&")
    return f"{host.casefold()}{path.rstrip('/')}{kept}"


def _kind(address: str) -> Literal["page", "post", "account"]:
    if _POSTS.search(address):
        return "post"
    return "account" if _ACCOUNTS.search(address) else "page"
