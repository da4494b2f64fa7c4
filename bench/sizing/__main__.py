"""What a case costs: `python -m bench.sizing [--measure 100 300 1000] [--write]`.

`--measure` makes cases of so many documents (minutes for 1,000) and puts what they cost into `measured.json`, in the place of
what stood there for that many. `--write` makes the tables of docs/explanation/sizing.md.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.sizing.measuring import measure
from bench.sizing.page import MEASURED, PATH, fill_in, read_measured


def main(arguments: list[str] | None = None) -> int:
    """Measure and write what the command line asks for."""
    wishes = argparse.ArgumentParser(prog="python -m bench.sizing", description=__doc__)
    wishes.add_argument("--measure", type=int, nargs="+", default=[], metavar="DOCUMENTS")
    wishes.add_argument("--write", action="store_true", help="make the tables of docs/explanation/sizing.md")
    wish = wishes.parse_args(arguments)
    measured = read_measured()
    for count in wish.measure:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(count, Path(folder))
        case = {"documents": count, "date": f"{datetime.now(UTC):%Y-%m-%d}", **{name: round(found[name], 3) for name in found}}
        others = [one for one in measured["cases"] if one["documents"] != count]
        measured["cases"] = sorted([*others, case], key=lambda one: one["documents"])
        MEASURED.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(case, flush=True)
    if len(measured["cases"]) < 2:
        raise SystemExit("Two measured cases at least are needed to see how anything grows: give --measure another size.")
    page = fill_in(PATH.read_text(encoding="utf-8"), measured)
    if wish.write:
        PATH.write_text(page, encoding="utf-8")
    else:
        print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
