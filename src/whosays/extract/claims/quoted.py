"""Find quotations beside a verb of speech that the parse does not tie to it: "he wrote: “…”", "she was like, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.drafts import DraftStep, Report
from whosays.extract.claims.holders import holder_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.claims.clause import Tree

QUOTE_MARKS = frozenset("“”„«»\"‘’'")
_OPENING, _CLOSING = frozenset("“„«‘"), frozenset("”»")
_SPOKEN = 3  # words; a shorter quotation is a name or a mark of distance, unless it stands as a sentence does
_ENDS, _APART = frozenset(".!?…,"), frozenset(",:")
_COLLOQUIAL = frozenset({"be", "go"})


def quotation_beside(tree: Tree, i: int) -> list[int]:
    """Return the tokens of the quotation that begins behind verb `i` or ends before its clause, only its own words between."""
    own = set(tree.subtree(i))
    behind = next((q for q in range(i + 1, len(tree.tokens)) if _opens(tree, q)), None)
    if (
        behind is not None
        and (behind == i + 1 or tree.tokens[behind - 1].text in {",", ":"})
        and _all_own(tree, own, i, behind)
    ):
        end = _close_of(tree, behind)
        alone = tree.tokens[behind - 1].text in _APART and end < len(tree.tokens) and tree.tokens[end - 1].text in _ENDS
        return _spoken(tree, range(behind + 1, end), short=alone)
    subject = tree.child(i, "nsubj")
    first = min([i, *([] if subject is None else tree.subtree(subject))])
    before = first - 1 - int(first > 0 and tree.tokens[first - 1].text == ",")
    if before > 0 and tree.tokens[before].text in QUOTE_MARKS and not _opens(tree, before):
        opening = next((q for q in range(before - 1, -1, -1) if _opens(tree, q)), -1)
        alone = tree.tokens[before - 1].text in _ENDS or before < first - 1
        leads = opening == 0 or (opening > 0 and tree.tokens[opening - 1].pos == "PUNCT")
        return _spoken(tree, range(opening + 1, before), short=alone and leads)
    return []


def _opens(tree: Tree, q: int) -> bool:
    """Ask whether token `q` is an opening mark: of that shape, or a straight one with a blank before and none behind it."""
    token = tree.tokens[q]
    if token.text not in QUOTE_MARKS or token.text in _CLOSING:
        return False
    follows = q + 1 < len(tree.tokens) and tree.tokens[q + 1].start == token.end
    apart = q == 0 or tree.tokens[q - 1].end < token.start
    return follows and (apart or token.text in _OPENING)


def _close_of(tree: Tree, q: int) -> int:
    """Return the closing mark of the quotation that token `q` opens, or the end of the sentence."""
    ends = (t.i for t in tree.tokens[q + 1 :] if t.text in QUOTE_MARKS and not _opens(tree, t.i) and t.text not in _OPENING)
    return next(ends, len(tree.tokens))


def _all_own(tree: Tree, own: set[int], i: int, end: int) -> bool:
    return all(t in own or tree.tokens[t].pos == "PUNCT" for t in range(i + 1, end))


def _spoken(tree: Tree, tokens: range, *, short: bool) -> list[int]:
    """Return the tokens, if they are words enough to be somebody's statement; a `short` one has its own full stop or comma."""
    return list(tokens) if sum(tree.tokens[t].text[:1].isalnum() for t in tokens) >= (1 if short else _SPOKEN) else []


def filled(tree: Tree, i: int, head: int, parts: list[list[int]]) -> list[list[int]]:
    """Return the contents of verb `i` with words a parser hung elsewhere, though the text shows that they belong to them.

    They stand inside the same quotation marks as `head`, the verb of the first content, or between "that" and its first word.
    """
    taken = {t for part in parts for t in part}
    opening = max((q for q in range(head) if _opens(tree, q)), default=None)
    loose: list[int] = []
    if opening is not None:
        closing = _close_of(tree, opening)
        if head < closing and not opening < i < closing:
            loose = list(range(opening + 1, closing))
    marks = [m for m in tree.children(head, "mark") if tree.words(m) == "that"]
    if marks and taken:
        loose += list(range(marks[0] + 1, min(taken)))
    out = [list(part) for part in parts]
    for t in loose:
        if t not in taken and tree.tokens[t].pos != "PUNCT" and t != i:
            before = [part for part in out if part and part[0] < t]
            if before or tree.tokens[t].dep != "cc":
                (before[-1] if before else out[0]).append(t)
    return [sorted(part) for part in out]


def of_like(tree: Tree, i: int) -> Iterator[Report]:
    """Match "he was like, …": what comes behind the comma or mark, to the end of the sentence, is what he said or thought."""
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    after = i + 1
    if tree.words(i) != "like" or above.lemma.casefold() not in _COLLOQUIAL or not above.i < i or after >= len(tree.tokens):
        return
    subject, sign = tree.subject(above.i), tree.tokens[after].text
    at = holder_words(tree, subject) if subject is not None and tree.tokens[subject].pos in {"PRON", "PROPN", "NOUN"} else None
    if at is None or (sign not in {",", ":"} and sign not in QUOTE_MARKS):
        return
    content = [t for t in range(after + 1, len(tree.tokens)) if tree.tokens[t].pos != "PUNCT"]
    if len(content) >= _SPOKEN:
        step = DraftStep(kind="named", at=at, cue=(above.start, token.end), act="assert")
        yield Report(above.i, step, [content], [], [], "indirect", "claims/quotation")
