"""Titles and roles beside a person's name, which are no part of it: "Dr", "Harbour Trust chairman", ", the mayor of Fenby,".

A word counts as a role where `en_titles.tsv` lists it, `en_words.tsv` has it among people, or it ends as nouns for those who do
something end; relative clauses are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.cues import word_set
from whosays.text.names import head_kind, is_title, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.material import ParsedPassage
    from whosays.text.joined import Span
    from whosays.text.syntax import Sentence, Token

# A stop belongs to a title where it shortens a word, else a sentence ends there.
_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][a-z]{1,3}\.|[^\W\d_](?:[\w’'-])*)\s+$")
_AGENTS = ("er", "or", "ist", "ian")
_LONGEST = 12  # words of one role
_CUT = frozenset({"relcl", "appos", "punct", "acl", "advcl", "advmod", "conj", "cc"})
_FRONT = frozenset({"compound", "amod", "nmod", "poss", "det", "case", "punct"})


def find_roles(passage: ParsedPassage, start: int, end: int) -> list[Span]:
    """Return where the titles and roles of the person's name at `start` to `end` stand in the passage's reading, in order.

    Without a parse only titles right in front of the name are found.
    """
    sentence = next((s for s in passage.sentences if s.start <= start < s.end), None)
    found = list(_parsed_roles(sentence, start, end)) if sentence is not None and sentence.tokens else []
    titles = _titles_before(passage.joined.text, start)
    if titles and not any(_overlap(titles, span) for span in found):
        found.append(titles)
    return sorted(found)


def _titles_before(text: str, start: int) -> Span | None:
    """Return the run of titles right in front of a name ("Vice Admiral", "Prof. Dr."), one or two words each."""
    at = start
    while word := _BEFORE.search(text, max(0, at - 30), at):
        two = _BEFORE.search(text, max(0, word.start() - 30), word.start())
        if two and is_title(" ".join(text[two.start() : at].split())):
            at = two.start()
        elif is_title(text[word.start() : at].strip()):
            at = word.start()
        else:
            break
    return (at, at + len(text[at:start].rstrip())) if at < start else None


def _parsed_roles(sentence: Sentence, start: int, end: int) -> Iterator[Span]:
    """Yield the roles that hang on a name in the parse: in apposition on either side, or as a noun in front of it."""
    tokens = sentence.tokens
    name = [t for t in tokens if start <= t.start and t.end <= end]
    head = next((t for t in name if not any(t.head == o.i and o is not t for o in name)), None)
    if head is None:
        return
    beside = [t for t in tokens if t.head == head.i and t.dep == "appos"]
    if head.dep == "appos":
        beside.append(_described(tokens, tokens[head.head]))
    for token in beside:
        if _is_role(token):
            span = _phrase(tokens, token, start, end)
            if span:
                yield span
    last = next((t for t in reversed(tokens) if t.end <= start and t.text != "."), None)
    if last is not None and last.head == head.i and last.dep in {"compound", "nmod"} and _is_role(last):
        yield _with_front(tokens, last, head), tokens[last.i + 1].end if tokens[last.i + 1].text == "." else last.end


def _described(tokens: tuple[Token, ...], token: Token) -> Token:
    """Return the noun that a name behind it describes: "the mayor of Fenby, Ann Moor" tells of the mayor, not of Fenby."""
    above = tokens[token.head]
    return tokens[above.head] if token.dep == "pobj" and above.text == "of" and not _is_role(token) else token


def _with_front(tokens: tuple[Token, ...], last: Token, head: Token) -> int:
    """Return where the noun phrase starts that ends with a role in front of a name ("Its former Harbour Trust chairman")."""
    inside, first = {last.i, head.i}, last
    for token in reversed(tokens[: last.i]):
        if token.head not in inside or token.dep not in _FRONT or last.i - token.i > _LONGEST:
            break
        inside.add(token.i)
        first = token
        if token.dep == "det" and token.head == last.i:
            break
    return first.start


def _phrase(tokens: tuple[Token, ...], token: Token, start: int, end: int) -> Span | None:
    """Return the noun phrase of a role without clauses, further appositions and the name itself (None: too long, or torn)."""
    inside = {token.i}
    for _ in range(_LONGEST):
        inside |= {t.i for t in tokens if t.head in inside and t.dep not in _CUT and not (start <= t.start < end)}
    if len(inside) > _LONGEST or max(inside) - min(inside) >= len(inside) + 1:
        return None
    span = (tokens[min(inside)].start, tokens[max(inside)].end)
    return None if _overlap(span, (start, end)) else span


def _is_role(token: Token) -> bool:
    """Ask whether a noun says what somebody is: the tables know it, or it ends like one who does ("librarian")."""
    if token.pos not in {"NOUN", "PROPN"}:
        return False
    lemma = token.lemma.casefold()
    known = not _roles().isdisjoint((token.text.casefold(), lemma))
    return known or (token.pos == "NOUN" and lemma.endswith(_AGENTS) and len(lemma) > 5 and head_kind(f"x {lemma}") is None)


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    """Return the words that may have others with them; a form of address stands alone."""
    return words_of("en_titles", "role") | words_of("en_titles", "rank") | word_set("en", "people")


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
