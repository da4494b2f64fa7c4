"""Make the tables of the map: outlines of the land, and a middle of each country.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m tools.draw_land package

Reads `land-110m.json` and `countries-50m.json` of the npm package world-atlas (ISC), which holds maps of Natural Earth (public
domain) as TopoJSON, and writes `land.tsv` and `middles.tsv` beside the drawing. The middle of a country is that of its largest
piece of land, so that a place far away does not draw it into the sea. No border is drawn, so none is taken over.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import get_global

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ROOM = Path(__file__).parents[1] / "src" / "whosays" / "desk" / "drawing"
ORIGIN = "from Natural Earth (public domain) by way of world-atlas 2.0.2 (ISC), made by tools/draw_land.py."
SOUTH = -60.0  # Antarctica is left out: it takes a sixth of the map
SEAM = -168.5  # degrees of longitude
SMALLEST = 0.6  # square degrees: what is smaller cannot be seen
# Countries of Natural Earth that have no number of ISO 3166-1.
BY_NAME = {"Kosovo": "XK"}

Point = tuple[float, float]
Ring = list[Point]


def main(package: Path) -> None:
    """Write the tables."""
    land = json.loads((package / "land-110m.json").read_text(encoding="utf-8"))
    rings = [ring for piece in pieces(land, land["objects"]["land"]) for ring in piece]
    kept = [ring for ring in rings if abs(area(ring)) >= SMALLEST and max(y for _, y in ring) > SOUTH]
    lines = [
        f"# Outlines of the land, {ORIGIN}",
        "# One ring a line: longitude and latitude of its first point in tenths of a degree, then the way to each next one.",
        *(written(ring) for ring in kept),
    ]
    (ROOM / "land.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    countries = json.loads((package / "countries-50m.json").read_text(encoding="utf-8"))
    rows = sorted(set(middles(countries)))
    head = [f"# A middle of each country, {ORIGIN}", "# country (ISO 3166-1)	longitude	latitude"]
    (ROOM / "middles.tsv").write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def middles(atlas: Mapping[str, dict[str, dict[str, list[dict[str, object]]]]]) -> Iterator[str]:
    """Yield a row for each country."""
    numbers = get_global("territory_aliases")
    for country in atlas["objects"]["countries"]["geometries"]:
        properties = country["properties"]
        assert isinstance(properties, dict)
        codes = numbers.get(str(country.get("id")), ())
        code = codes[0] if len(codes) == 1 else BY_NAME.get(str(properties["name"]))
        if code is None:
            print(f"no code: {properties['name']}", file=sys.stderr)
            continue
        largest = max((piece[0] for piece in pieces(atlas, country)), key=lambda ring: abs(area(ring)))
        x, y = middle(largest)
        yield f"{code}\t{(x + 180) % 360 - 180:.1f}\t{y:.1f}"


def pieces(atlas: Mapping[str, object], shape: Mapping[str, object]) -> Iterator[list[Ring]]:
    """Yield the pieces of land of a shape, each with its outline and the holes in it."""
    if shape["type"] == "GeometryCollection":
        for one in shape["geometries"]:  # type: ignore[attr-defined]
            yield from pieces(atlas, one)
        return
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    arcs = atlas["arcs"]
    for polygon in polygons:  # type: ignore[attr-defined]
        yield [joined([placed(atlas, arcs, number) for number in ring]) for ring in polygon]


def placed(atlas: Mapping[str, object], arcs: object, number: int) -> Ring:
    """Return an arc in degrees; a negative number is that of an arc the other way round."""
    transform = atlas["transform"]
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]  # type: ignore[index]
    x = y = 0
    ring = []
    for dx, dy in arcs[~number if number < 0 else number]:  # type: ignore[index]
        x, y = x + dx, y + dy
        ring.append((x * kx + tx, y * ky + ty))
    return ring[::-1] if number < 0 else ring


def joined(arcs: Iterable[Ring]) -> Ring:
    """Join arcs, each of which begins where the one before ends; a ring goes on past 180 degrees and does not jump back."""
    ring: Ring = []
    for x, y in (point for number, arc in enumerate(arcs) for point in arc[number > 0 :]):
        turn = round((ring[-1][0] - x) / 360) * 360 if ring else 0
        ring.append((x + turn, y))
    return ring


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring in square degrees, with a sign for the way it runs."""
    return sum(x * y2 - x2 * y for (x, y), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def middle(ring: Sequence[Point]) -> Point:
    """Return the middle of a ring."""
    whole = area(ring)
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * part, y + (y1 + y2) * part
    return x / (6 * whole), y / (6 * whole)


def written(ring: Ring) -> str:
    """Return a ring as a row; the map is parted in the Bering Strait, where no land is."""
    told: list[str] = []
    before = (0, 0)
    turn = 360 * round((SEAM + 180 - (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2) / 360)
    for point in ring:
        x, y = round((point[0] + turn) * 10), round(point[1] * 10)
        if told and (x, y) == before:
            continue
        told.append(f"{x - before[0]},{y - before[1]}")
        before = (x, y)
    return " ".join(told)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
