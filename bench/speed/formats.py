"""Compare our readers with the bare libraries on the same files, in one run, by format.

    python -m bench.speed.formats [--rounds 5] [--ocr] [PDF HTML …]

A reader alone is measured: no extractors, no store, no worker process. It does more than the library beside it: zones, notes,
links, places, languages. Libraries and reader take turns in each round; the ratio is the library's seconds of the processor by
ours, the middle one of the rounds. Files that one side cannot read are left out, before anything is measured. Files come from
the corpora where `WHOSAYS_SHARED` says they stand; the others, and all where there are no corpora, are invented.

It takes more than a minute, so `make bench` leaves it out. `--ocr` adds pictures of pages, which take a minute more.
"""

from __future__ import annotations

import argparse
import warnings
from itertools import chain
from typing import TYPE_CHECKING

from bench.speed.cases import measure, readable
from bench.speed.documents import document_cases, picture_cases
from bench.speed.members import member_cases
from bench.speed.tables import table_cases

if TYPE_CHECKING:
    from bench.speed.cases import Case

_LINE = "{:22} {:44} {:>5} {:>7} {:>8} {:>8} {:>6}"


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("formats", nargs="*", help="formats to measure, as the table names them; all by default")
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--ocr", action="store_true", help="measure pictures too")
    told = ask.parse_args()
    warnings.simplefilter("ignore")
    print(_LINE.format("format", "beside", "files", "MB", "bare s", "ours s", "ratio"))
    for case in chain(document_cases(), table_cases(), member_cases(), picture_cases() if told.ocr else ()):
        if not told.formats or case.format.split(",")[0] in told.formats:
            _report(readable(case), told.rounds)


def _report(case: Case, rounds: int) -> None:
    if not case.files:
        print(f"{case.format}: there is no file that both sides read")
        return
    size = sum(len(raw) for _, raw in case.files) / 1e6
    for name, timed in measure(case, rounds).items():
        figures = (f"{size:.1f}", f"{timed.bare:.3f}", f"{timed.ours:.3f}", f"{timed.ratio:.2f}")
        print(_LINE.format(case.format, name, len(case.files), *figures), flush=True)


if __name__ == "__main__":
    main()
