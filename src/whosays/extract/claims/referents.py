"""Whom a pronoun or a nominal holder may stand for: a candidate with its reason, for a person to confirm.

Two simple cues of centering theory (Grosz, Joshi and Weinstein 1995) are used: agreement in kind, and that what a passage has
just been about is likelier than what it merely names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from whosays.text.cues import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.records import Anchor, Mention

_PRONOUNS = {
    "he": "person", "she": "person", "his": "person", "her": "person", "him": "person",
    "it": "organisation", "its": "organisation", "they": "", "their": "", "them": "",
}  # fmt: skip
_BODIES = frozenset({"organisation", "group", "campaign"})
_FITTING = {"person": frozenset({"person"}), "organisation": _BODIES, "": _BODIES | {"person"}}
_ANY_BODY = frozenset({"company", "firm", "organisation", "organization", "group", "body", "institution", "business"})
_FIRMS = frozenset({"company", "firm", "business"})
_DEFINITE = frozenset({"the", "its", "their", "his", "her"})
_CLOSE = re.compile(
    r"(?:the|a|an|its|their|his|her)\s+(?:(?!(?:of|at|for|in|by|from|to|with|and|on)\b)[\w-]+\s+){1,4}", re.IGNORECASE
)
# How far back a pronoun, and a noun that is part of a name, may reach: characters, about a long paragraph and a few pages.
_NEAR, _FAR = 1_500, 12_000


class Referents:
    """The names of one document, and what its claims so far were about."""

    def __init__(self, names: Iterable[Mention], text: str) -> None:
        self._text = text
        self.names = sorted(names, key=lambda m: m.at.start)
        self._starts = [m.at.start for m in self.names]
        self._topics: list[tuple[int, str, Anchor]] = []

    def whole(self, words: Anchor) -> Anchor:
        """Return the name that `words` are a part of ("al" of "al-Harun", cut by a parser at the hyphen), or the words."""
        at = bisect_right(self._starts, words.start)
        for name in reversed(self.names[max(0, at - 2) : at]):
            if words.end <= name.at.end and words.text != name.at.text:
                return name.at
        return words

    def note(self, words: Anchor | None, stands_for: Anchor | None = None) -> None:
        """Take note of what a claim is about or who holds it, in text order: a name, or a noun for a person or body."""
        if words is None:
            return
        parts = words.text.casefold().split()
        named = self._inside(stands_for or words)
        if named is not None:
            self._topics.append((words.start, named.kind, named.at))
        elif parts[0] in _DEFINITE and parts[-1] in word_set("en", "people"):
            self._topics.append((words.start, "person", stands_for or words))
        elif parts[0] in _DEFINITE and parts[-1] in word_set("en", "bodies"):
            self._topics.append((words.start, "organisation", stands_for or words))

    def find(self, words: Anchor) -> tuple[Anchor | None, str | None]:
        """Return the name that `words` may stand for and why, or two Nones."""
        parts = words.text.casefold().split()
        kind = _PRONOUNS.get(parts[0])
        if kind is not None:
            return self._topic(words, kind) or self._nearest(words, kind) or (None, None)
        beside = self._beside(words)
        if beside is not None:
            return beside.at, "the name beside it"
        noun = parts[-1]
        named = self._inside(words)
        if parts[0] not in {"the", "this", "that"} or (named is not None and named.at.text.casefold() != noun):
            return None, None
        if noun in _ANY_BODY:
            return self._named(words, noun) or self._body(words, noun) or (None, None)
        if noun in word_set("en", "people"):
            return self._in_role(words, noun) or (None, None)
        return (self._named(words, noun) if noun in word_set("en", "bodies") else None) or (None, None)

    def _inside(self, words: Anchor) -> Mention | None:
        at = bisect_left(self._starts, words.start)
        return next((m for m in self.names[at : at + 3] if words.start <= m.at.start and m.at.end <= words.end), None)

    def _beside(self, words: Anchor) -> Mention | None:
        """Return the name that goes with a noun without a comma: "the consumer group Switch Right"."""
        at = bisect_left(self._starts, words.start + 1)
        for name in self.names[at : at + 2]:
            between = self._text[words.start : name.at.start]
            if name.at.start <= words.end + 1 and _CLOSE.fullmatch(between):
                return name
        return None

    def _topic(self, words: Anchor, kind: str) -> tuple[Anchor, str] | None:
        for start, topic_kind, topic in reversed(self._topics):
            if words.start - start > _NEAR:
                return None
            if start < words.start and topic_kind in _FITTING[kind]:
                return topic, "what was last spoken of"
        return None

    def _body(self, words: Anchor, noun: str) -> tuple[Anchor, str] | None:
        """Return the body last spoken of that "the firm", "the group" may be: no ministry is a firm."""
        for start, kind, topic in reversed(self._topics):
            if words.start - start > _NEAR:
                return None
            public = noun in _FIRMS and word_set("en", "public") & set(topic.text.casefold().split())
            if start < words.start and kind in _BODIES and not public:
                return topic, "what was last spoken of"
        return None

    def _nearest(self, words: Anchor, kind: str) -> tuple[Anchor, str] | None:
        for i in range(bisect_left(self._starts, words.start) - 1, -1, -1):
            name = self.names[i]
            if words.start - name.at.end > _NEAR:
                return None
            if name.kind in _FITTING[kind]:
                return name.at, f"nearest earlier {kind or 'name'}"
        return None

    def _named(self, words: Anchor, noun: str) -> tuple[Anchor, str] | None:
        for i in range(bisect_left(self._starts, words.start) - 1, -1, -1):
            name = self.names[i]
            if words.start - name.at.end > _FAR:
                return None
            called = (name.value or name.at.text).casefold().split()
            if noun in called and len(called) > 1:
                return name.at, f"nearest earlier name with “{noun}” in it"
        return None

    def _in_role(self, words: Anchor, noun: str) -> tuple[Anchor, str] | None:
        """Return the nearest earlier person whom the text gives the role: "Ida Wren, the clerk", "clerk Ida Wren"."""
        behind = re.compile(rf"\s*[,(]\s*(?:[\w'’-]+\s+){{0,4}}?{re.escape(noun)}\b", re.IGNORECASE)
        before = re.compile(rf"\b{re.escape(noun)}(?:\s+of\s[^,.]{{1,60}})?,?\s+(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?$", re.IGNORECASE)
        for i in range(bisect_left(self._starts, words.start) - 1, -1, -1):
            name = self.names[i]
            if words.start - name.at.end > _FAR:
                return None
            near = self._text[max(0, name.at.start - 90) : name.at.start]
            if name.kind == "person" and (behind.match(self._text, name.at.end) or before.search(near)):
                return name.at, f"named as {noun} before"
        return None
