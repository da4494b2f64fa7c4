from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from whosays.analyse.visits import Seen, judge_visit, leads_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.analyse.compare import Version

    Read = Callable[..., Version]

URL = "https://oxlip.example/news/weir"
PARAGRAPH = (
    "The Oxlip River Trust says that the weir will open in June. About 9,000 people signed the letter to the council, and the"
    " board of the harbour has read it. Rowers found the old ferry under the bridge, and took it to the museum beside the mill."
)
ARABIC = (
    "قالت جمعية نهر أكسليب إن السد سيفتح في يونيو، ووقّع نحو تسعة آلاف شخص على الرسالة الموجهة إلى المجلس. وعثر المجدفون على"
    " العبارة القديمة تحت الجسر ونقلوها إلى المتحف بجانب الطاحونة."
)


def page(words: str = PARAGRAPH, *, title: str = "The weir", head: str = "", lang: str = "en", foot: str = "") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body><nav>Home News</nav>'
        f"<article><h1>{title}</h1><p>{words}</p></article><footer>{foot}</footer></body></html>"
    )


def published(day: str) -> str:
    return f'<meta property="article:published_time" content="{day}">'


def dated(seen: Seen, published: str, changed: str | None = None) -> Seen:
    """Return a visit of a page that gives itself these dates."""
    assert seen.version is not None
    document = replace(seen.version.document, date=published, modified=changed)
    return replace(seen, version=replace(seen.version, document=document))


@pytest.fixture
def see(read: Read) -> Callable[..., Seen]:
    def make(html: str | None = None, **told: object) -> Seen:
        version = read(html, "weir.html", "text/html") if html else None
        given = {"url": URL, "final_url": URL, "at": "2024-06-10T12:00:00Z", "status": 200, "version": version} | told
        if version:
            given.setdefault("capture", version.document.capture)
        return Seen(**given)  # type: ignore[arg-type]

    return make


def judged(before: Seen | None, after: Seen) -> tuple[str, list[str]]:
    verdict = judge_visit(before, after)
    return verdict.outcome, [reason.code for reason in verdict.reasons]


def test_the_first_visit_is_the_first(see: Callable[..., Seen]) -> None:
    assert judged(None, see(page())) == ("first", [])


def test_the_same_bytes_are_the_same(see: Callable[..., Seen]) -> None:
    assert judged(see(page()), see(page())) == ("same", [])


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (page(foot="Copyright 2024"), ("same", ["furniture"])),
        (page().replace("<p>", "<p >"), ("same", ["bytes"])),
        (page(PARAGRAPH.replace("9,000", "7,000")), ("changed", ["words"])),
        (page(head='<meta name="author" content="Ada Quill">'), ("changed", ["fields"])),
    ],
    ids=["footer", "bytes", "word", "author"],
)
def test_words_change_a_page_and_its_furniture_does_not(
    see: Callable[..., Seen], after: str, expected: tuple[str, list[str]]
) -> None:
    assert expected == judged(see(page()), see(after))


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, "gone"), (410, "gone"), (403, "failed"), (429, "failed"), (451, "failed"), (500, "failed"), (503, "failed")],
)
def test_only_404_and_410_say_that_a_page_is_gone(see: Callable[..., Seen], status: int, outcome: str) -> None:
    assert judged(see(page()), see(page("Sorry."), status=status)) == (outcome, ["status"])


def test_no_answer_is_a_failure_and_never_gone(see: Callable[..., Seen]) -> None:
    after = see(status=None, failure="no connection")
    assert judged(see(page()), after) == ("failed", ["network"])
    assert judged(see(page()), see(status=200)) == ("failed", ["empty"])


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("This article has been removed.", "en"),
        ("تمت إزالة هذا المقال.", "ar"),
        ("این مطلب حذف شده است.", "fa"),
        ("Cet article n’est plus disponible.", "fr"),
        ("Dieser Artikel wurde gelöscht.", "de"),
        ("Esta página ya no existe.", "es"),
    ],
)
def test_a_page_that_says_only_that_it_was_removed_is_gone(see: Callable[..., Seen], words: str, lang: str) -> None:
    after = see(page(words, title="Oxlip", lang=lang))
    verdict = judge_visit(see(page()), after)
    assert (verdict.outcome, [reason.code for reason in verdict.reasons]) == ("gone", ["removed-phrase"])
    (reason,) = verdict.reasons
    assert reason.at is not None
    assert after.version is not None
    assert after.version.document.text[reason.at.start : reason.at.end] == reason.at.text


