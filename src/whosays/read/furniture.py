"""Find page furniture: page numbers, running heads, rules and end marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from whosays.text.zone_words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.lines import Line, Lines

_PAGE_WORD = r"(?:page|pg\.?|p\.|seite|página|صفحة|صفحه|ص)"
SAYS_PAGE = re.compile(
    rf"[-–—|\s]*(?:{_PAGE_WORD}\s*(\d{{1,4}})(?:\s*(?:of|/|von|de|sur|من|از)\s*\d{{1,4}})?|(\d{{1,4}})\s*(?:of|/)\s*\d{{1,4}}"
    rf"|[-–—]\s*(\d{{1,4}})\s*[-–—]|(\d{{1,4}})\s*\|\s*{_PAGE_WORD})[-–—|\s]*",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}")
_END = re.compile(r"[-–—*#\s\[(]*([^\W_]+(?:\s[^\W_]+)?)[-–—*#\s\])]*")

# Lines at the top and at the foot of a page among which running heads are looked for.
_EDGE = 2
# Without form feeds a page number is known by its rising neighbours, at least so many lines away.
_APART = 15


def is_rule(words: str) -> bool:
    """Ask whether a line is a rule or an ornament: nothing but hyphens, stars, signs."""
    return len(words) >= 2 and not any(c.isalnum() for c in words) and len(set(words) - {" "}) <= 2 and words[0] not in "|."


def is_page_number(words: str) -> bool:
    """Ask whether words say a page's number and nothing else: "Page 3 of 12", "- 3 -"."""
    return _BARE.fullmatch(words) is not None or SAYS_PAGE.fullmatch(words) is not None


def is_end_mark(words: str) -> bool:
    """Ask whether a line marks the end of a release: "-ends-", "# # #", "-30-"."""
    if len(words) > 24:
        return False
    found = _END.fullmatch(words)
    return found is not None and found[1].lower() in words_of("end") and found[0] != found[1]


def find_furniture(lines: Lines) -> set[int]:
    """Return the positions of the lines that are page furniture."""
    every = lines.lines
    found = {line.at for line in every if is_end_mark(line.words)}
    found |= {line.at for line in every if is_rule(line.words) and not _is_underline(line)}
    return found | (_on_pages(every, len(lines.pages)) if lines.pages else _without_pages(every))


def _is_underline(line: Line) -> bool:
    return line.at > 0 and not line.after_blank and not line.opens and set(line.words) in ({"="}, {"-"}, {"~"}, {"*"})


def _on_pages(lines: Sequence[Line], pages: int) -> set[int]:
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    edges = [line for page in by_page.values() for line in {one.at: one for one in page[:_EDGE] + page[-_EDGE:]}.values()]
    heads = Counter(bare_head(line.words) for line in edges)
    often = {head for head, times in heads.items() if times >= max(3, pages // 4) and 0 < len(head) < 120}
    shifts = Counter(int(line.words) - line.page for line in edges if _BARE.fullmatch(line.words))
    usual = {shift for shift, times in shifts.items() if times >= 2}
    found = set()
    for line in edges:
        numbered = _BARE.fullmatch(line.words) is not None and int(line.words) - line.page in usual
        if numbered or SAYS_PAGE.fullmatch(line.words) or bare_head(line.words) in often:
            found.add(line.at)
    return found


def bare_head(words: str) -> str:
    """Return a running head without the page number on either side of it."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", words[:200]).casefold()


def _without_pages(lines: Sequence[Line]) -> set[int]:
    said = [line.at for line in lines if len(line.words) < 30 and SAYS_PAGE.fullmatch(line.words)]
    found = set(said) if len(said) > 1 else set()
    chain: list[Line] = []
    for line in lines:
        alone = line.after_blank and (line.at + 1 == len(lines) or lines[line.at + 1].after_blank or lines[line.at + 1].opens)
        if not alone or not _BARE.fullmatch(line.words):
            continue
        if chain and int(line.words) == int(chain[-1].words) + 1 and line.at - chain[-1].at >= _APART:
            chain.append(line)
        else:
            chain = [line]
        if len(chain) >= 3:
            found.update(one.at for one in chain[-3:])
    return found
