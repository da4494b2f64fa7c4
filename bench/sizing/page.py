"""Make the tables of docs/explanation/sizing.md of the measured points, by the model. Nothing is measured here."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.sizing.measuring import MORE
from bench.sizing.model import MOST, Machine, Range, fit, most

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.sizing.model import Model

PATH = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "sizing.md"
MEASURED = Path(__file__).with_name("measured.json")
MACHINES = (
    Machine(name="laptop: 8 cores, 16 GB", readers=8, memory=16),
    Machine(name="server: 64 cores, 256 GB", readers=64, memory=256),
    Machine(name="cluster: 400 cores read, the case on that server", readers=400, memory=256),
)
SIZES = (10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)
AT_ONCE = 10_000
_DAY = 86_400
_FREE = 0.5  # of a machine's memory is left for the readers and for all else
_MADE = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def read_measured(path: Path = MEASURED) -> dict[str, Any]:  # JSON
    """Read the measured points."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def fill_in(page: str, measured: dict[str, Any]) -> str:
    """Return the page with its tables made anew; what stands between them is left as it is."""
    model = fit(measured["cases"], _speedup(measured))
    largest = measured["cases"][-1]["documents"]
    made: dict[str, Callable[[], Iterator[str]]] = {
        "measured": lambda: _measured(measured),
        "others": lambda: _others(measured),
        "model": lambda: _model(model, measured),
        "checked": lambda: _checked(measured),
        "sizes": lambda: _sizes(model, largest),
        "machines": lambda: _machines(model, largest),
        "limits": lambda: _limits(model),
    }
    return _MADE.sub(lambda found: "\n".join([found[1], *made[found[2]](), "", found[3]]), page)


def _measured(measured: dict[str, Any]) -> Iterator[str]:
    cases = measured["cases"]
    sizes = " | ".join(f"{case['documents']:,}" for case in cases)
    yield f"On {measured['machine']}."
    yield f"Documents as `bench.load` makes them, with {_figure(_text_of_each(cases))} bytes of text each."
    yield ""
    yield f"| documents | {sizes} |"
    yield f"|---|{'--:|' * len(cases)}"
    yield f"| measured on | {' | '.join(case['date'] for case in cases)} |"
    names = [name for name in cases[-1] if name not in ("documents", "date")]
    for name in names:
        yield f"| {_told(name)} | {' | '.join(_figure(case[name]) for case in cases)} |"


def _text_of_each(cases: list[dict[str, float]]) -> float:
    return cases[-1]["text MB"] * 1e6 / cases[-1]["documents"]


def _told(name: str) -> str:
    told = {
        "text MB": "text, MB",
        "disk MB": "database, MB",
        "read s": "reading, s",
        "write s": "writing, s",
        "link s": "linking after it, s",
        "link again s": f"linking after {MORE} more, s",
    }
    value, _, unit = name.rpartition(" ")
    return told.get(name, f"{value}, {unit}" if unit == "MB" else f"page: {value}, {unit}")


def _others(measured: dict[str, Any]) -> Iterator[str]:
    cluster = measured["cluster"]
    yield "| what | command | measured on | figure |"
    yield "|---|---|---|---|"
    ways = ", ".join(f"{way} {cluster[way]} s" for way in ("1 worker", "2 workers", "2 local processes"))
    yield f"| reading {cluster['documents']} documents | `python -m bench.cluster` | {cluster['date']} | {ways} |"
    for one in measured["others"]:
        yield f"| {one['what']} | `{one['command']}` | {one['date']} | {one['figure']} |"


def _model(model: Model, measured: dict[str, Any]) -> Iterator[str]:
    yield "| | low | middle | high |"
    yield "|---|--:|--:|--:|"
    rows = (
        ("reading a document, processor seconds", model.reading.slope),
        ("writing it, processor seconds", model.writing.slope),
        ("readers that one writer keeps up with", model.useful_readers()),
        ("what a further reader is worth", model.shared),
        ("exponent of linking", model.linking.exponent),
        ("database, KB a document", model.disk.slope.times(1000)),
        ("database, times the text", model.disk.slope.times(1e6 / _text_of_each(measured["cases"]))),
        ("memory of an adding, KB a document", model.memory.slope.times(1000)),
        ("memory of the desk, KB a document", model.desk.slope.times(1000)),
    )
    for told, value in rows:
        yield f"| {told} | {_figure(value.low)} | {_figure(value.middle)} | {_figure(value.high)} |"


