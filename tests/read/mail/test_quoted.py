import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.read.mail.attributions import Quoted, read_attribution
from whosays.read.mail.bodies import Body, read_page_body, read_plain_body
from whosays.read.mail.quoted import find_stretches


def table(body: Body) -> list[tuple[str, str | None, str | None, str]]:
    return [(d.zone, d.author, d.date, " ‖ ".join(body.text[s:e] for s, e in d.spans)) for d in body.drafts]


def test_an_answer_below_what_it_quotes() -> None:
    found = read_plain_body("""On Wed, 2 Oct 2030 at 09:00, Ben Adler <ben@harbour.example> wrote:
> When does the oil come?
>
> Am 01.10.2030 um 08:15 schrieb Ana Ferreira:
>> We have two cans left.

On Thursday, with the second boat.

--\x20
Ana Ferreira
Keeper
""")
    assert table(found) == [
        ("paragraph", None, None, "On Wed, 2 Oct 2030 at 09:00, Ben Adler <ben@harbour.example> wrote:"),
        ("quote_block", "Ben Adler", "2030-10-02", "When does the oil come?"),
        ("paragraph", None, None, "Am 01.10.2030 um 08:15 schrieb Ana Ferreira:"),
        ("quote_block", "Ana Ferreira", "2030-10-01", "We have two cans left."),
        ("paragraph", None, None, "On Thursday, with the second boat."),
        ("boilerplate", None, None, "-- \nAna Ferreira\nKeeper"),
    ]


def test_a_quotation_over_several_lines_is_in_pieces_without_its_marks() -> None:
    found = read_plain_body("> The oil comes on Thursday with the second\n> boat, says the council.\n\nGood.\n")
    assert table(found)[0][3] == "The oil comes on Thursday with the second ‖ boat, says the council."


@pytest.mark.parametrize(
    ("head", "author", "date"),
    [
        ("From: Ilse Brandvold\nSent: Tuesday, October 1, 2030 3:12 PM\nTo: Ana\nSubject: Oil", "Ilse Brandvold", "2030-10-01"),
        (
            "Von: Ilse Brandvold\nGesendet: 1. Oktober 2030 15:12\nAn: Ana\nBetreff: Öl",
            "Ilse Brandvold",
            "2030-10-01",
        ),
        ("De : Ilse Brandvold\nEnvoyé : mardi 1 octobre 2030 15:12\nÀ : Ana\nObjet : Huile", "Ilse Brandvold", "2030-10-01"),
        ("De: Ilse Brandvold\nEnviado: martes\nPara: Ana\nAsunto: Aceite", "Ilse Brandvold", None),
        ("من: إلسا\nتاريخ الإرسال: 1 أكتوبر 2030\nإلى: آنا\nالموضوع: الزيت", "إلسا", "2030-10-01"),
        ("از: السا\nتاریخ: ۱ اکتبر ۲۰۳۰\nبه: آنا\nموضوع: روغن", "السا", "2030-10-01"),
        ("*From:* Ilse <i@harbour.example>\n*Date:* 1 Oct 2030\n*Subject:* Oil", "Ilse <i@harbour.example>", "2030-10-01"),
    ],
)
def test_all_below_the_head_of_an_answered_mail_is_its_writers(head: str, author: str, date: str | None) -> None:
    found = read_plain_body(f"It comes on Thursday.\n\n-----Original Message-----\n{head}\n\nThe council has no oil.\n")
    lines = [("paragraph", None, None, line) for line in head.split("\n")]
    assert table(found) == [
        ("paragraph", None, None, "It comes on Thursday."),
        ("boilerplate", None, None, "-----Original Message-----"),
        *lines,
        ("quote_block", author, date, "The council has no oil."),
    ]


def test_an_answered_mail_in_a_page() -> None:
    found = read_page_body(
        "<div>It comes.</div><div>On 1 Oct 2030 at 9:00, Ben &lt;ben@harbour.example&gt; wrote:<br></div>"
        "<blockquote>When does the oil come?</blockquote>"
    )
    assert table(found) == [
        ("paragraph", None, None, "It comes."),
        ("paragraph", None, None, "On 1 Oct 2030 at 9:00, Ben <ben@harbour.example> wrote:"),
        ("quote_block", "Ben", "2030-10-01", "When does the oil come?"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Note the following:\n\nfrom: the harbour\n\nwe sail.",
        "The council wrote:\n\nNothing is settled.",
        "On 3 October 2030 the council wrote in its long letter to the keepers of the light:\n\nNothing is settled.",
        "From: the harbour.\nTo: the town it is a mile.",
        "a -- b",
    ],
)
def test_own_words_are_not_taken_for_an_answer(words: str) -> None:
    assert all(stretch.kind == "own" for stretch in find_stretches(words))


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("On Mon, Oct 3, 2030 at 10:04 AM Ana Ferreira <ana@x.example> wrote:", "Ana Ferreira", "2030-10-03"),
        ("On 3 Oct 2030, at 10:04, Ana Ferreira wrote:", "Ana Ferreira", "2030-10-03"),
        ("Le lun. 3 oct. 2030 à 10:04, Ana Ferreira <ana@x.example> a écrit :", "Ana Ferreira", "2030-10-03"),
        ("Am 03.10.2030 um 10:04 schrieb Ana Ferreira:", "Ana Ferreira", "2030-10-03"),
        ("El lun, 3 oct 2030 a las 10:04, Ana Ferreira (<ana@x.example>) escribió:", "Ana Ferreira", "2030-10-03"),
        ("Ana Ferreira wrote on 3 October 2030:", "Ana Ferreira", "2030-10-03"),
        ("Op ma 3 okt. 2030 om 10:04 schreef Ana Ferreira <ana@x.example>:", "Ana Ferreira", None),
        ("чт, 3 окт. 2030 г. в 10:04, Ana Ferreira <ana@x.example>:", "Ana Ferreira", None),
        ("في الاثنين، 3 أكتوبر 2030 في 10:04 ص تمت كتابة ما يلي بواسطة آنا <ana@x.example>:", "آنا", "2030-10-03"),
        ("در تاریخ دوشنبه، ۳ اکتبر ۲۰۳۰ ساعت ۱۰:۰۴ آنا <ana@x.example> نوشت:", "آنا", "2030-10-03"),
        ("Ana wrote:", "Ana", None),
        ("On 3 Oct 2030 at 10:04, <ana@x.example> wrote:", "ana@x.example", "2030-10-03"),
    ],
)
def test_who_and_when_of_a_quotation(line: str, author: str, date: str | None) -> None:
    found = read_attribution(line, followed=True)
    assert found is not None
    assert found.author == author
    assert date is None or found.date == date


@pytest.mark.parametrize("line", ["The oil comes:", "", "Ana wrote", "It is late. Then she wrote:"])
def test_what_announces_no_quotation(line: str) -> None:
    assert read_attribution(line, followed=True) in (None, Quoted(author=None, date=None))


@given(st.text(alphabet=">-: \naFromSentTo1wrote", max_size=200))
def test_every_word_is_in_a_zone(text: str) -> None:
    body = read_plain_body(text)
    kept = [(s, e) for d in body.drafts for s, e in (*d.spans, *([d.marker] if d.marker else []))]
    inside = "".join(body.text[s:e] for s, e in sorted(kept))
    letters = [char for char in inside if char.isalnum()]
    assert letters == [char for char in text if char.isalnum()]
