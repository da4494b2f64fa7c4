"""What each adapter does: read items on stdin, answer each, tell version and seconds on stdout, then the answers.

It runs in the environments of others, so it needs nothing but Python.
"""

from __future__ import annotations

import json
import os
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def serve(packages: str, answer: Callable[[Any], object]) -> None:
    """Answer the items one by one; of the packages (parted by blanks) the versions are told."""
    serve_all(packages, lambda items: [answer(each) for each in items])


def serve_all(packages: str, answer: Callable[[list[Any]], list[Any]]) -> None:
    """Answer all items; a first one apart, which loads what is loaded when needed.

    `seconds` are those of the processor, in this process and those it started, so that other work on the machine counts less.
    """
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    items = [json.loads(line) for line in sys.stdin]
    answer(items[:1])
    started = sum(os.times()[:4])
    answers = answer(items)
    seconds = sum(os.times()[:4]) - started
    first, *others = packages.split()
    told = " + ".join([version(first), *(f"{each} {version(each)}" for each in others)])
    with out:
        for line in ({"version": told, "seconds": seconds}, *answers):
            out.write(json.dumps(line) + "\n")
