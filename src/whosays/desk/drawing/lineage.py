"""The drawing of a lineage: each claim as it was found, the place in its document, what it rests on, and the steps between.

1. A row for each claim that states the same: the claim asked for first, then those that hang together with what is above.
2. What they rest on, each once, beside the rows that lead there.
3. The steps as arrows: from left to right, down the left side from claim to claim, back from a document of the case to the row
   of the claim in it, and down the right side between two grounds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from whosays.desk.drawing.shapes import Box, Label, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whosays.trace.lineage import Lineage
    from whosays.trace.origins import Edge

MOST = 40  # things on one drawing; a table has all
_TOP = 56.0  # room for the heads of the columns
_GAP = 34.0  # between two boxes, below each other
_WIDE = (300.0, 210.0, 250.0)
_BETWEEN = (60.0, 176.0)
_FLAT = 96.0  # of which an arrow runs straight at its end, below its words
_LANE = 140.0  # room at a side for arrows up and down, with their words
_STEP = 13.0  # between two arrows that run up and down
_LINE = 21.0  # height of a line of a claim's words
_LETTERS = 34  # of a claim's words in a line

Column = Literal["claim", "place", "ground"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One box: `node` is the claim, source, holder … that it stands for, `lines` how many lines its words may take."""

    node: str
    column: Column
    box: Box
    lines: int = 1
    circular: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A step, or several between the same two: `hows` with their words, `firm` where one of them is.

    `circular`: it is part of a circle with no way out.
    """

    a: str
    b: str
    line: Line
    label: Label
    hows: tuple[tuple[str, str], ...]
    firm: bool
    circular: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A lineage as a drawing. `left_out` is how many of its things only the table has."""

    width: float
    height: float
    columns: tuple[Label, ...]
    parts: tuple[Part, ...]
    arrows: tuple[Arrow, ...]
    left_out: int

    def facing(self, direction: str) -> Drawn:
        """Return the drawing for a page of a direction."""
        if direction != "rtl":
            return self
        return replace(
            self,
            columns=tuple(one.mirrored(self.width) for one in self.columns),
            parts=tuple(replace(one, box=one.box.mirrored(self.width)) for one in self.parts),
            arrows=tuple(
                replace(one, line=one.line.mirrored(self.width), label=one.label.mirrored(self.width)) for one in self.arrows
            ),
        )


def draw_lineage(lineage: Lineage, *, most: int = MOST) -> Drawn:
    """Lay a lineage out, of at most so many things."""
    steps = _plain_steps(lineage)
    claims = {node.id: node for node in lineage.nodes if node.kind == "claim" and node.id in lineage.versions}
    order = _order(lineage.claim, [one for one in lineage.versions if one in claims], steps)
    rows, grounds = _within(order, claims, steps, most)
    circular = {node for circle in lineage.circles for node in circle}
    shown = {*rows, *grounds}
    kept = [step for step in steps if step[0] in shown and step[1] in shown]
    downs = any(a in rows and b in rows for a, b, _ in kept)
    rights = any(a in grounds and b in grounds for a, b, _ in kept)
    left = _LANE if downs else 8.0
    xs = (left, left + _WIDE[0] + _BETWEEN[0], left + _WIDE[0] + _BETWEEN[0] + _WIDE[1] + _BETWEEN[1])
    parts = list(_rows(rows, claims, xs, circular))
    middles = {part.node: part.box.middle for part in parts if part.column == "claim"}
    parts += _grounds(grounds, kept, middles, xs[2], circular)
    width = xs[2] + _WIDE[2] + (_LANE if rights else 8.0)
    height = max(part.box.bottom for part in parts) + 12
    all_things = {end for step in steps for end in step[:2]} | set(order)
    return Drawn(
        width=width,
        height=height,
        columns=tuple(
            Label(x=x, y=22, words=key, side="start") for x, key in zip(xs, ("claim", "place", "ground"), strict=True)
        ),
        parts=tuple(parts),
        arrows=(*_to_places(parts), *_arrows(kept, parts, lineage)),
        left_out=len(all_things - shown),
    )


_Step = tuple[str, str, tuple["Edge", ...]]