def test_a_removed_page_with_other_stories_under_a_heading_is_gone(see: Callable[..., Seen]) -> None:
    others = "Rowing clubs of the valley meet for a race in autumn and invite everybody who owns a boat with two oars. " * 12
    assert judged(see(page()), see(page(others, title="Page not found"))) == ("gone", ["removed-phrase"])


@pytest.mark.parametrize(
    "words",
    [
        f"{PARAGRAPH} The council's own site says: “This page has been removed.”",
        PARAGRAPH.replace("the board", "this page has been removed and the board"),
        f"This article has been removed from the list of drafts. {PARAGRAPH}",
    ],
)
def test_an_article_that_quotes_such_words_is_not_gone(see: Callable[..., Seen], words: str) -> None:
    assert judged(see(page()), see(page(words)))[0] == "changed"
    assert judged(see(page(words)), see(page(words, foot="x")))[0] == "same"


def test_a_long_new_text_that_quotes_such_words_is_not_gone(see: Callable[..., Seen]) -> None:
    other = (
        "Choirs sing in the old granary on Sundays, and children under ten enter free with any grown friend of theirs. " * 10
    )
    assert judged(see(page()), see(page(f"{other} “This page has been removed,” says a sign.")))[0] == "changed"


@pytest.mark.parametrize(
    ("final_url", "reason"),
    [
        ("https://oxlip.example/", "front-page"),
        ("https://www.oxlip.example/news/", "front-page"),
        ("https://oxlip.example/404.html", "error-page"),
        ("https://oxlip.example/not-found", "error-page"),
    ],
)
def test_a_way_to_the_front_page_instead_is_gone(see: Callable[..., Seen], final_url: str, reason: str) -> None:
    home = page("Welcome to Oxlip, where two rivers meet and boats for hire wait at every landing stage.", title="Oxlip")
    assert judged(see(page()), see(home, final_url=final_url)) == ("gone", [reason])


def test_a_page_that_always_led_to_the_front_page_is_not_gone_for_that(see: Callable[..., Seen]) -> None:
    home = "https://oxlip.example/"
    other = page("Welcome to Oxlip, where two rivers meet and boats for hire wait at every landing stage.", title="Oxlip")
    assert judged(see(page(), final_url=home), see(other, final_url=home))[0] == "changed"


@pytest.mark.parametrize(
    ("words", "for_good", "expected"),
    [
        (PARAGRAPH, True, ("moved", ["redirect"])),
        (PARAGRAPH.replace("9,000", "7,000"), True, ("moved", ["redirect", "words"])),
        (PARAGRAPH, False, ("same", ["elsewhere"])),
        (
            "Choirs sing in the old granary on Sundays, and children enter free with friends of theirs.",
            True,
            ("changed", ["words"]),
        ),
    ],
)
def test_another_address_for_good_with_the_same_text_is_a_move(
    see: Callable[..., Seen], words: str, for_good: bool, expected: tuple[str, list[str]]
) -> None:
    after = see(page(words), final_url="https://oxlip.example/archive/weir", for_good=for_good)
    assert expected == judged(see(page()), after)


def test_another_spelling_of_the_address_is_no_move(see: Callable[..., Seen]) -> None:
    after = see(page(), final_url="https://www.oxlip.example/news/weir/?utm_source=x", for_good=True)
    assert judged(see(page()), after) == ("same", [])


def test_a_page_that_gives_another_address_as_its_own_has_moved(see: Callable[..., Seen]) -> None:
    old, new = see(page()), see(page(foot="x"), canonical="https://oxlip.example/archive/weir")
    assert judged(old, new) == ("moved", ["canonical", "furniture"])
    assert judged(new, new) == ("same", [])
    assert judged(new, old) == ("same", ["furniture"])
    assert judged(old, see(page(foot="x"), canonical="https://oxlip.example/")) == ("same", ["furniture"])


