"""How lines, tables and ids are printed."""

from __future__ import annotations

import pytest

from whosays.cli.printing import count, on_screen, print_line, print_table, short


def test_ids_are_cut_to_what_tells_them_apart() -> None:
    assert short("clm-0123456789abcdef") == "clm-01234567"
    assert short("0123456789abcdef") == "0123456789ab"


@pytest.mark.parametrize(("number", "expected"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (1200, "1,200 entries")])
def test_numbers_agree_with_their_noun(number: int, expected: str) -> None:
    assert count(number, "entry", "entries") == expected


def test_what_cannot_be_seen_is_escaped() -> None:
    assert on_screen("weir\x1b[2Jmap") == "weir\\x1b[2Jmap"


def test_right_to_left_words_are_isolated_where_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert on_screen("نهر | weir") == "نهر | weir"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert on_screen("نهر | weir") == "\u2068نهر\u2069 | weir"


def test_columns_are_as_wide_as_their_longest_cell(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([("a", "weir\nmap", "x"), ("harbour", "b", "")])
    assert capsys.readouterr().out == "a        weir map  x\nharbour  b\n"


def test_a_long_line_is_folded_under_itself_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    print_line("clm  ", "the orchestra " * 5)
    first, *others = capsys.readouterr().out.splitlines()
    assert first.startswith("clm  the orchestra")
    assert all(line.startswith("     the") or line.startswith("     orchestra") for line in others)
