"""Lines of an export read back, one record at a time; whole exports are in `tests/case/test_importing.py`."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.reference.example import EXAMPLES, exported

from whosays.imports.jsonl import FILES, read_record
from whosays.publish.view import KINDS, Kind


def test_the_files_are_those_of_an_export() -> None:
    assert list(FILES) == list(KINDS)
    assert {kind: type(record) for kind, record in EXAMPLES.items()} == FILES


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_each_kind_comes_back(kind: Kind) -> None:
    line = msgspec.json.decode(msgspec.json.encode(exported()[kind][0]))
    assert read_record(line, FILES[kind]) == EXAMPLES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_too_few_or_too_many_is_told(kind: Kind) -> None:
    line = msgspec.json.decode(msgspec.json.encode(exported()[kind][0]))
    for name in line:
        with pytest.raises(ValueError, match=f"{name}|is missing"):
            read_record({one: value for one, value in line.items() if one != name}, FILES[kind])
    with pytest.raises(ValueError, match="no field 'mood'"):
        read_record(line | {"mood": None}, FILES[kind])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["start", "end", "text", "doc", "at"]), inner),
    max_leaves=6,
)


@given(st.sampled_from(KINDS), st.data())
def test_whatever_a_line_holds_it_is_read_or_told(kind: Kind, data: st.DataObject) -> None:
    line = msgspec.json.decode(msgspec.json.encode(exported()[kind][0]))
    line[data.draw(st.sampled_from(sorted(line)))] = data.draw(_JSON)
    try:
        made = read_record(line, FILES[kind])
    except ValueError:
        return
    assert isinstance(made, FILES[kind])
