# ruff: noqa: E501  (paragraphs of joined scripts are as wide as their letters, not as many)
"""Claims by tables: what must hold whatever the text, what the tables may hold, and paragraphs with known claims.

The rules themselves have literate cases in tests/cases/claims: arabic.md, persian.md, french.md.
"""

from __future__ import annotations

import re
import unicodedata
from time import process_time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.anchors import Cutter, anchors_of
from whosays.extract.claims import Claims
from whosays.extract.material import Material
from whosays.records import Act, CaptureId, Claim, Document, DocumentId, HedgeKind, Modality, Passage, PassageId
from whosays.text.claim_language import LANGUAGES, Cue, claim_language, read_words
from whosays.text.cues import hedge_cues

SMALL = {
    "ar": "قال وقالت أن إنّ إنه وأن بحسب وفقا لوزارة الري ، ؛ : . ؟ « » “ ” سالم المدير يُعتقد كما في لم سيفتح من المحتمل دعت إلى بفتح (١) \n \n\n",
    "fa": "گفت می‌گوید می گوید که ، : . ؟ « » به گزارش انجمن وی و افزود اعلام کرد از انتقاد خواستار شد را شهردار گفته می‌شود در ، ۱۲ \n \n\n",
    "fr": "le maire a déclaré que qu' dit-il , ; : . ? « » selon d'après on dit l'eau et n' pas elle comme accuse de cacher (x) \n \n\n",
}
WORDS = st.sampled_from(sorted({word for text in SMALL.values() for word in re.split(r" ", text)}))


def material(text: str, language: str) -> Material:
    doc = Document(id=DocumentId("d"), capture=CaptureId("c"), name="a.txt", text=text, languages=(language,), made_by="test")
    cutter = Cutter(doc)
    pieces = [cutter.cut(found.start(), found.end()) for found in re.finditer(r"\S(?:[^\n]*[^\s])?", text)]
    passages = [
        Passage(id=PassageId(f"psg-{n}"), doc=doc.id, zone="paragraph", pieces=(piece,), order=n)
        for n, piece in enumerate(pieces)
    ]
    return Material(doc, passages)


def claims(text: str, language: str) -> list[Claim]:
    return [record for record in Claims()(material(text, language)) if isinstance(record, Claim)]


def is_cut(text: str, at: int) -> bool:
    """Ask whether a place lies inside a word: letters, marks or joiners on both sides."""
    if not 0 < at < len(text):
        return False
    return all(char.isalnum() or unicodedata.category(char) in {"Mn", "Cf"} for char in text[at - 1 : at + 1])


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=40))
def test_words_are_verbatim_and_whole_and_every_claim_has_a_holder(language: str, words: list[str]) -> None:
    text = " ".join(words)
    given_material = material(text, language)
    found = [record for record in Claims()(given_material) if isinstance(record, Claim)]
    for claim in found:
        assert claim.content
        assert claim.chain[0].holder.kind == "author"
        for step in claim.chain[1:]:
            assert step.holder.at is not None or step.holder.kind in {"hidden", "implied"}
        for anchor in anchors_of(claim):
            given_material.cutter.check(anchor)
            assert not is_cut(text, anchor.start)
            assert not is_cut(text, anchor.end)
    assert len({claim.id for claim in found}) == len(found)
    assert found == claims(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_hold_only_words_of_the_records(language: str) -> None:
    tables = claim_language(language)
    assert tables is not None
    assert tables.order in {"verb-first", "verb-second", "verb-last"}
    cues: list[Cue] = [cue for group in tables._cues.values() for _, found in group for cue in found]
    assert {cue.act for cue in cues} <= set(get_args(Act))
    starts = ("clause", "bare", "object", "told", "after ", "from ", "holder ")
    assert all(frame.startswith(starts) for cue in cues for frame in cue.frames)
    assert {cue.kind for cue in hedge_cues(language)} - {"approximator-number"} <= set(get_args(HedgeKind))
    assert {cue.modality for cue in hedge_cues(language)} - {""} <= set(get_args(Modality))
    for name in ("complement", "source", "hidden", "impersonal", "ends", "leads", "negation", "pronouns", "abbreviations"):
        assert tables.words(name)._first, name


def test_a_language_without_tables_has_none() -> None:
    assert claim_language("xx") is None
    assert claims("Burmistrz powiedział, że port jest zamknięty.", "pl") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "وقالت الوزارةُ إنّ"), ("fa", "می‌گوید که"), ("fa", "ميگويد كه"), ("fr", "a également déclaré qu’")],
)
def test_a_cue_is_found_in_each_of_its_spellings(language: str, text: str) -> None:
    tables = claim_language(language)
    assert tables is not None
    words = read_words(text)
    taken, cues = tables.cue_at(words, 0)
    assert taken
    assert {cue.kind for cue in cues} >= {"verb"}


