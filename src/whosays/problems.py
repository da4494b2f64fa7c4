"""What can be odd about a document: the table of problem codes, and the one function that makes a Problem."""

from __future__ import annotations

from whosays.records import Anchor, DocumentId, Problem, ProblemId, make_id

# code → what it means, as the user reads it in the docs and in `whosays problems --help`. Keep the table in alphabetical order.
CODES: dict[str, str] = {}


def make_problem(code: str, message: str, *, doc: DocumentId | None = None, at: Anchor | None = None) -> Problem:
    """Make a Problem.

    Args:
        code: a key of `CODES`; another one is a bug and raises KeyError.
        message: one sentence for this occurrence.
        doc: the document; taken from `at` where that is given.
        at: the words it is about.
    """
    CODES[code]
    where = at.doc if at else doc
    place = f"{at.start}-{at.end}" if at else None
    return Problem(id=ProblemId(make_id("prb", code, where, place, message)), code=code, message=message, doc=where, at=at)
