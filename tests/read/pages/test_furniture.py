"""Heads, feet and numbers in the margin."""

from tests.read.pages.lines import line, page

from whosays.read.pages.furniture import line_numbers, take_furniture

BODY = "The keeper of the lock wrote down the height of the water every morning, and nobody read it."


def body(first: float = 90, count: int = 5, *, of: str = "one") -> list[tuple[str, float]]:
    return [(f"Of ledger {of}, leaf {'abcdefgh'[at]}: {BODY}", first + 14 * at) for at in range(count)]


def test_what_stands_in_the_margins_of_a_single_page_is_head_and_foot() -> None:
    one = page(line("Harbour papers", 40), *(line(*each) for each in body()), line("Printed on the quay", 770))
    take_furniture([one])
    assert [each.text for each in one.furniture] == ["Harbour papers", "Printed on the quay"]


def test_a_page_that_begins_at_the_edge_of_the_sheet_has_no_head() -> None:
    one = page(line("The ledgers", 20, 15), *(line(words, base, 15) for words, base in body(50)))
    take_furniture([one])
    assert one.furniture == []


def test_a_note_at_the_rim_stays() -> None:
    one = page(*(line(*each) for each in body()), line("* Letter to the author.", 770, size=8))
    take_furniture([one])
    assert one.furniture == []


def test_a_head_of_one_page_stands_beside_its_number() -> None:
    head = line("Harbour papers\t9", 80, size=9)
    head.cells = (14, 16)
    one = page(head, *(line(*each) for each in body(110)))
    take_furniture([one])
    assert one.furniture == [head]


def test_heads_that_return_are_taken_out_row_by_row() -> None:
    pages = [
        page(line("Harbour papers", 80), line(f"Issue 7 {n}", 95), *(line(*each) for each in body(140, of=name)), number=n)
        for n, name in enumerate(("one", "two", "three"))
    ]
    take_furniture(pages)
    assert [len(each.furniture) for each in pages] == [2, 2, 2]


def test_numbers_of_lines_are_told_from_numbers_of_rows() -> None:
    numbers = [line(str(n), 100 + 20 * n, 40) for n in range(1, 13)]
    going_on = [line("and the water" if n % 2 else "The keeper", 100 + 20 * n, 70) for n in range(1, 13)]
    rows = [line(f"Lock {n}", 100 + 20 * n, 70) for n in range(1, 13)]
    assert line_numbers([*numbers, *going_on]) == {id(each) for each in numbers}
    assert line_numbers([*numbers, *rows]) == set()