def _plain_steps(lineage: Lineage) -> list[_Step]:
    """Return the steps of paths, all between the same two as one; through a captured document straight to the claim in it."""
    says: dict[str, list[Edge]] = defaultdict(list)
    for edge in lineage.steps:
        if edge.how == "says":
            says[edge.a].append(edge)
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in lineage.steps:
        if not edge.leads or edge.how == "says":
            continue
        for onward in says.get(edge.b, ()):
            found[edge.a, onward.b].append(replace(onward, how=edge.how))
        if edge.b not in says:
            found[edge.a, edge.b].append(edge)
    return [(a, b, tuple(edges)) for (a, b), edges in sorted(found.items()) if a != b]


def _order(first: str, versions: Sequence[str], steps: Iterable[_Step]) -> list[str]:
    """Return the claims so that those which hang together, by a step or one ground, stand together."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b, _ in steps:
        near[a].add(b)
        near[b].add(a)
    wanted, seen, order = set(versions), set[str](), list[str]()
    for start in (first, *versions):
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            if node in wanted:
                order.append(node)
            waiting += sorted(near[node] - seen, reverse=True)
    return order


def _within(
    order: Sequence[str], claims: Mapping[str, object], steps: Sequence[_Step], most: int
) -> tuple[list[str], dict[str, None]]:
    """Return the rows, and what they rest on, until there are so many things."""
    rests: dict[str, list[str]] = defaultdict(list)
    for a, b, _ in steps:
        if b not in claims:
            rests[a].append(b)
    rows: list[str] = []
    grounds: dict[str, None] = {}
    for row in order:
        more = [one for one in _reached(row, rests) if one not in grounds]
        if rows and len(rows) + len(grounds) + 1 + len(more) > most:
            break
        rows.append(row)
        grounds |= dict.fromkeys(more[: max(1, most - len(rows) - len(grounds))])
    return rows, grounds


def _reached(start: str, rests: Mapping[str, Sequence[str]]) -> list[str]:
    found: dict[str, None] = {}
    waiting = [start]
    while waiting:
        for after in rests.get(waiting.pop(0), ()):
            if after not in found:
                found[after] = None
                waiting.append(after)
    return list(found)


def _rows(rows: Sequence[str], claims: Mapping[str, object], xs: Sequence[float], circular: set[str]) -> Iterable[Part]:
    y = _TOP
    for row in rows:
        words = getattr(claims[row], "words", "")
        lines = min(3, 1 + len(words) // _LETTERS)
        high = 34 + lines * _LINE
        box = Box(x=xs[0], y=y, w=_WIDE[0], h=high)
        yield Part(node=row, column="claim", box=box, lines=lines, circular=row in circular)
        place = Box(x=xs[1], y=box.middle - 30, w=_WIDE[1], h=60)
        yield Part(node=row, column="place", box=place, circular=row in circular)
        y += max(high, 60) + _GAP


def _grounds(
    grounds: Iterable[str], steps: Iterable[_Step], middles: Mapping[str, float], x: float, circular: set[str]
) -> Iterable[Part]:
    """Place what claims rest on as near as may be to the middle of the rows that lead there."""
    before: dict[str, list[str]] = defaultdict(list)
    for a, b, _ in steps:
        before[b].append(a)
    at: dict[str, float] = dict(middles)
    for node in grounds:
        known = [at[one] for one in before[node] if one in at]
        at[node] = sum(known) / len(known) if known else 0.0
    ordered = sorted(grounds, key=lambda node: (at[node], node))
    high, gap = 72.0, 22.0
    y = _TOP
    for node in ordered:
        y = max(y, at[node] - high / 2)
        yield Part(node=node, column="ground", box=Box(x=x, y=y, w=_WIDE[2], h=high), circular=node in circular)
        y += high + gap


def _to_places(parts: Sequence[Part]) -> Iterable[Arrow]:
    places = {part.node: part for part in parts if part.column == "place"}
    for part in parts:
        if part.column == "claim":
            place = places[part.node].box
            line = Line(points=((part.box.right, part.box.middle), (place.x - 3, place.middle)))
            yield _arrow(part.node, part.node, line, Label(x=0, y=0, words=""), (), circular=part.circular)


def _arrows(steps: Sequence[_Step], parts: Sequence[Part], lineage: Lineage) -> Iterable[Arrow]:
    claims = {part.node: part.box for part in parts if part.column == "claim"}
    places = {part.node: part.box for part in parts if part.column == "place"}
    grounds = {part.node: part.box for part in parts if part.column == "ground"}
    circles = [set(circle) for circle in lineage.circles]
    into = _spread([(a, b) for a, b, _ in steps if b in grounds and a in places])
    lanes = {"left": 0, "right": 0}
    for a, b, edges in steps:
        in_circle = any({a, b} <= circle for circle in circles)
        if a in places and b in grounds:
            line, label = _onward(places[a], grounds[b], into[a, b])
        elif a in places:
            line, label = _aside(claims[a], claims[b], lanes["left"], left=True)
            lanes["left"] += 1
        elif b in places:
            line, label = _back(grounds[a], places[b])
        else:
            line, label = _aside(grounds[a], grounds[b], lanes["right"], left=False)
            lanes["right"] += 1
        yield _arrow(a, b, line, label, edges, circular=in_circle)


def _arrow(a: str, b: str, line: Line, label: Label, edges: Sequence[Edge], *, circular: bool) -> Arrow:
    hows = tuple(dict.fromkeys((edge.how, edge.words) for edge in edges))
    firm = not edges or any(edge.firm for edge in edges)
    return Arrow(a=a, b=b, line=line, label=label, hows=hows, firm=firm, circular=circular)


def _spread(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Return how far from the middle of its box each of several arrows ends, so that their words lie apart."""
    ends: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        ends[pair[1]].append(pair)
    return {
        pair: (number - (len(several) - 1) / 2) * min(20, 60 / len(several))
        for several in ends.values()
        for number, pair in enumerate(several)
    }


