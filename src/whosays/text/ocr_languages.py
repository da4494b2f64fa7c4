"""What the languages of text recognition are: their script and ISO code, from the table `data/ocr_languages.tsv`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str]]:
    rows = files("whosays.text.data").joinpath("ocr_languages.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {name: (iso, script) for name, iso, script in cells}


def iso_of(name: str) -> str | None:
    """Return the ISO 639-1 code of a language by Tesseract's name ("fas" is "fa"), None where it is not known."""
    return _table()[name][0] if name in _table() else None


def by_script(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Part languages by script, both in the order of trying; a language that is not in the table is a script of its own."""
    place = {name: at for at, name in enumerate(_table())}
    scripts: dict[str, tuple[str, ...]] = {}
    for name in sorted(names, key=lambda name: (place.get(name, len(place)), name)):
        script = _table()[name][1] if name in _table() else name
        scripts[script] = (*scripts.get(script, ()), name)
    return scripts
