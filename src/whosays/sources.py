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
_X_HOSTS = frozenset(("x.com", "twitter.com"))
_X_POST = re.compile(r"/\w+(?:/web)?/status(?:es)?/(\d+)")
_ACCOUNTS = re.compile(r"(?:(?:twitter|x|facebook|instagram|tiktok)\.com|t\.me)/@?[\w.]+/?$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?(?P<host>[^/?#]*?)(?::(?:80|443)(?=[/?#]|$))?(?P<path>(?:[/][^?#]*)?)"
    r"(?P<query>\?[^#]*)?(?:#.*)?$",
    re.IGNORECASE | re.DOTALL,
)
# Queries that only say where a reader came from.
_TRACKING = re.compile(
    r"(?<=[?&])(?:utm_\w+|fbclid|gclid|dclid|msclkid|twclid|yclid|mc_[ce]id|ref_src|ref_url|igshid|igsh|mibextid|_hs(?:enc|mi))"
    r"=[^&#]*&?",
    re.IGNORECASE,
)
# Networks that have the same pages under other hosts, for other screens; and a post or video under one spelling.
_OTHER_HOSTS = {
    "mobile.twitter.com": "twitter.com", "m.twitter.com": "twitter.com", "mobile.x.com": "x.com", "m.x.com": "x.com",
    "m.facebook.com": "facebook.com", "mobile.facebook.com": "facebook.com", "mbasic.facebook.com": "facebook.com",
    "web.facebook.com": "facebook.com", "fb.com": "facebook.com", "m.youtube.com": "youtube.com",
    "music.youtube.com": "youtube.com", "m.instagram.com": "instagram.com", "m.tiktok.com": "tiktok.com",
    "telegram.me": "t.me", "m.vk.com": "vk.com", "dx.doi.org": "doi.org",
}  # fmt: skip
_TELEGRAM_POST = re.compile(r"/(?:s/)?(\w+)/(\d+)/?$")
_YOUTUBE_PATH = re.compile(r"/(?:shorts|live|embed|v)/([\w-]{6,})/?$")
_YOUTUBE_QUERY = re.compile(r"[?&]v=([\w-]{6,})")
_INSTAGRAM_POST = re.compile(r"/(?:\w[\w.]*/)?(?:p|reel|tv)/([\w-]+)")


def source_at(url: str) -> Source:
    """Return the source behind an address."""
    return Source(id=source_id(url), kind=_kind(same_address(url)), url=url)


def source_id(url: str) -> SourceId:
    """Return the id of the source behind an address: one for the spellings of an address that lead to one page."""
    return SourceId(make_id("src", same_address(url)))


def same_address(url: str) -> str:
    """Return one spelling for addresses that lead to one page: no scheme, "www.", fragment, tracking or closing stroke.

    A DOI is one in capitals too. A post or video of a network is one under each of its addresses: other hosts for small
    screens, short addresses, an account spelt otherwise.
    """
    parts = _ADDRESS.match(url.strip())
    host, path, query = (parts["host"], parts["path"], parts["query"] or "") if parts else ("", url, "")
    host = _OTHER_HOSTS.get(host.casefold(), host.casefold())
    if post := _post_address(host, path, query):
        return post
    if host == "doi.org":  # the name of a work, which is the same in capitals
        return f"{host}{path.rstrip('/').casefold()}"
    kept = _TRACKING.sub("", query).rstrip("?&")
    return f"{host}{path.rstrip('/')}{kept}"


def _post_address(host: str, path: str, query: str) -> str | None:
    """Return one spelling for a post or video of a network, None for any other page."""
    if host in _X_HOSTS and (post := _X_POST.match(path)):
        return f"x.com/i/status/{post[1]}"
    if host == "t.me" and (post := _TELEGRAM_POST.match(path)):
        return f"t.me/{post[1].casefold()}/{post[2]}"
    if host == "youtu.be" and len(video := path.strip("/")) >= 6:
        return f"youtube.com/watch?v={video}"
    if host == "youtube.com":
        named = _YOUTUBE_QUERY.search(query) if path.rstrip("/") == "/watch" else _YOUTUBE_PATH.match(path)
        return f"youtube.com/watch?v={named[1]}" if named else None
    if host == "instagram.com" and (post := _INSTAGRAM_POST.match(path)):
        return f"instagram.com/p/{post[1]}"
    return None


def _kind(address: str) -> Literal["page", "post", "account"]:
    if _POSTS.search(address):
        return "post"
    return "account" if _ACCOUNTS.search(address) else "page"