def test_a_page_that_was_gone_and_is_there_again_is_told(see: Callable[..., Seen]) -> None:
    verdict = judge_visit(see(page()), see(page()), was_gone=True)
    assert (verdict.outcome, [reason.code for reason in verdict.reasons]) == ("same", ["back"])


@pytest.mark.parametrize(
    ("url", "target", "expected"),
    [
        (URL, "https://oxlip.example/", True),
        (URL, "http://www.oxlip.example/news/", True),
        (URL, URL, False),
        (URL, "https://oxlip.example/news/mill", False),
        (URL, "https://other.example/", False),
        ("https://oxlip.example/?id=7", "https://oxlip.example/", False),
    ],
)
def test_an_address_leads_up_to_those_that_it_begins_with(url: str, target: str, expected: bool) -> None:
    assert expected == leads_up(url, target)


# ---- dates

OTHER = PARAGRAPH.replace("9,000", "7,000")


def codes(before: Seen | None, after: Seen) -> set[str]:
    return {problem.code for problem in judge_visit(before, after).problems}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("2024-06-01", "2024-06-02"), ("2024-06-01", "2024-06-02"), {"changed-without-date"}),
        (("2024-06-01", "2024-06-02"), ("2024-06-01", "2024-06-11"), set()),
        (("2024-06-01", "2024-06-09"), ("2024-06-01", "2024-06-09"), set()),  # the day of the visit before
        (("2024-06-01",), ("2024-06-01",), set()),
        (("2024-06-01",), ("2024-05-01",), {"date-moved"}),
        (("2024-06",), ("2024-06-01",), set()),
        (("2024-06-01",), ("2024-06-12",), {"date-moved"}),
        (("2024-06-01",), ("2024-07-12",), {"date-moved", "date-after-visit"}),
        (("2024-06-01",), ("2024-06-01", "2024-05-01"), {"changed-before-published", "changed-without-date"}),
    ],
)
def test_dates_that_cannot_be_true_are_told(
    see: Callable[..., Seen], before: tuple[str, ...], after: tuple[str, ...], expected: set[str]
) -> None:
    later = dated(see(page(OTHER), at="2024-06-12T12:00:00Z"), *after)
    assert expected == codes(dated(see(page()), *before), later)


def test_a_server_that_says_it_was_changed_earlier_is_told(see: Callable[..., Seen]) -> None:
    after = see(page(OTHER), last_modified="Mon, 03 Jun 2024 10:00:00 GMT", at="2024-06-12T12:00:00Z")
    assert codes(see(page()), after) == {"changed-without-date"}
    late = see(page(head=published("2024-06-08")), last_modified="Mon, 03 Jun 2024 10:00:00 GMT")
    assert codes(None, late) == {"date-against-server"}
    assert codes(None, replace(late, last_modified="yesterday")) == set()


def test_a_page_of_tomorrow_is_told_on_the_first_visit(see: Callable[..., Seen]) -> None:
    (problem,) = judge_visit(None, see(page(head=published("2025-01-01")))).problems
    assert problem.code == "date-after-visit"
    assert "2024-06-10" in problem.message


def test_words_that_did_not_change_need_no_date(see: Callable[..., Seen]) -> None:
    dates = "2024-06-01", "2024-06-02"
    assert codes(dated(see(page()), *dates), dated(see(page(foot="x"), at="2024-07-12T12:00:00Z"), *dates)) == set()


def test_an_arabic_page_is_judged_alike(see: Callable[..., Seen]) -> None:
    before = see(page(ARABIC, title="السد", lang="ar"))
    assert judged(before, see(page(ARABIC.replace("تسعة", "سبعة"), title="السد", lang="ar"))) == ("changed", ["words"])
    assert judged(before, see(page(ARABIC, title="السد", lang="ar", foot="حقوق النشر"))) == ("same", ["furniture"])
