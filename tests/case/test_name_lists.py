"""Lists of names as people have them."""

from __future__ import annotations

import pytest

from whosays.case.intake.name_lists import MOST_NAMES, BadNameList, read_name_list


@pytest.mark.parametrize(
    ("raw", "name", "column", "names"),
    [
        ("Tide Choir\n\n  Mill   Trust \nTide Choir\n", "-", None, ["Tide Choir", "Mill Trust"]),
        ("Mill, Weir and Co.\n", "names.txt", None, ["Mill, Weir and Co."]),
        ("id,Name\n1,Tide Choir\n2,\n3,Mill Trust\n", "names.csv", None, ["Tide Choir", "Mill Trust"]),
        ("Tide Choir,MT\n\nMill Trust,FR\n", "names.csv", None, ["Tide Choir", "Mill Trust"]),
        ("Land;Verein\nDE;Flusschor\n", "names.csv", "verein", ["Flusschor"]),
        ("Verein\tLand\nFlusschor\tDE\n", "-", "Verein", ["Flusschor"]),
        ("\ufeffname\nكورال النهر\n", "names.csv", None, ["كورال النهر"]),
    ],
)
def test_names_are_lines_or_a_column(raw: str, name: str, column: str | None, names: list[str]) -> None:
    assert read_name_list(raw.encode(), name, column=column) == names


@pytest.mark.parametrize(
    ("raw", "column", "says"),
    [
        (b"\n \n", None, "it holds none"),
        (b"", "name", "the first row has none"),
        (b"id,who\n1,Tide Choir\n", "name", "no column 'name'; the first row has id, who"),
        (b"\x00\x01\x02\x00\xff" * 50, None, "no names could be taken"),
        ("\n".join(map(str, range(MOST_NAMES + 1))).encode(), None, "split it"),
    ],
)
def test_what_is_no_list_says_why(raw: bytes, column: str | None, says: str) -> None:
    with pytest.raises(BadNameList, match=says):
        read_name_list(raw, "names", column=column)


FTM = """{"id": "a", "schema": "Organization", "properties": {"name": ["Tide Choir"], "alias": ["كورال المدّ", "Tide  Choir"]}}
{"id": "b", "schema": "PlainText", "properties": {"name": ["minutes.txt"], "fileName": ["minutes.txt"]}}

{"id": "c", "schema": "Person", "properties": {"name": ["آدا کوئیل"], "country": ["mt"]}}
{"id": "d", "schema": "Ownership", "properties": {"owner": ["a"]}}
"""


def test_the_names_of_entities_of_followthemoney_are_a_list() -> None:
    assert read_name_list(FTM.encode(), "entities.ftm.json") == ["Tide Choir", "كورال المدّ", "آدا کوئیل"]


@pytest.mark.parametrize("line", ["{", "[]", '{"schema": "Person"}', '{"schema": 1, "properties": {}}'])
def test_a_line_that_is_no_entity_is_told(line: str) -> None:
    with pytest.raises(BadNameList, match="line 7 is no entity"):
        read_name_list(f"{FTM}\n{line}\n".encode(), "entities.ftm.json")


def test_a_line_with_a_brace_is_a_name_like_any_other() -> None:
    assert read_name_list(b'{"Tide" Choir}\n', "names.txt") == ['{"Tide" Choir}']
