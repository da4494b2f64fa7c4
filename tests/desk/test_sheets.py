"""The sheet of one kind of page gives no class a second meaning that pages have from the sheets that all of them load."""

from __future__ import annotations

import re
from pathlib import Path

from whosays import desk

STATIC = Path(desk.__file__).parent / "static"
EVERYWHERE = ("desk.css", "front.css")


def own_classes(sheet: Path) -> set[str]:
    """Return the classes that a sheet styles by themselves, wherever they stand."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = (one.strip() for rule in re.findall(r"([^{}]+)\{", text) for one in rule.split(","))
    return {one[1:] for one in selectors if re.fullmatch(r"\.[\w-]+", one)}


def test_no_class_has_two_meanings_on_a_page() -> None:
    shared = {name: own_classes(STATIC / name) for name in EVERYWHERE}
    assert shared["desk.css"]
    found = [
        (sheet.name, name, other)
        for sheet in sorted(STATIC.glob("*.css"))
        for other, classes in shared.items()
        if sheet.name not in {*EVERYWHERE, "reader-only.css"}
        for name in sorted(own_classes(sheet) & classes)
    ]
    assert found == []
