"""Blocks of notes, on rivers, libraries, harbours, museums and orchestras."""

import pytest

from whosays.read.zones import read_zones


def notes(text: str) -> list[tuple[str | None, str]]:
    return [(d.number, " ".join(text[d.start : d.end].split())) for d in read_zones(text).drafts if d.zone == "footnote"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Numbers on the line of the note.
        (
            "The weir fell in spring1. Nobody saw it2.\n\n1 See the log of the keeper.\n2 https://weir.example/log\n",
            [("1", "See the log of the keeper."), ("2", "https://weir.example/log")],
        ),
        (
            "The library opened late.[1] It was cold.[2]\n\n[1] Library news, 3 May.\n[2] Ibid., p. 4.\n",
            [("1", "Library news, 3 May."), ("2", "Ibid., p. 4.")],
        ),
        (
            "The orchestra plays on ice.¹ It has nine horns.²\n\n"
            "¹ Programme of 1911.\n² The horns were lent by\nthe harbour museum.\n",
            [("1", "Programme of 1911."), ("2", "The horns were lent by the harbour museum.")],
        ),
        (
            "Clocks were lent to schools.1 They stopped.2\n\n"
            "________\n1. Museum letter of 4 May.\n2. Museum letter of 9 May.\n",
            [("1", "Museum letter of 4 May."), ("2", "Museum letter of 9 May.")],
        ),
        # Numbers on lines of their own, with and without a blank line after them.
        (
            "The ferry left the harbour1 with nine bells2 on board.\n\n"
            "1\n\nHarbour log, night watch.\n2\nBells of the old town.\n",
            [("1", "Harbour log, night watch."), ("2", "Bells of the old town.")],
        ),
        # Under a heading of its own.
        ("The pump failed.\n\nNotes\n\n1. Pump book.\n2. Pump book, p. 3.\n", [("1", "Pump book."), ("2", "Pump book, p. 3.")]),
        # Two addresses in one note stay one note, because no number is missing.
        (
            "The mill burnt1 and the bakery2.\n\n1 https://mill.example/a\nhttps://mill.example/b\n2 https://bakery.example\n",
            [("1", "https://mill.example/a https://mill.example/b"), ("2", "https://bakery.example")],
        ),
        # A number is missing, so the unnumbered beginning is its note.
        (
            "The mill burnt1 and the bakery2 and the barn3.\n\n"
            "1 https://mill.example/a\nhttps://bakery.example/b\n3 See the map.\n",
            [("1", "https://mill.example/a"), ("2", "https://bakery.example/b"), ("3", "See the map.")],
        ),
        # An address in brackets goes on with the note, though a number is missing.
        (
            "The quay sank1 and the crane2 fell.\n\n"
            "1 The quay was old (3.4.21.\nhttps://quay.example/a)\nIbid.\n3\nCrane book.\n",
            [("1", "The quay was old (3.4.21. https://quay.example/a)"), ("2", "Ibid."), ("3", "Crane book.")],
        ),
        # What is no note: numbered lists, years, addresses of an article.
        ("Do this:\n\n1. Open the gate.\n2. Count the fish.\n3. Close the gate.\n", []),
        ("The choir was founded\nin\n1911\nand sings on Sundays.\n", []),
        ("Read more about bells:\n\nhttps://bells.example/one\nhttps://bells.example/two\n", []),
        (
            "It sank in 2007. The mean depth is 20.5 metres, the COVID-19 rules hold.\n\n"
            "19. The mayor spoke.\n\n20. All left.\n",
            [],
        ),
    ],
)
def test_notes_are_found_by_numbers_that_hang_in_the_body(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert notes(text) == expected


@pytest.mark.parametrize(
    ("body", "foot", "rest"),
    [
        ("The river carries ice until the end of", "1 Ice book.", "March, and the ferry waits."),
        ("The reading room stays open for as long as the", "1 https://room.example", "lamp burns, says the keeper."),
        ("Nine horns and a timpani were carried over the", "1\n\nSee the programme.", "harbour in two boats."),
    ],
)
def test_a_sentence_goes_on_behind_the_notes(body: str, foot: str, rest: str) -> None:
    text = f"Word of it came late1. {body}\n{foot}\n\f{rest}\n"
    zones = read_zones(text)
    first = zones.drafts[0]
    assert [text[start:end] for start, end in first.spans] == [f"Word of it came late1. {body}", rest]
    assert [d.zone for d in zones.drafts] == ["paragraph", "footnote"]
