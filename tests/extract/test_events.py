from __future__ import annotations

import pytest

from whosays.anchors import Cutter
from whosays.extract.dates import Dates
from whosays.extract.events import Events
from whosays.extract.material import Material
from whosays.records import CaptureId, Document, DocumentId, Event, Mention, MentionId, Passage, PassageId, Problem, Record


def _found(text: str, *, names: tuple[tuple[str, str], ...] = (), date: str | None = None) -> list[Record]:
    doc = Document(id=DocumentId("doc-1"), capture=CaptureId("c"), name="a.txt", text=text, made_by="test", date=date)
    cutter = Cutter(doc)
    passage = Passage(id=PassageId("p"), doc=doc.id, zone="paragraph", pieces=(cutter.cut(0, len(text)),), order=0)
    material = Material(doc, [passage])
    material.add(Dates()(material))
    for words, kind in names:
        at = text.index(words)
        mention = Mention(id=MentionId(words), at=cutter.cut(at, at + len(words)), kind=kind, by="test")  # type: ignore[arg-type]
        material.add([mention])
    return list(Events()(material))


def _events(
    text: str, *, names: tuple[tuple[str, str], ...] = (), date: str | None = None
) -> list[tuple[str, str | None, str | None]]:
    return [(one.name, one.when, one.rule) for one in _found(text, names=names, date=date) if isinstance(one, Event)]


@pytest.mark.parametrize(
    ("text", "name", "when"),
    [
        ("The River Conference was held on 3 May 2020.", "River Conference", "2020-05-03"),
        ("On 14 June 2018 the museum opened its Summer Exhibition.", "Summer Exhibition", "2018-06-14"),
        ("The Orchestra Week, which runs from 3 to 9 August 2015, was quiet.", "Orchestra Week", "2015-08-03/2015-08-09"),
        ("The Winter Proms (12 December 2019) drew crowds.", "Winter Proms", "2019-12-12"),
        ("The Harbour Fair will take place in the old town on 5 July 2021.", "Harbour Fair", "2021-07-05"),
        ("3 May 2020: Library Symposium", "Library Symposium", "2020-05-03"),
    ],
)
def test_a_date_beside_a_name_is_that_of_the_event(text: str, name: str, when: str) -> None:
    assert _events(text) == [(name, when, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Founded in 1997, the trust holds the Canal Regatta.",
        "The Book Fair was full.",
        "The Harbour Festival Committee met on 3 May 2020.",
        "The committee met on 3 May 2020 because the choir had left the Spring Concert.",
    ],
)
def test_a_date_of_something_else_makes_no_event(text: str) -> None:
    assert _events(text, names=(("Harbour Festival Committee", "organisation"),) if "Committee" in text else ()) == []


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("The Lantern Festival takes place on the last Friday of Ramadan.", "Lantern Festival", "last friday of ramadan"),
        ("The annual River Day is on the second Sunday of May.", "River Day", "second sunday of may"),
        ("Every first Monday in October the port keeps Harbour Day.", "Harbour Day", "first monday of october"),
        ("The annual Museum Night is free.", "Museum Night", None),
        ("The town keeps Bridge Day. It always falls on the second Sunday of May.", "Bridge Day", "second sunday of may"),
    ],
)
def test_an_event_that_returns_is_a_series(text: str, name: str, rule: str | None) -> None:
    assert _events(text) == [(name, None, rule)]


def test_an_edition_belongs_to_its_series() -> None:
    found = _found("The 2019 Library Conference was held on 3 March 2019. The Library Conference 2020 was not.")
    assert all(isinstance(one, Event) for one in found)
    series, first, second = (one for one in found if isinstance(one, Event))
    assert (series.name, series.when, series.series) == ("Library Conference", None, None)
    assert (first.name, first.when, first.series) == ("Library Conference 2019", "2019-03-03", series.id)
    assert (second.name, second.when, second.series) == ("Library Conference 2020", "2020", series.id)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The Harbour Fair 2019 was held on 3 March 2019. The Harbour Fair 2019 took place on 5 March 2019.",
            "event-dates-differ",
        ),
        ("The River Walk was held on 3 May 2020. Others say the River Walk took place on 4 May 2020.", "event-dates-differ"),
        (
            "They say Library Night took place on 19 May 2024. That is wrong. The night was held on 12 May 2024.",
            "event-dates-differ",
        ),
        ("The annual Choir Day is on the second Sunday of May. Choir Day 2021 fell on 10 May 2021.", "date-against-rule"),
        ("Lantern Night is on the last Friday of Ramadan. Lantern Night 2020 was held on 15 May 2020.", "date-against-rule"),
    ],
)
def test_dates_that_cannot_all_be_right_are_a_problem(text: str, code: str) -> None:
    assert [one.code for one in _found(text) if isinstance(one, Problem)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Fair was held in March 2019. The Harbour Fair took place on 5 March 2019.",
        "The annual Choir Day is on the second Sunday of May. Choir Day 2021 fell on 9 May 2021.",
        "Museum Night 2019 was held on 3 May 2019. Museum Night 2020 was held on 1 May 2020.",
    ],
)
def test_dates_that_may_agree_are_no_problem(text: str) -> None:
    assert [one for one in _found(text) if isinstance(one, Problem)] == []


def test_known_names_come_first_and_keep_their_date() -> None:
    text = "They mark the annual International River Day [Stream Day] on May 7th."
    names = (("International River Day", "event"), ("Stream Day", "event"))
    assert _events(text, names=names, date="2021-04-26") == [
        ("International River Day", None, None),
        ("International River Day 2021", "2021-05-07", None),
        ("Stream Day", "2021-05-07", None),
    ]


def test_a_second_run_gives_the_same_ids() -> None:
    text = "The River Conference was held on 3 May 2020."
    assert _found(text) == _found(text)


@pytest.mark.parametrize("words", ["Easter 2024", "Christmas Day 2019", "Good Friday 2022"])
def test_a_date_is_no_event(words: str) -> None:
    assert _events(f"The choir sang at {words} in the harbour.", names=((words, "event"),)) == []


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Organisations That Support Riverside Day", "Riverside Day"),
        ("How We Keep Harbour Week", "Harbour Week"),
        ("Choirs Sing At Library Night", "Library Night"),
    ],
)
def test_a_heading_in_capitals_is_cut_down_to_the_name_that_the_text_tells(heading: str, name: str) -> None:
    text = f"{heading}\n\nThe annual {name} was held on 3 May 2020."
    doc = Document(id=DocumentId("doc-1"), capture=CaptureId("c"), name="a.txt", text=text, made_by="test")
    cutter = Cutter(doc)
    end = len(heading)
    passages = [
        Passage(id=PassageId("h"), doc=doc.id, zone="heading", pieces=(cutter.cut(0, end),), order=0),
        Passage(id=PassageId("p"), doc=doc.id, zone="paragraph", pieces=(cutter.cut(end + 2, len(text)),), order=1),
    ]
    material = Material(doc, passages)
    material.add(Dates()(material))
    assert {one.name.removesuffix(" 2020") for one in Events()(material) if isinstance(one, Event)} == {name}
