"""Tell whose profile, or whose post, an address of a social network leads to. Written from the public forms of addresses."""

from __future__ import annotations

import re

_START = r"https?://(?:www\.|m\.|mobile\.|web\.)?"
# A path of one of these is a part of the site. The rest of what stands there is a name that somebody took.
_SITE = (
    r"(?!(?:i|home|search|hashtag|intent|share|sharer|explore|settings|login|signup|tos|privacy|about|jobs|download|p|reel|reels|tv"
    r"|stories|watch|events|groups|pages|help|legal|policies|policy|notifications|messages|compose|who_to_follow|sharer\.php"
    r"|profile\.php|joinchat|addstickers|proxy|c|feed|company|school|tag|topics?)(?:[/?#]|$))"
)
_NAME = r"@?(?P<name>[\w.-]{1,100}?)"
_END = r"/?(?:[?#].*)?"
_FORMS = tuple(
    re.compile(_START + form, re.IGNORECASE)
    for form in (
        rf"(?:twitter|x)\.com/{_SITE}{_NAME}(?:/(?!status(?:es)?/).*)?{_END}",
        rf"(?:instagram|threads)\.(?:com|net)/{_SITE}{_NAME}(?:/.*)?{_END}",
        rf"facebook\.com/{_SITE}{_NAME}(?:/.*)?{_END}",
        rf"[\w.]*linkedin\.com/in/{_NAME}(?:/.*)?{_END}",
        rf"(?:t|telegram)\.me/{_SITE}(?:s/)?{_NAME}{_END}",
        rf"bsky\.app/profile/{_NAME}(?:/.*)?{_END}",
    )
)
# Mastodon and its kin, on any host, and sites that write handles like them; other pages under a handle are articles.
_ANY_HOST = re.compile(
    r"https?://(?P<host>[^/?#\s@]+)/(?:@(?P<name>[\w.-]{1,100})(?:@(?P<at>[\w.-]+))?(?:/(?:\d+|(?:post|video|photo)/[^/?#]+))?"
    r"|users/(?P<user>[\w.-]{1,100})/statuses/\d+)/?(?:[?#].*)?",
    re.IGNORECASE,
)


def account_of(url: str) -> tuple[str, ...]:
    """Return the forms of the handle that an address names, () where it names none, or leads to a post that has a number.

    Posts of Telegram are left out too: those that have an address are of channels and groups that everybody can read.
    """
    for form in _FORMS:
        if found := form.fullmatch(url):
            return (found["name"],)
    if found := _ANY_HOST.fullmatch(url):
        name = found["name"] or found["user"]
        return (name, f"{name}@{found['at'] or found['host']}")
    return ()
