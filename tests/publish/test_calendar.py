"""The export for calendars, read by icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.publish.small_case import SmallCase
from tests.publish.test_told import left_out

from whosays.publish.programs import calendar
from whosays.publish.programs.calendar import escape, fold, whole_days

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    list(calendar.export(SmallCase(), tmp_path))
    return tmp_path


def events(folder: Path) -> dict[str, icalendar.Event]:
    read = icalendar.Calendar.from_ical((folder / "events.ics").read_bytes())
    return {str(event["UID"]): event for event in read.walk("VEVENT")}  # type: ignore[misc]


def test_an_event_lasts_for_all_that_its_date_may_mean(folder: Path) -> None:
    spans = {name: (event.decoded("DTSTART"), event.decoded("DTEND")) for name, event in events(folder).items()}
    assert spans == {
        "evt-tide@whosays": (date(2020, 5, 3), date(2020, 5, 4)),
        "evt-fog@whosays": (date(2019, 1, 1), date(2020, 1, 1)),
        "evt-arabic@whosays": (date(2020, 5, 3), date(2020, 5, 4)),
    }


def test_an_event_has_its_words_those_of_its_date_its_place_and_status(folder: Path) -> None:
    tide = events(folder)["evt-tide@whosays"]
    assert str(tide["SUMMARY"]) == "Tide Day; 2020, \\ the first"
    assert str(tide["DESCRIPTION"]).split("\n") == [
        "words: Tide Day",
        "words of the date: 3 May 2020",
        "date: 2020-05-03",
        "speaker: Ida Wren",
        "document: notice.html, characters 215-223",
        "status: proposed",
    ]
    assert str(tide["LOCATION"]) == "the Old Mole"
    assert str(tide["URL"]) == "https://example.org/notice"
    assert "words of the date: summer 2019" in str(events(folder)["evt-fog@whosays"]["DESCRIPTION"])
    arabic = events(folder)["evt-arabic@whosays"]
    assert str(arabic["SUMMARY"]) == "يوم المد"
    assert "organiser: جوقة المد" in str(arabic["DESCRIPTION"])


def test_the_time_stamp_is_that_of_the_last_decision_and_not_of_the_clock(folder: Path) -> None:
    stamps = {name: event.decoded("DTSTAMP") for name, event in events(folder).items()}
    assert stamps == {
        "evt-tide@whosays": datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC),
        "evt-fog@whosays": datetime(1970, 1, 1, tzinfo=UTC),
        "evt-arabic@whosays": datetime(1970, 1, 1, tzinfo=UTC),
    }


def test_events_without_a_date_are_left_out_and_counted(folder: Path) -> None:
    read = icalendar.Calendar.from_ical((folder / "events.ics").read_bytes())
    assert str(read["DESCRIPTION"]) == "3 events with a date. 1 without one are left out."
    assert left_out(folder) == {("events", "they have no date"): 1}


def test_no_line_is_longer_than_75_octets(folder: Path) -> None:
    lines = (folder / "events.ics").read_bytes().split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]  # no character is cut


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\n\t\\;,"), max_size=400))
@example("\\n; a, b\\\\n " + "ضفاف\u200cالنهر " * 40)
@example("\u2028\x85 " * 30)
def test_what_is_read_is_what_was_written(words: str) -> None:
    raw = b"".join(map(fold, ("BEGIN:VEVENT", f"SUMMARY:{escape(words)}", "END:VEVENT")))
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    unfolded = raw.replace(b"\r\n ", b"").decode().split("\r\n")[1].removeprefix("SUMMARY:")
    plain = "".join({"\\n": "\n"}.get(one, one[-1]) for one in _signs(unfolded))
    assert plain == words
    read = icalendar.Event.from_ical(raw)
    assert str(read["SUMMARY"]) == words


def _signs(value: str) -> list[str]:
    found, at = [], 0
    while at < len(value):
        width = 2 if value[at] == "\\" else 1
        found.append(value[at : at + width])
        at += width
    return found


def test_control_characters_have_no_room() -> None:
    assert escape("a\r\nb\rc\x07\x0b") == "a\\nb\\nc\ufffd\ufffd"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, None),
        ("../..", None),
        ("9999", None),
        ("2020-02", (date(2020, 2, 1), date(2020, 3, 1))),
        ("2020-02-10/2020-02-12", (date(2020, 2, 10), date(2020, 2, 13))),
        ("2020-02-12/2020-02-10", None),
        ("../2020-02-10", (date(2020, 2, 10), date(2020, 2, 11))),
        ("2020-02-10/..", (date(2020, 2, 10), date(2020, 2, 11))),
        ("2020~", (date(2020, 1, 1), date(2021, 1, 1))),
        ("199X", (date(1990, 1, 1), date(2000, 1, 1))),
    ],
)
def test_the_days_of_a_date(when: str | None, expected: tuple[date, date] | None) -> None:
    assert whole_days(when) == expected
