"""The page of problem codes."""

from __future__ import annotations

from tools.reference.markdown import page, table
from whosays.problems import CODES

_OPENING = """
What is odd about a document is kept as a Problem, with a code, a sentence for this occurrence and, where there are any, the
words it is about. It never stops a run. `whosays problems` prints the problems of a case, `whosays problems --code CODE` those
of one code, `whosays problems --codes` this table.
"""


def problems_page() -> str:
    """Return the page."""
    return page("Problems", _OPENING, [table(("code", "what it means"), ((f"`{key}`", CODES[key]) for key in sorted(CODES)))])
