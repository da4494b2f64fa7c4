"""What `case.toml` may say, and what is told where it says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.store.address import ADDRESS, Address, read_address, write_address
from whosays.store.base import is_case, is_elsewhere
from whosays.store.faults import BadAddress
from whosays.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "connection", ["postgresql://desk@db.example/whosays", "host=db dbname=\"a b\" user='ann\\b'", "service=نهر"]
)
def test_what_is_written_is_read(tmp_path: Path, connection: str) -> None:
    write_address(tmp_path, Address(connection, "case_river"))
    assert read_address(tmp_path) == Address(connection, "case_river")
    assert [place.name for place in tmp_path.iterdir()] == [ADDRESS]
    assert (is_case(tmp_path), is_elsewhere(tmp_path)) == (True, True)


def test_what_else_stands_there_is_passed_over(tmp_path: Path) -> None:
    words = '\ufeffmade = "by hand"\n[postgresql]\nschema = " case_a "\nconnection = "service=desk"\nother = 1\n[more]\n'
    (tmp_path / ADDRESS).write_text(words, encoding="utf-8")
    assert read_address(tmp_path) == Address("service=desk", "case_a")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b"", "no table"),
        (b"postgresql = 1", "no table"),
        (b"[postgresql", "no TOML"),
        (b"\xff\xfe", "no TOML"),
        (b"[postgresql]\nschema = 'a'", "connection is not there"),
        (b"[postgresql]\nconnection = ''\nschema = 'a'", "connection is not there"),
        (b"[postgresql]\nconnection = 'service=a'\nschema = 3", "schema is not there"),
        (b"[postgresql]\nconnection = 'service=a'\nschema = 'a\"; DROP'", "other signs"),
        (b"[postgresql]\nconnection = 'service=a'\nschema = 'PUBLIC'", "other signs"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, words: bytes, told: str) -> None:
    (tmp_path / ADDRESS).write_bytes(words)
    with pytest.raises(BadAddress, match=told):
        Store.open(tmp_path)
