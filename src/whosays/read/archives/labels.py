"""The names that archives give their members: fit to be shown, and whether they are such as could do harm as a path."""

from __future__ import annotations

import re

# Control characters, halves of characters, and marks that turn the direction of reading, so that a name looks like another.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")
_PARTS = re.compile(r"[/\\]+")
_LONGEST, _KEPT_HEAD, _KEPT_TAIL = 300, 180, 100
# What operating systems leave in folders by themselves.
_JUNK = re.compile(
    r"(?:^|[/\\])(?:__MACOSX[/\\]|\._[^/\\]*$|(?:\.DS_Store|Thumbs\.db|desktop\.ini|ehthumbs\.db)$)", re.IGNORECASE
)


def make_label(name: str) -> str:
    """Return the name as it can be shown: other characters as \ufffd, an overlong one shortened in its middle."""
    shown = _UNSHOWN.sub("\ufffd", name)
    if len(shown) > _LONGEST:
        shown = f"{shown[:_KEPT_HEAD]}…{shown[-_KEPT_TAIL:]}"
    return shown or "(no name)"


def is_odd(name: str) -> bool:
    """Ask whether a name would lead out of a folder as a path, or cannot be shown as it is."""
    if not name or len(name) > _LONGEST or _UNSHOWN.search(name):
        return True
    return name[0] in "/\\" or _DRIVE.match(name) is not None or ".." in _PARTS.split(name)


def is_junk(name: str) -> bool:
    """Ask whether a member is what an operating system leaves in folders, and no document."""
    return _JUNK.search(name) is not None