def _onward(one: Box, other: Box, off: float) -> tuple[Line, Label]:
    start, end = (one.right, one.middle), (other.x - 3, other.middle + off)
    label = Label(x=end[0] - 14, y=end[1] - 6, words="", side="end")
    if abs(start[1] - end[1]) < 3:
        return Line(points=(start, (end[0], start[1]))), replace(label, y=start[1] - 6)
    flat = (end[0] - _FLAT, end[1])
    pull = (flat[0] - start[0]) * 0.6
    return Line(points=(start, (start[0] + pull, start[1]), (flat[0] - pull, flat[1]), flat, end), curved=True), label


def _back(one: Box, other: Box) -> tuple[Line, Label]:
    """Lead from a ground back to a row: lower than what leads there."""
    start, end = (one.x, one.middle + 22), (other.right + 3, other.middle + 18)
    bend = (start[0] - 60, start[1]), (end[0] + 70, end[1])
    return Line(points=(start, *bend, end), curved=True), Label(x=end[0] + 14, y=end[1] + 16, words="", side="start")


def _aside(one: Box, other: Box, lane: int, *, left: bool) -> tuple[Line, Label]:
    """Lead up or down at one side of a column; boxes that follow each other have the arrow between them."""
    upper, lower = sorted((one, other), key=lambda box: box.y)
    if lower.y - upper.bottom <= _GAP + 30:
        x = one.x + (44 if left else one.w - 44) + _STEP * (lane % 3)
        start, end = ((x, one.bottom), (x, other.y - 3)) if one is upper else ((x, one.y), (x, other.bottom + 3))
        middle = (start[1] + end[1]) / 2 + 4
        return Line(points=(start, end)), Label(x=x + 10, y=middle, words="", side="start")
    edge = one.x if left else one.right
    to = other.x - 3 if left else other.right + 3
    out = edge - 14 - _STEP * (lane % 5) if left else edge + 14 + _STEP * (lane % 5)
    start, end = (edge, one.middle + 6), (to, other.middle - 6)
    line = Line(points=(start, (out, start[1]), (out, end[1]), end))
    middle = (start[1] + end[1]) / 2 + 4 + 15 * (lane % 3)
    beyond = 14 + _STEP * 4 + 4
    return line, Label(x=edge - beyond if left else edge + beyond, y=middle, words="", side="end" if left else "start")