@pytest.mark.parametrize("swap", [("جمعية النهر", "نقابة البحر"), ("رابطة الجسر", "هيئة الميناء")])
def test_who_is_spoken_of_changes_nothing_but_the_name(swap: tuple[str, str]) -> None:
    text = f"اتهمت {swap[0]} إدارة المصنع بتلويث المياه. وبحسب {swap[0]}، يُعتقد أن البحيرة جفت."
    ours, theirs = claims(text, "ar"), claims(text.replace(*swap), "ar")
    assert [(c.form, c.modality, c.polarity, [s.act for s in c.chain], c.by) for c in ours] == [
        (c.form, c.modality, c.polarity, [s.act for s in c.chain], c.by) for c in theirs
    ]


# Written with their claims before the rules were run on them: the words of the innermost holder ("" for the author's own,
# "-" for nobody named, "*" for one left out) and what is said.
PARAGRAPHS = [
    (
        "ar",
        "انتهت أمس أعمال ترميم المنارة القديمة عند مدخل الخليج. وقال مدير المشروع إن العمل استغرق أربع سنوات، وأشار إلى أن كلفته "
        "بقيت دون المتوقع. وأعربت جمعية البحارة عن ارتياحها لعودة الضوء إلى الساحل. غير أن صحيفة الخليج ذكرت أن السلم الداخلي ما "
        "زال مغلقا. ووفقا لمهندسة السلامة منى صباح، فإن السلم سيفتح بعد شهرين على الأرجح. ويُقال إن المنارة بنيت فوق برج أقدم "
        "منها.",
        [
            ("", "انتهت أمس أعمال ترميم المنارة القديمة عند مدخل الخليج"),
            ("مدير المشروع", "العمل استغرق أربع سنوات"),
            ("مدير المشروع", "كلفته بقيت دون المتوقع"),
            ("جمعية البحارة", "ارتياحها لعودة الضوء إلى الساحل"),
            ("صحيفة الخليج", "السلم الداخلي ما زال مغلقا"),
            ("لمهندسة السلامة منى صباح", "السلم سيفتح بعد شهرين على الأرجح"),
            ("-", "المنارة بنيت فوق برج أقدم منها"),
        ],
    ),
    (
        "ar",
        "«لم نعد نجد نحلا في الوادي»، يقول مربي النحل وليد عمران. ويعتقد باحثون من جامعة الوادي أن الجفاف هو السبب الأول. لكن "
        "وزارة الزراعة نفت أن تكون خلايا النحل في خطر، وأكد ناطق باسمها أن العدد ثابت منذ عام 2019. وطالبت تعاونية العسل بوقف رش "
        "البساتين في الربيع. وجاء في تقريرها: «خسرنا ثلث الخلايا. لا نعرف كيف نعوضها». ولا توجد إحصاءات مستقلة حتى اليوم.",
        [
            ("مربي النحل وليد عمران", "لم نعد نجد نحلا في الوادي"),
            ("باحثون من جامعة الوادي", "الجفاف هو السبب الأول"),
            ("وزارة الزراعة", "تكون خلايا النحل في خطر"),
            ("ناطق باسمها", "العدد ثابت منذ عام 2019"),
            ("تعاونية العسل", "بوقف رش البساتين في الربيع"),
            ("تقريرها", "خسرنا ثلث الخلايا"),
            ("تقريرها", "لا نعرف كيف نعوضها"),
            ("", "ولا توجد إحصاءات مستقلة حتى اليوم"),
        ],
    ),
    (
        "fa",
        "مرمت فانوس دریایی قدیمی در دهانه خلیج دیروز به پایان رسید. مدیر طرح گفت که کار چهار سال طول کشید و یادآور شد که هزینه آن "
        "کمتر از پیش‌بینی بود. انجمن دریانوردان از بازگشت نور به ساحل استقبال کرد. با این حال، روزنامه خلیج نوشت پله‌های درونی "
        "همچنان بسته است. به گفته مهندس ایمنی، مینا صبوری، پله‌ها احتمالا دو ماه دیگر باز می‌شود. گفته می‌شود فانوس روی برجی "
        "کهن‌تر ساخته شده است.",
        [
            ("", "مرمت فانوس دریایی قدیمی در دهانه خلیج دیروز به پایان رسید"),
            ("مدیر طرح", "کار چهار سال طول کشید"),
            ("مدیر طرح", "هزینه آن کمتر از پیش‌بینی بود"),
            ("انجمن دریانوردان", "بازگشت نور به ساحل"),
            ("روزنامه خلیج", "پله‌های درونی همچنان بسته است"),
            ("مهندس ایمنی", "پله‌ها احتمالا دو ماه دیگر باز می‌شود"),
            ("-", "فانوس روی برجی کهن‌تر ساخته شده است"),
        ],
    ),
    (
        "fa",
        "زنبوردار پیر دره، کاوه امینی، می‌گوید: «دیگر در دره زنبوری نمی‌بینیم.» پژوهشگران دانشگاه دره معتقدند که خشکسالی علت اصلی "
        "است. اما وزارت کشاورزی تأکید کرد که کندوها در خطر نیستند و افزود شمار آنها از سال ۱۳۹۸ ثابت مانده است. تعاونی عسل خواستار "
        "توقف سم‌پاشی باغ‌ها در بهار شد. در گزارش این تعاونی آمده است: «یک‌سوم کندوها را از دست داده‌ایم. نمی‌دانیم چگونه آن را "
        "جبران کنیم.» تا امروز هیچ آمار مستقلی منتشر نشده است.",
        [
            ("زنبوردار پیر دره", "دیگر در دره زنبوری نمی‌بینیم"),
            ("پژوهشگران دانشگاه دره", "خشکسالی علت اصلی است"),
            ("وزارت کشاورزی", "کندوها در خطر نیستند"),
            ("وزارت کشاورزی", "شمار آنها از سال ۱۳۹۸ ثابت مانده است"),
            ("تعاونی عسل", "توقف سم‌پاشی باغ‌ها در بهار"),
            ("گزارش این تعاونی", "یک‌سوم کندوها را از دست داده‌ایم"),
            ("گزارش این تعاونی", "نمی‌دانیم چگونه آن را جبران کنیم"),
            ("", "تا امروز هیچ آمار مستقلی منتشر نشده است"),
        ],
    ),
]


def _held(claim: Claim) -> str:
    holder = claim.chain[-1].holder
    if len(claim.chain) == 1:
        return ""
    return holder.at.text if holder.at else "-" if holder.kind == "hidden" else "*"


@pytest.mark.parametrize(("language", "text", "known"), PARAGRAPHS)
def test_most_known_claims_of_a_paragraph_are_found(language: str, text: str, known: list[tuple[str, str]]) -> None:
    found = claims(text, language)
    pairs = {(_held(claim), " … ".join(anchor.text for anchor in claim.content)) for claim in found}
    missed = [claim for claim in known if claim not in pairs]
    assert len(known) - len(missed) >= 0.7 * len(known), missed
    for claim in found:
        assert not any(is_cut(text, at) for anchor in anchors_of(claim) for at in (anchor.start, anchor.end))


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "قال بحسب أن وأكد ، "), ("fa", "گفت که ، اعلام کرد "), ("fr", "selon dit que , et a dit ")]
)
def test_a_maze_of_cues_takes_no_more_than_its_share(language: str, words: str) -> None:
    text = words * (8_000 // len(words))
    start = process_time()
    claims(text, language)
    assert process_time() - start < 60