def _checked(measured: dict[str, Any]) -> Iterator[str]:
    """Hold the largest case against what the others alone would have foretold."""
    *cases, last = measured["cases"]
    if len(cases) < 2:
        yield "It takes three measured cases to check the model."
        return
    model, size = fit(cases, _speedup(measured)), last["documents"]
    others = " and ".join(f"{case['documents']:,}" for case in cases)
    yield f"| {size:,} documents, from those of {others} alone | foretold | measured |"
    yield "|---|--:|--:|"
    for told, value, name in (
        ("reading, s", model.reading(size), "read s"),
        ("writing, s", model.writing(size), "write s"),
        ("linking once, s", model.linking(size), "link again s"),
        ("database, MB", model.disk(size), "disk MB"),
        ("memory of an adding, MB", model.memory(size), "memory of adding MB"),
        ("memory of the desk, MB", model.desk(size), "memory of the desk MB"),
    ):
        yield f"| {told} | {_spread(value, _figure)} | {_figure(last[name])} |"


def _speedup(measured: dict[str, Any]) -> float:
    return float(measured["cluster"]["1 worker"] / measured["cluster"]["2 workers"])


def footing(documents: float, largest: float) -> str:
    """Say what a figure for so many documents is, by how far they are from the largest case that was measured."""
    steps = ((1, "measured"), (10, "reckoned"), (100, "a guess"))
    return next((told for times, told in steps if documents <= largest * times), "arithmetic")


def _head(title: str, largest: float) -> Iterator[str]:
    yield f"| {title} | {' | '.join(f'{size:,}' for size in SIZES)} |"
    yield f"|---|{'--:|' * len(SIZES)}"
    yield f"| what this is | {' | '.join(footing(size, largest) for size in SIZES)} |"


def _sizes(model: Model, largest: float) -> Iterator[str]:
    yield from _head("documents", largest)
    rows: tuple[tuple[str, Callable[[float], str]], ...] = (
        ("linking once", lambda size: _spread(model.linking(size), time)),
        (f"all linking, {AT_ONCE:,} added at once", lambda size: _spread(model.link_all(size, AT_ONCE), time)),
        ("database", lambda size: _spread(model.disk(size), room)),
        ("memory of an adding", lambda size: _spread(model.memory(size), room)),
        ("memory of the desk", lambda size: _spread(model.desk(size), room)),
    )
    for told, cell in rows:
        yield f"| {told} | {' | '.join(cell(size) for size in SIZES)} |"


def _machines(model: Model, largest: float) -> Iterator[str]:
    yield from _head("reading all", largest)
    for machine in MACHINES:
        yield f"| {machine.name} | {' | '.join(_spread(model.read(size, machine), time) for size in SIZES)} |"


def _limits(model: Model) -> Iterator[str]:
    yield f"| up to how many documents | {' | '.join(machine.name for machine in MACHINES)} |"
    yield f"|---|{'--:|' * len(MACHINES)}"
    rows: tuple[tuple[str, Callable[[float, Machine], Range], Callable[[Machine], float]], ...] = (
        ("one linking takes ten minutes", lambda size, _: model.linking(size), lambda _: 600),
        ("one linking takes a day", lambda size, _: model.linking(size), lambda _: _DAY),
        ("an adding takes half of the memory", lambda size, _: model.memory(size), lambda one: one.memory * 1000 * _FREE),
        ("the desk takes half of the memory", lambda size, _: model.desk(size), lambda one: one.memory * 1000 * _FREE),
        ("all is read in a week", model.read, lambda _: 7 * _DAY),
        ("the database has 1 TB", lambda size, _: model.disk(size), lambda _: 1e6),
    )
    for told, cost, bar in rows:
        cells = []
        for machine in MACHINES:
            found = [
                most(lambda size, which=which, cost=cost, machine=machine: getattr(cost(size, machine), which), bar(machine))  # type: ignore[misc]
                for which in ("high", "middle", "low")
            ]
            cells.append(_spread(Range(low=found[0], middle=found[1], high=found[2]), about))
        yield f"| {told} | {' | '.join(cells)} |"


def _spread(value: Range, told: Callable[[float], str]) -> str:
    """Write a range: the middle, and the bounds where they read otherwise."""
    low, middle, high = told(value.low), told(value.middle), told(value.high)
    return middle if low == high else f"{middle} ({low} – {high})"


def time(seconds: float) -> str:
    """Write seconds in the unit that reads best, with two digits at most."""
    for unit, length in (("years", 365 * _DAY), ("days", _DAY), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{_two(seconds / length)} {unit}"
    return f"{_two(seconds)} s"


def room(megabytes: float) -> str:
    """Write MB in the unit that reads best, with two digits at most."""
    for unit, size in (("PB", 1e9), ("TB", 1e6), ("GB", 1e3)):
        if megabytes >= size:
            return f"{_two(megabytes / size)} {unit}"
    return f"{_two(megabytes)} MB"


def about(documents: float) -> str:
    """Write a number of documents with two digits, or that it is beyond what is looked for."""
    return "no limit found" if documents >= MOST else _two(documents)


def _two(value: float) -> str:
    if value < 10:
        return f"{value:.1f}"
    digits = 10 ** max(len(str(int(value))) - 2, 0)
    return f"{round(value / digits) * digits:,}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.3g}"
