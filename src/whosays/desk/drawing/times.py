"""The drawing of times: a lane for each kind of time, and in it each date as wide as what it may mean.

A day is a point, a month a month wide, a year a year. What would lie over each other goes into rows below each other. Dates
that disagree are joined. Where there are too many, a lane shows how many there are in each stretch of time instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.desk.drawing.calendar import span_of, ticks
from whosays.desk.drawing.shapes import Box, Label, Line, cut, width_of
from whosays.text.stretches import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from whosays.desk.drawing.calendar import Span
    from whosays.text.stretches import Unit

_HEAD = 30.0  # the scale above
_LANE = 118.0  # the names of lanes
_ROW = 24.0
_HIGH, _ROOMY = 8.0, 18.0  # of a bar; of one that its words stand in
_POINT = 10.0  # what is narrower is drawn as a point
_SIZE = 12.0  # of letters
_COLUMN = 44.0  # the highest bar of a count


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something with a date: `lane` is the kind of time, `look` the class it is drawn with, `href` where its words are."""

    id: str
    lane: str
    when: str
    words: str
    look: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A date as it is drawn: where, whether as a point, its words beside it, or in it where there is room for them."""

    dated: Dated
    box: Box
    point: bool
    roomy: bool
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How many dates lie in a stretch: `stretch` in EDTF.

    `wide`: the stretch is larger than those that are counted. `peak`: no other of the lane is higher, so its number is written.
    """

    lane: str
    stretch: str
    times: int
    box: Box
    wide: bool
    peak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane: its key, and the box that it takes."""

    key: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Times as a drawing."""

    width: float
    height: float
    scale: tuple[Label, ...]
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...] = ()
    columns: tuple[Column, ...] = ()
    disagreements: tuple[Line, ...] = ()

    def facing(self, direction: str) -> Times:
        """Return the drawing for a page of a direction."""
        if direction != "rtl":
            return self
        wide = self.width
        return replace(
            self,
            scale=tuple(one.mirrored(wide) for one in self.scale),
            lanes=tuple(replace(one, box=one.box.mirrored(wide)) for one in self.lanes),
            bars=tuple(
                replace(one, box=one.box.mirrored(wide), label=one.label.mirrored(wide) if one.label else None)
                for one in self.bars
            ),
            columns=tuple(replace(one, box=one.box.mirrored(wide)) for one in self.columns),
            disagreements=tuple(one.mirrored(wide) for one in self.disagreements),
        )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Puts days on a line."""

    span: Span
    start: float
    end: float

    def x(self, day: date, *, after: bool = False) -> float:
        """Return where a day begins, or ends."""
        days = (self.span[1] - self.span[0]).days + 1
        part = ((day - self.span[0]).days + after) / days
        return round(self.start + (self.end - self.start) * min(max(part, 0), 1), 1)

    def box(self, span: Span) -> tuple[float, float]:
        """Return where a span begins, and how wide it is."""
        first, last = self.x(span[0]), self.x(span[1], after=True)
        return first, max(last - first, 0.5)


def draw_times(
    lanes: Sequence[str],
    dated: Iterable[Dated],
    span: Span,
    *,
    disagreeing: Iterable[tuple[str, str]] = (),
    width: float = 1000,
) -> Times:
    """Draw dates one by one.

    Args:
        lanes: the kinds of time, from above.
        dated: what is drawn; what lies outside of the span is left out.
        span: first and last day of the drawing.
        disagreeing: pairs of `Dated.id`.
        width: of the drawing.
    """
    scale = _Scale(span, _LANE, width - 16)
    of_lane: dict[str, list[tuple[float, float, Dated]]] = {lane: [] for lane in lanes}
    for one in dated:
        days = span_of(one.when, span)
        if days and days[0] <= span[1] and days[1] >= span[0] and one.lane in of_lane:
            of_lane[one.lane].append((*scale.box(days), one))
    y, drawn, bars = _HEAD, list[Lane](), list[Bar]()
    for lane in lanes:
        rows = _Rows(y + 14, scale)
        bars += [rows.put(x, wide, one) for x, wide, one in sorted(of_lane[lane], key=lambda it: (it[0], it[1], it[2].id))]
        high = 22 + _ROW * max(1, rows.number)
        drawn.append(Lane(key=lane, box=Box(x=_LANE, y=y, w=scale.end - _LANE, h=high)))
        y += high
    at = {bar.dated.id: bar.box for bar in bars}
    ties = tuple(_tie(at[one], at[other]) for one, other in disagreeing if one in at and other in at)
    return Times(width=width, height=y + 6, scale=_marks(scale), lanes=tuple(drawn), bars=tuple(bars), disagreements=ties)


def draw_counts(
    lanes: Sequence[str], counts: Mapping[str, Mapping[str, int]], unit: Unit, span: Span, *, width: float = 1000
) -> Times:
    """Draw how many dates there are in each stretch of time (`counts`: lane → stretch in EDTF → number)."""
    scale = _Scale(span, _LANE, width - 16)
    highest = max((n for of in counts.values() for stretch, n in of.items() if unit_of(stretch) == unit), default=1)
    y, drawn, columns = _HEAD, list[Lane](), list[Column]()
    for lane in lanes:
        drawn.append(Lane(key=lane, box=Box(x=_LANE, y=y, w=scale.end - _LANE, h=_COLUMN + 32)))
        base = y + 20 + _COLUMN
        narrow = {stretch: n for stretch, n in counts.get(lane, {}).items() if unit_of(stretch) == unit}
        peak = max(narrow, key=lambda one: (narrow[one], one), default="")
        for stretch, times in sorted(counts.get(lane, {}).items()):
            days = span_of(stretch, span)
            if days is None or days[0] > span[1] or days[1] < span[0]:
                continue
            x, w = scale.box(days)
            wide = stretch not in narrow
            high = 5.0 if wide else max(2.0, round(_COLUMN * times / highest, 1))
            box = Box(x=x, y=base + 3 if wide else base - high, w=max(w - (1 if w > 4 else 0), 1), h=high)
            columns.append(Column(lane=lane, stretch=stretch, times=times, box=box, wide=wide, peak=stretch == peak))
        y += _COLUMN + 32
    return Times(width=width, height=y + 6, scale=_marks(scale), lanes=tuple(drawn), columns=tuple(columns))


class _Rows:
    """Puts bars with their words into rows so that nothing lies over anything."""

    def __init__(self, y: float, scale: _Scale) -> None:
        self._y = y
        self._scale = scale
        self._ends: list[float] = []

    @property
    def number(self) -> int:
        """How many rows there are."""
        return len(self._ends)

    def put(self, x: float, wide: float, dated: Dated) -> Bar:
        """Put one thing into the first row with room."""
        point = wide < _POINT
        x = x + wide / 2 - _POINT / 2 if point else x
        wide = _POINT if point else wide
        words = cut(dated.words, 42)
        need = width_of(words, _SIZE)
        roomy = wide > need + 16
        before = not roomy and x + wide + 6 + need > self._scale.end + 10
        start = x - need - 8 if before else x
        end = x + wide + (6 if before or roomy else need + 18)
        if before and start < 0:  # no room at either side: the words are in the list below
            start, end, words = x, x + wide + 6, ""
        row = next((number for number, last in enumerate(self._ends) if last <= start), None)
        if row is None:
            row = len(self._ends)
            self._ends.append(0)
        self._ends[row] = end
        middle = self._y + row * _ROW + 6
        high = _ROOMY if roomy else _HIGH
        box = Box(x=round(x, 1), y=middle - high / 2, w=round(wide, 1), h=high)
        at = x + 8 if roomy else x - 6 if before else x + wide + 6
        label = Label(x=round(at, 1), y=middle + 4, words=words, side="end" if before else "start")
        return Bar(dated=dated, box=box, point=point, roomy=roomy, label=label if words else None)


def _marks(scale: _Scale) -> tuple[Label, ...]:
    most = int((scale.end - scale.start) // 90)
    marks = (Label(x=scale.x(day), y=18, words=words, side="start") for day, words in ticks(scale.span, most))
    return tuple(one for one in marks if one.x + width_of(one.words) + 8 <= scale.end + 16)


def _tie(one: Box, other: Box) -> Line:
    upper, lower = sorted((one, other), key=lambda box: (box.y, box.x))
    start, end = (upper.x + upper.w / 2, upper.bottom), (lower.x + lower.w / 2, lower.y)
    pull = max(18.0, (end[1] - start[1]) / 2)
    return Line(points=(start, (start[0], start[1] + pull), (end[0], end[1] - pull), end), curved=True)
