from __future__ import annotations

import pytest

from whosays.text.name_lines import read_line


@pytest.mark.parametrize(
    ("line", "parts", "country"),
    [
        ("Aldwen Library", ("Aldwen Library",), None),
        ("Reading Room, Aldwen Library, 12 Quay Street, Kisumu, Kenya", ("Reading Room", "Aldwen Library"), "KE"),
        ("Aldwen Library; Torrin Archive", ("Aldwen Library", "Torrin Archive"), None),
        ("Lake &amp; River Watch, reader@example.org, UK", ("Lake & River Watch",), "GB"),
        ("Kenya", ("Kenya",), None),
        ("", ("",), None),
        (", ,", (", ,",), None),
    ],
)
def test_a_line_is_taken_apart(line: str, parts: tuple[str, ...], country: str | None) -> None:
    found = read_line(line)
    assert found.parts[: len(parts)] == parts
    assert found.country == country


def test_a_town_alone_is_no_part_beside_a_name() -> None:
    assert "Kisumu" not in read_line("Aldwen Library, Kisumu, Kenya").parts
    assert read_line("HUF, Aldwen Harbour").parts == ("HUF", "Aldwen Harbour")
