"""The time in the number of a cited post, by its address: X, Mastodon and its kin, Bluesky."""

from __future__ import annotations

import re

from whosays.text.post_times import time_in_number

_FORMS = (
    (
        "x",
        re.compile(
            r"https?://(?:www\.|m\.|mobile\.)?(?:twitter|x)\.com/(?:i/web|i|\w{1,30})/status(?:es)?/(\d{5,20})", re.IGNORECASE
        ),
    ),
    ("bluesky", re.compile(r"https?://bsky\.app/profile/[^/?#]+/post/([2-7a-z]{13})", re.IGNORECASE)),
    ("mastodon", re.compile(r"https?://[^/?#\s]+/@[\w.-]+(?:@[\w.-]+)?/(\d{15,19})(?![\w.-])", re.IGNORECASE)),
)


def time_of_post(url: str) -> str | None:
    """Return the moment (UTC, ISO 8601) that the number in a post's address holds, None where it holds none."""
    for network, form in _FORMS:
        if found := form.match(url):
            return time_in_number(network, found[1])
    return None
