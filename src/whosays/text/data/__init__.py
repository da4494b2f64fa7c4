"""Tables that a linguist or reporter can check, one file a table: rows of cells with tabs between; "#" begins a remark."""

from __future__ import annotations

from importlib.resources import files


def table_lines(name: str) -> list[str]:
    """Return the lines of a table, remarks and empty ones left out."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def table_rows(name: str) -> list[list[str]]:
    """Return the rows of a table, each as its cells."""
    return [line.split("\t") for line in table_lines(name)]
