"""Score the whole line on every set of labelled documents that is here, and compare with the floors.

`python -m bench.quality [--update [--lower NAME]] [--markdown [PATH]] [--only NAME] [--show]`
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from bench.quality import page
from bench.quality.floors import below, is_kept, raised, read_floors, write_floors
from bench.quality.measured import Measured, read_measured, write_measured
from bench.quality.sets import SETS


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; return 1 when one is under its floor or a set is not the one its floors were measured on."""
    ask = argparse.ArgumentParser(prog="python -m bench.quality", description="Score the whole line on labelled documents.")
    ask.add_argument("--update", action="store_true", help="let the floors rise to the figures, and write the page")
    ask.add_argument("--lower", metavar="NAME", action="append", default=[], help="a set, or set/figure, whose floors may fall")
    ask.add_argument(
        "--markdown",
        metavar="PATH",
        nargs="?",
        const=page.PATH,
        type=Path,
        help="write the page with the figures of the sets that are run (docs/quality.md, where no path is given)",
    )
    ask.add_argument(
        "--only", metavar="NAME", action="append", help="score this set alone", choices=[each.name for each in SETS]
    )
    ask.add_argument("--show", action="store_true", help="print what was missed and what was too much")
    wish = ask.parse_args(arguments)
    floors, measured = read_floors(), read_measured()
    failed = False
    for each in SETS:
        if wish.only and each.name not in wish.only:
            continue
        if not each.is_here():
            print(f"{each.name}: not here\n")
            continue
        started = time.perf_counter()
        figures, misses = each.run()
        pin = each.pin()
        measured[each.name] = Measured(pin=pin, figures=figures, misses=misses if each.name.startswith("own") else ())
        changed = each.name in floors and floors[each.name].pin != pin
        if wish.update and not each.only_scored:
            floors = raised(each.name, pin, figures, floors, lower=wish.lower)
            changed = False
        under = below(each.name, figures, floors)
        failed = failed or bool(under) or changed
        print(f"{each.name}  ({time.perf_counter() - started:.0f} s)")
        if changed:
            print("  its texts or answers have changed since the floors were set; say --update")
        least = floors[each.name].figures if each.name in floors else {}
        print(f"  {'figure':44} {'value':>6} {'floor':>6}")
        for name, value in figures.items():
            floor = f"{least[name]:.3f}" if name in least else ("" if is_kept(name) and not each.only_scored else "–")
            print(f"  {name:44} {value:6.3f} {floor:>6}{'  below' if name in under else ''}")
        for name in under:
            if name not in figures:
                print(f"  {name:44} {'gone':>6} {least[name]:6.3f}  below")
        if wish.show and each.only_scored:
            print("  only scored: what was missed is not shown, so that nothing is fitted to it")
        elif wish.show:
            print(*(f"  {line}" for line in misses), sep="\n")
        print()
    if wish.update:
        write_floors(floors)
    if wish.update or wish.markdown:
        write_measured(measured)
        (wish.markdown or page.PATH).write_text(page.make_page(read_measured(), floors), encoding="utf-8")
    if failed:
        print("a figure is under its floor, or a set has changed: mend it, or say --update", file=sys.stderr)
        print("(a floor falls with --update --lower NAME alone; say why in the change note)", file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
