"""Tests of `trace.reuse`: the same words in two documents, where they stand in both, and which is earlier."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from whosays.records import DocumentId, Link
from whosays.text.fold import fold_text, words_only
from whosays.text.words import find_words
from whosays.trace import reuse_chains, reuse_seeds
from whosays.trace.reuse import reuse_links
from whosays.trace.reuse_words import Corpus, Text

SALMON = "The weir at Oldbridge has lost a third of its salmon since the gates were closed in the winter of the great flood."
CHOIR = "In spring the harbour choir sings on the quay, and whoever passes by with a boat may join for as long as he likes to."


def text(name: str, words: str, **fields: str) -> Text:
    return Text(id=DocumentId(name), text=words, **fields)  # type: ignore[arg-type]


def words(link: Link) -> list[str]:
    return [at.text for at in link.evidence]


def only(*texts: Text) -> Link:
    (link,) = reuse_links(texts)
    return link


def test_the_same_words_are_linked_from_the_later_document_to_the_earlier_with_the_places_of_both() -> None:
    old, new = (
        text("b", f"Minutes. {SALMON} Tea was served.", date="2031-05-03"),
        text("a", f"We read: {SALMON}", date="2031-06"),
    )
    link = only(new, old)
    assert (link.kind, link.a, link.b, link.status) == ("reuses", "a", "b", "candidate")
    assert words(link) == [SALMON[:-1], SALMON[:-1]]
    assert link.reason == "23 words the same, word for word; the other is earlier: 2031-05-03 before 2031-06"


def test_a_passage_goes_on_over_words_that_were_changed_put_in_or_left_out() -> None:
    changed = SALMON.replace("a third", "nearly one third").replace("were closed", "closed")
    link = only(text("a", SALMON), text("b", changed))
    assert words(link) == [changed[:-1], SALMON[:-1]]
    assert link.reason == "21 words the same, of 23; direction unknown: neither document has a date"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("2031-05-03", "2031-05-03", "direction unknown: both are of 2031-05-03"),
        ("2031-05", "2031-05-03", "direction unknown: 2031-05-03 and 2031-05 may be the same time"),
        ("2031", None, "direction unknown: one of the documents has no date"),
        ("2031", "2032-01", "the other is earlier: 2031 before 2032-01"),
    ],
)
def test_what_the_dates_do_not_tell_is_said(one: str, other: str | None, said: str) -> None:
    link = only(text("a", SALMON, date=one), Text(id=DocumentId("b"), text=SALMON, date=other))
    reason = str(link.reason).split("; ")[1]
    assert sorted(reason.split()) == sorted(said.split())


def test_posts_of_one_day_have_a_direction_by_their_hour() -> None:
    one = text("a", SALMON, date="2031-05-03", when="2031-05-03T09:00:00Z")
    other = text("b", SALMON, date="2031-05-03", when="2031-05-03T08:59:00Z")
    assert (only(one, other).a, only(one, other).b) == ("a", "b")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "قالت جمعية النهر إنّ سدّ المدينة القديمة فقد ثلث أسماكه منذ أن أُغلقت البوّابات في شتاء العام الماضي",
            "وكتبت: قالت جمعيه النهر ان سد المدينه القديمه فقد ثلث اسماكه منذ ان اغلقت البوابات في شتاء العام الماضي",
        ),
        (
            "انجمن رودخانه می‌گوید که بند شهر قدیمی از زمان بسته شدن دریچه‌ها یک سوم ماهی‌های خود را از دست داده است",
            "انجمن رودخانه مي‌گويد كه بند شهر قديمي از زمان بسته شدن دريچه‌ها يك سوم ماهي‌هاي خود را از دست داده است",
        ),
        (
            "Общество реки сообщает, что плотина старого города потеряла треть лосося с тех пор, как закрыли ворота",
            "ОБЩЕСТВО РЕКИ сообщает что плотина старого города потеряла треть лосося с тех пор как закрыли ворота",
        ),
    ],
)  # fmt: skip
def test_words_are_the_same_when_they_are_folded(one: str, other: str) -> None:
    link = only(text("a", one), text("b", other))
    assert one in [at.text for at in link.evidence]


def test_in_scripts_without_spaces_characters_are_compared() -> None:
    words_ = "河川協会によると、旧市街の堰は水門が閉じられて以来、鮭の三分の一を失ったという。"
    link = only(text("a", f"記録。{words_}"), text("b", f"新聞は伝えた。{words_}"))
    assert all(at.text.startswith("河川協会によると") for at in link.evidence)
    assert str(link.reason).startswith("37 words the same, word for word")


def test_turns_of_phrase_are_no_reuse() -> None:
    phrase = "On the other side of the old river stands a"
    assert list(reuse_links([text("a", f"{phrase} mill. {CHOIR}"), text("b", f"{phrase} school. {SALMON}")])) == []


def test_furniture_of_one_publisher_is_no_reuse() -> None:
    head = "Harbour Library, Quay Street 4, open on weekdays from nine to five, on Saturdays until noon, closed on Sundays."
    chance = random.Random(1)

    def release(number: int, publisher: str | None) -> Text:
        own = " ".join(f"{chance.randrange(10**6)}x" for _ in range(40))
        return replace(text(f"doc-{number:02}", f"{head} {own}"), publisher=publisher)

    assert list(reuse_links([release(number, "library") for number in range(13)])) == []
    assert len(list(reuse_links([release(number, "library") for number in range(3)]))) == 3


def test_words_that_everybody_prints_lead_to_the_earliest_and_say_so() -> None:
    texts = [text(f"doc-{number:03}", f"{SALMON} {CHOIR}", date=f"20{number:02}") for number in range(10, 60)]
    links = list(reuse_links(texts))
    assert len(links) <= len(texts) * reuse_seeds.EARLIEST
    assert {link.b for link in links if link.a == "doc-059"} == {f"doc-0{number}" for number in range(10, 26)}
    assert all("about 50 documents have these words" in str(link.reason) for link in links)


def test_what_is_left_out_does_not_part_a_passage_and_notes_are_read_behind_the_text() -> None:
    half = SALMON.index("since")
    broken = f"{SALMON[:half]}\n— 12 —\n¹ A note on fish.\n{SALMON[half:]}"
    at, note, end = broken.index("—"), broken.index("¹"), broken.index("\n", broken.index("¹"))
    one = replace(text("a", SALMON), date="2030")
    other = replace(text("b", broken), date="2031", leave_out=((at, note),), aside=((note, end),))
    link = only(one, other)
    assert "23 words the same, word for word" in str(link.reason)
    assert [each.strip() for each in words(link)] == [SALMON[:half].strip(), SALMON[half:-1], SALMON[:-1]]


def test_a_rare_spelling_that_is_copied_is_told() -> None:
    slip = SALMON.replace("third", "quarter of the millenium")
    usual = [text(f"u{number}", f"Of the millennium number {number} has its own words") for number in range(10)]
    link = only(text("a", slip), text("b", slip), *usual)
    assert "both write “millenium” where other documents write “millennium”" in str(link.reason)


@pytest.mark.parametrize(
    ("slip", "usual", "told"),
    [
        ("libaries", "libraries", True),  # a letter left out
        ("libarries", "libraries", True),  # two letters swapped
        ("librareis", "libraries", False),  # too near to the end
        ("librarries", "libraries", True),  # a letter doubled
        ("libreries", "libraries", True),  # a wrong vowel
        ("librazies", "libraries", False),  # another letter
        ("libraxries", "libraries", False),  # a letter too many, which is no neighbour's
        ("lbiraries", "libraries", True),
        ("bliraries", "libraries", False),  # a slip at the beginning of a word
        ("librariez", "libraries", False),  # and at its end
        ("rivolet", "rivulet", False),  # too short for a vowel to tell
        ("rivlet", "rivulet", False),  # too short
        ("rivullet", "rivulet", True),
        ("librar7es", "libraries", False),
        ("competing", "computing", False),  # a word of its own
    ],
)
def test_which_rare_spellings_are_slips(slip: str, usual: str, told: bool) -> None:
    copied = SALMON.replace("third", f"quarter of the {slip}")
    others = [text(f"u{number}", f"Of the {usual} number {number} has its own words") for number in range(10)]
    link = only(text("a", copied), text("b", copied), *others)
    assert (f"both write “{slip}” where other documents write “{usual}”" in str(link.reason)) == told


@pytest.mark.parametrize(("times", "documents", "told"), [(10, 2, True), (9, 2, False), (15, 3, True), (14, 3, False)])
def test_a_slip_is_rare_beside_what_is_usual(times: int, documents: int, told: bool) -> None:
    copied = SALMON.replace("third", "quarter of the libaries")
    usual = [text(f"u{number}", f"Of the libraries number {number} has its own words") for number in range(times)]
    links = list(reuse_links([*(text(f"c{number}", copied) for number in range(documents)), *usual]))
    assert len(links) == documents * (documents - 1) // 2
    assert all(("libaries" in str(link.reason)) == told for link in links)


# ---- what holds for all texts

VOCABULARY = [f"word{number}" for number in range(12)] + ["نهر", "مي", "می", "Ö", "河", "—", "3,4"]
_texts = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=60).map(" ".join), min_size=2, max_size=5)


def _made(bodies: list[str], *, copied: bool = True) -> list[Text]:
    passage = " ".join(f"shared{number}" for number in range(14))
    bodies = [f"{body} {passage if copied and at % 2 else ''} {body}" for at, body in enumerate(bodies)]
    return [text(f"doc-{at}", body, date=f"203{at}") for at, body in enumerate(bodies)]


def _folded(words_: str) -> list[str]:
    parts = (words_only(fold_text(words_[start:end])).replace(" ", "") for start, end in find_words(words_))
    return [part for part in parts if part]


@given(_texts)
def test_words_of_the_evidence_are_the_documents_and_begin_and_end_alike(bodies: list[str]) -> None:
    texts = {each.id: each for each in _made(bodies)}
    for link in reuse_links(texts.values()):
        for at in link.evidence:
            assert texts[at.doc].text[at.start : at.end] == at.text
        one, other = (_folded(" ".join(at.text for at in link.evidence if at.doc == side)) for side in (link.a, link.b))
        assert (one[0], one[-1]) == (other[0], other[-1])
        if "word for word" in str(link.reason):
            assert one == other


@given(_texts, st.randoms(use_true_random=False))
def test_the_order_in_which_documents_come_changes_nothing(bodies: list[str], chance: random.Random) -> None:
    texts = _made(bodies)
    shuffled = texts[:]
    chance.shuffle(shuffled)
    assert list(reuse_links(texts)) == list(reuse_links(shuffled))


@given(_texts)
def test_a_document_that_shares_nothing_changes_nothing(bodies: list[str]) -> None:
    texts = _made(bodies)
    other = text("unlike", " ".join(f"else{number}" for number in range(200)), date="2031-06")
    assert list(reuse_links(texts)) == list(reuse_links([*texts, other]))


@given(_texts)
def test_batches_of_shingles_change_nothing(bodies: list[str]) -> None:
    texts = _made(bodies)
    whole = list(reuse_links(texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reuse_seeds, "_BATCH", 20)
        assert whole == list(reuse_links(texts))


@given(_texts)
def test_how_many_seeds_are_followed_at_once_changes_nothing(bodies: list[str]) -> None:
    made = list(reuse_links(_made(bodies)))
    for at_once in (1, 7):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reuse_chains, "_AT_ONCE", at_once)
            assert list(reuse_links(_made(bodies))) == made


@given(_texts)
def test_ids_of_links_are_their_own(bodies: list[str]) -> None:
    ids = [link.id for link in reuse_links(_made(bodies))]
    assert len(ids) == len(set(ids))


@given(st.text(max_size=200), st.tuples(st.integers(0, 200), st.integers(0, 200)))
def test_any_text_can_be_read(body: str, cut: tuple[int, int]) -> None:
    low, high = sorted(min(each, len(body)) for each in cut)
    corpus = Corpus([Text(id=DocumentId("a"), text=body, aside=((low, high),) if low < high else ())])
    for word in range(len(corpus)):
        for start, end in corpus.span(word, len(corpus) - 1):
            assert 0 <= start < end <= len(body)


def test_no_documents_and_empty_ones_have_no_links() -> None:
    assert list(reuse_links([])) == []
    assert list(reuse_links([text("a", ""), text("b", " \n")])) == []


_VOCABULARY = "weir salmon gate choir quay boat lock mill river winter".split()  # noqa: SIM905
_STRETCHES = st.lists(st.sampled_from(_VOCABULARY), min_size=5, max_size=14)


@given(
    stretches=st.lists(_STRETCHES, min_size=1, max_size=4),
    made=st.lists(st.lists(st.integers(0, 7), min_size=1, max_size=9), min_size=2, max_size=18),
    publishers=st.integers(1, 3),
)
# A report that all print: no word of it is rare.
@example(stretches=[[f"word{place}" for place in range(40)]], made=[[0, 5]] * 14, publishers=3)
def test_what_is_passed_over_at_once_holds_no_passage(
    stretches: list[list[str]], made: list[list[int]], publishers: int
) -> None:
    # Stretches that documents share, put together in any order, with words between them that none shares.
    texts = []
    for at, parts in enumerate(made):
        own = (stretches[part] if part < len(stretches) else [f"own{at}x{place}"] for place, part in enumerate(parts))
        said = " ".join(word for part in own for word in part)
        texts.append(text(f"doc-{at:02}", said, publisher=f"board {at % publishers}"))
    found = list(reuse_links(texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reuse_chains, "_may_lead_to_passages", lambda _corpus, _found, runs, _count: np.ones(len(runs), bool))
        assert list(reuse_links(texts)) == found
