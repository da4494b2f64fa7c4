import pytest

from whosays.text.columns import is_total, read_heading, read_post_heading, same_heading


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Organisation", "name"),
        ("Name of the organization", "name"),
        ("NOM", "name"),
        ("الاسم", "name"),
        ("نام سازمان", "name"),
        ("Verein", "name"),
        ("Country", "country"),
        ("Country of registration", "country"),
        ("Pays", "country"),
        ("Land", "country"),
        ("البلد", "country"),
        ("کشور", "country"),
        ("País", "country"),
        ("Country name", "country"),
        ("Acronym", "acronym"),
        ("Sigle", "acronym"),
        ("Nr.", "row"),
        ("No", "row"),
        ("№", "row"),
        ("#", "row"),
        ("ردیف", "row"),
        ("City / town", "city"),
        ("Description of activities", "description"),
        ("Contact person", "contact"),
        ("E-Mail", "email"),
        ("Web site", "url"),
        ("Type of organisation", "kind"),
        ("Date joined", "time"),
        ("Number of members", "name"),  # its values will tell that it is none
        ("Gates", None),
        ("", None),
        ("a heading of so many words that it is rather a sentence about an organisation", None),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, field: str | None) -> None:
    found = read_heading(heading)
    assert (found.field if found else None) == field


def test_words_for_bodies_come_before_plain_names() -> None:
    organisation, name = read_heading("Organisation"), read_heading("Name")
    assert organisation and name and organisation.rank < name.rank


def test_headings_are_one_but_for_case_and_punctuation() -> None:
    assert same_heading("Name (official)", "NAME_OFFICIAL")
    assert not same_heading("", "")
    assert not same_heading("Name", "Names")


def test_sums_are_told() -> None:
    assert [is_total(words) for words in ("Total", "المجموع", "Gesamt:", "Total River Trust")] == [True, True, True, False]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("tweet_id", "post_id"),
        ("user.screen_name", "post_handle"),
        ("Author", "post_account"),
        ("page", None),
        ("created_at", "post_time"),
        ("full_text", "post_text"),
        ("Permalink", "post_url"),
        ("النص", "post_text"),
        ("likes", None),
    ],
)
def test_headings_of_exports_of_posts(heading: str, field: str | None) -> None:
    assert read_post_heading(heading) == field
