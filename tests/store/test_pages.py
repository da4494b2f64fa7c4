"""Rows read from the bytes of a file are those that SQLite reads, and bytes that are no row are told."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.store.pages import Row, Unreadable, read_rows

if TYPE_CHECKING:
    from pathlib import Path

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.binary(max_size=60),
    # Rows that go on in a chain of pages.
    st.text("رودخانه ab", min_size=900, max_size=12_000),
    st.binary(min_size=900, max_size=12_000),
)
pytestmark = [
    pytest.mark.in_a_file,
    pytest.mark.skipif(not hasattr(sqlite3.Connection, "serialize"), reason="this SQLite cannot give its bytes"),
]


def file_of(rows: list[list[object]], size: int) -> bytes:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute(f"PRAGMA page_size={size}")
    db.execute("CREATE TABLE river(num INTEGER PRIMARY KEY, a, b)")
    db.execute("CREATE INDEX river_a ON river(a)")
    db.executemany("INSERT INTO river(a, b) VALUES (?, ?)", rows)
    raw = db.serialize()
    db.close()
    return raw


@given(st.lists(st.lists(VALUES, min_size=2, max_size=2), max_size=30), st.sampled_from([512, 1024, 4096, 65536]))
def test_every_row_and_every_entry_is_read_as_it_was_put(rows: list[list[object]], size: int) -> None:
    found = [row for row in read_rows(file_of(rows, size)) if isinstance(row, Row)]
    table = {row.number: row.values for row in found if row.number is not None and len(row.values) == 3}
    # SQLite keeps a floating-point number without a fraction as a whole one; they are equal.
    assert {at: (None, *row) for at, row in enumerate(rows, 1)} == table
    entries = [row.values for row in found if row.number is None]
    assert sorted(at for _, at in entries) == list(range(1, len(rows) + 1))  # type: ignore[type-var]  # they are numbers
    assert all(rows[int(at or 0) - 1][0] == value for value, at in entries)


@pytest.mark.parametrize("number", [1, 127, 128, 2**14, 2**35 + 3, 2**55, 2**56, 2**62 + 5, 2**63 - 1, -1, -(2**63)])
def test_the_number_of_a_row_is_read_whatever_its_length(number: int) -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("CREATE TABLE river(num INTEGER PRIMARY KEY, a)")
    db.execute("INSERT INTO river VALUES (?, 'weir')", (number,))
    rows = [row for row in read_rows(db.serialize()) if isinstance(row, Row) and row.values[1:] == ("weir",)]
    db.close()
    assert [row.number for row in rows] == [number]


@pytest.mark.parametrize("size", [512, 1024, 4096])
def test_rows_of_every_length_around_the_end_of_a_page_are_read(size: int) -> None:
    # Whether a row goes on in a chain, and how much of it, changes at lengths that chance seldom meets.
    lengths = [*range(size // 8, size // 8 + 90), *range(size // 4 - 40, size // 4 + 40), *range(size - 60, size + 60)]
    rows: list[list[object]] = [["a" * length, "b" * (length // 2)] for length in lengths]
    found = [row for row in read_rows(file_of(rows, size)) if isinstance(row, Row)]
    assert {row.number: row.values for row in found if row.number is not None and len(row.values) == 3} == {
        at: (None, *row) for at, row in enumerate(rows, 1)
    }
    assert sorted((row.values for row in found if row.number is None), key=lambda one: int(one[1] or 0)) == [
        (row[0], at) for at, row in enumerate(rows, 1)
    ]


@given(st.binary(max_size=4096), st.integers(0, 40_000), st.integers(0, 2**32))
def test_no_bytes_crash_it(noise: bytes, at: int, seed: int) -> None:
    raw = bytearray(file_of([[f"harbour {number}" * (number % 40), seed] for number in range(120)], 1024))
    raw[at : at + len(noise)] = noise
    for row in read_rows(bytes(raw)):
        assert isinstance(row, Row | Unreadable)


def test_a_row_whose_chain_is_cut_is_told(tmp_path: Path) -> None:
    raw = file_of([["library " * 4000, 1], ["short", 2]], 1024)
    whole = [row for row in read_rows(raw) if isinstance(row, Row) and row.number is not None and len(row.values) == 3]
    assert len(whole) == 2
    found = list(read_rows(raw[: 4 * 1024]))
    assert [row for row in found if isinstance(row, Unreadable)]
    assert [row.values[1] for row in found if isinstance(row, Row) and (row.number, len(row.values)) == (2, 3)] == ["short"]


def test_a_chain_that_goes_in_a_circle_ends() -> None:
    raw = bytearray(file_of([["quay " * 3000, 1]], 512))
    for page in range(5, len(raw) // 512):
        if raw[page * 512] == 0:
            raw[page * 512 : page * 512 + 4] = (6).to_bytes(4, "big")
    assert list(read_rows(bytes(raw)))
