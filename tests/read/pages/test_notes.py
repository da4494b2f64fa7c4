"""Notes at the foot of pages and at the end, and what calls them."""

from tests.read.pages.lines import line, page

from whosays.read.pages.notes import take_notes
from whosays.read.pages.shapes import Line, Mark, Page

SEEN = "The ledgers were found behind a stove."


def called(label: str, base: float, number: int = 0) -> Line:
    mark = Mark(len(SEEN), len(SEEN) + len(label), label)
    return line(SEEN + label, base, page=number, marks=(mark,))


def note(label: str, words: str, base: float, number: int = 0, size: float = 8) -> Line:
    return line(f"{label} {words}", base, page=number, size=size, marks=(Mark(0, len(label), label),))


def shown(pages: list[Page]) -> list[tuple[str, str, int | None]]:
    foot = take_notes(pages, 10)
    return [
        (each.label, " ".join(one.text for one in each.lines), each.call.page if each.call else None) for each in foot.notes
    ]


def test_a_note_is_tied_to_the_mark_on_its_page() -> None:
    pages = [
        page(called("1", 100), note("1", "Ledger 9.", 700)),
        page(called("1", 100, 1), note("1", "Box 7.", 700, 1), number=1),
    ]
    assert shown(pages) == [("1", "1 Ledger 9.", 0), ("1", "1 Box 7.", 1)]


def test_a_note_at_the_end_is_tied_to_a_mark_of_any_page_before() -> None:
    pages = [
        page(called("1", 100)),
        page(line(SEEN, 100, page=1), number=1),
        page(line(SEEN, 100, page=2), note("1", "Ledger 9.", 700, 2), number=2),
    ]
    assert shown(pages) == [("1", "1 Ledger 9.", 0)]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    pages = [
        page(called("1", 100), note("1", "Ledger 9, which the clerk", 700)),
        page(line(SEEN, 100, page=1), line("had locked away.", 700, page=1, size=8), number=1),
    ]
    assert shown(pages) == [("1", "1 Ledger 9, which the clerk had locked away.", 0)]


def test_recognised_notes_of_unsteady_size_are_counted_back() -> None:
    feet = [note("1", "Ledger 9.", 680, size=9.8), note("2", "Ledger 10.", 690), note("3", "Box 7.", 700)]
    pages = [page(called("1", 100), called("2", 120), called("3", 140), *feet)]
    assert [label for label, _, _ in shown(pages)] == ["1", "2", "3"]
