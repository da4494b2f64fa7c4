"""In which form an event is held: march, conference, online; by the words beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from whosays.text.data import table_rows
from whosays.text.fold import fold_text


def find_forms(text: str, language: str) -> tuple[str, ...]:
    """Return the forms that a text names, in the order in which their words stand there, each once."""
    folded = fold_text(text)
    found = [(match.start(), form) for form, words in _forms(language) for match in words.finditer(folded)]
    return tuple(dict.fromkeys(form for _, form in sorted(found)))


@lru_cache(maxsize=8)
def _forms(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = table_rows("event_forms.tsv")
    found = []
    for _, form, words in (row for row in rows if row[0] == language):
        either = "|".join(re.escape(fold_text(word)) for word in sorted(words.split(", "), key=len, reverse=True))
        found.append((form, re.compile(rf"(?<!\w)(?:ال|وال|بال|لل)?(?:{either})(?!\w)")))
    return tuple(found)
