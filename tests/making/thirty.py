"""Thirty short documents, all invented, in families: what their claims rest on was marked by hand.

Each family is one proposition. `rests` are the steps a careful reader finds between documents and origins, `lower` and `upper`
how many independent origins there are, when nobody has confirmed anything yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document: its publisher, its paragraphs as HTML, the words of its claim; the address is made of its name."""

    name: str
    publisher: str | None
    body: str
    claim: str
    language: str = "en"

    @property
    def url(self) -> str:
        return f"https://{self.name}.example/news"

    def html(self) -> str:
        """Return the page."""
        site = f'<meta property="og:site_name" content="{escape(self.publisher)}">' if self.publisher else ""
        return (
            f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8"><title>{self.name}</title>{site}'
            f'<link rel="canonical" href="{self.url}"></head>'
            f"<body><main><article><p>{self.body}</p></article></main></body></html>"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Papers that state one thing, and what a careful reader finds."""

    title: str
    papers: tuple[Paper, ...]
    lower: int
    upper: int
    rests: frozenset[tuple[str, str]]
    ends: frozenset[str]
    circular: bool = False
    only_subject: bool = False


def _paper(name: str, publisher: str | None, body: str, claim: str, language: str = "en") -> Paper:
    return Paper(name=name, publisher=publisher, body=body, claim=claim, language=language)


FIVE = tuple(
    _paper(f"weir-{number}", publisher, body, "weir")
    for number, (publisher, body) in enumerate(
        [
            ("The Valley Echo", "The Lenn River Authority said that the Ambrook weir had lost 40 stones in the flood."),
            ("Lenn Weekly", "According to the Lenn River Authority, the Ambrook weir lost 40 stones in the flood."),
            ("Mill Lane Times", "The Lenn River Authority reported that the flood had washed 40 stones off the Ambrook weir."),
            ("North Bank News", "The Ambrook weir lost 40 stones in the flood, the Lenn River Authority said."),
            ("South Bank News", "The Lenn River Authority stated that the Ambrook weir lost 40 stones in the flood."),
        ],
        1,
    )
)
TWO_ROUND = (
    _paper(
        "gazette", "Harbour Gazette", "According to the Quay Post, the Tollen Lighthouse was sold for 3,200 crowns.", "sold"
    ),
    _paper("post", "Quay Post", "According to the Harbour Gazette, the Tollen Lighthouse was sold for 3,200 crowns.", "sold"),
)
THREE_ROUND = (
    _paper(
        "alder",
        "Alder Notes",
        'The Norwick Library <a href="https://birch.example/news">holds 912 maps</a> of the fens.',
        "912",
    ),
    _paper(
        "birch",
        "Birch Notes",
        'The Norwick Library <a href="https://cedar.example/news">holds 912 maps</a> of the fens.',
        "912",
    ),
    _paper(
        "cedar",
        "Cedar Notes",
        'The Norwick Library <a href="https://alder.example/news">holds 912 maps</a> of the fens.',
        "912",
    ),
)
WITNESSES = (
    _paper("keeper", "Mossgate Bridge Keepers", "The Mossgate Bridge opened 17 times on the night of the fair.", "17"),
    _paper("ferry", "Osk Ferry Company", "The Mossgate Bridge opened 17 times that night, to the joy of the crews.", "17"),
    _paper("copy", "Osk Courier", "According to the Osk Ferry Company, the Mossgate Bridge opened 17 times that night.", "17"),
)
RETRACTION = (
    _paper("early", "Elm Street Bulletin", "The Larkhill Choir cancelled 6 concerts in the spring.", "6 concerts"),
    _paper(
        "later", "Larkhill Review",
        "The Elm Street Bulletin wrote that the Larkhill Choir had cancelled 6 concerts in the spring."
        " The report was withdrawn.",
        "6 concerts",
    ),
)  # fmt: skip
APART = (
    _paper("dune", "Dune Society", "The Sandhaven Dunes shrank by 11 metres in the winter storms.", "11"),
    _paper("coast", "Coastal Surveyors", "The winter storms shrank the Sandhaven Dunes by 11 metres.", "11"),
)
HIDDEN = (
    _paper("verger", "Le Verger", "On dit que la Bibliothèque de Saint-Aubin possède 430 partitions anciennes.", "430", "fr"),
    _paper(
        "lavoir", "Le Lavoir", "La Bibliothèque de Saint-Aubin possède 430 partitions anciennes dans sa réserve.", "430", "fr"
    ),
)
FOOTNOTE = (
    _paper("survey", "Pellow Survey", "The Pellow Canal carries 58 barges in a summer week.", "58"),
    _paper(
        "digest", "Canal Digest",
        'In summer, the Pellow Canal <a href="https://survey.example/news">carries 58 barges</a> a week.', "58",
    ),
)  # fmt: skip
SUBJECT = (
    _paper("trust", "Meadow Leaf", "The Orchard Trust says that it has planted 2,600 pear trees since 1990.", "2,600"),
    _paper("leaf", "Garden Letter", "According to the Orchard Trust, it has planted 2,600 pear trees since 1990.", "2,600"),
)
PERSIAN = (
    _paper("rud", "روزنامه رود", "به گفته سازمان آب گلستان، سد مینو ۳۵ متر ارتفاع دارد.", "۳۵", "fa"),
    _paper("kuh", "هفته‌نامه کوه", "سازمان آب گلستان گفت که سد مینو ۳۵ متر ارتفاع دارد.", "۳۵", "fa"),
)
ARABIC = (
    _paper("bahr", "صحيفة البحر", "قالت وزارة الثقافة إن مكتبة النخيل تضم 740 مخطوطا.", "740", "ar"),
    _paper("nahr", "صحيفة النهر", "وفقا لوزارة الثقافة، تضم مكتبة النخيل 740 مخطوطا.", "740", "ar"),
    _paper("jabal", "صحيفة الجبل", "ذكرت وزارة الثقافة أن مكتبة النخيل تضم 740 مخطوطا.", "740", "ar"),
)
FRENCH = (
    _paper("quai", "Le Quai", "Selon le Musée des Bateliers, le port de Vernaison accueille 85 péniches.", "85", "fr"),
    _paper("rive", "La Rive", "Le Musée des Bateliers affirme que le port de Vernaison accueille 85 péniches.", "85", "fr"),
)


def _all_on(papers: tuple[Paper, ...], end: str) -> frozenset[tuple[str, str]]:
    return frozenset((paper.name, end) for paper in papers)


FAMILIES = (
    Family(title="five reports, one origin", papers=FIVE, lower=1, upper=1, rests=_all_on(FIVE, "Lenn River Authority"),
           ends=frozenset(("Lenn River Authority",))),
    Family(title="two that cite each other", papers=TWO_ROUND, lower=1, upper=2, circular=True,
           rests=frozenset((("gazette", "Quay Post"), ("post", "Harbour Gazette"))), ends=frozenset()),
    Family(title="three that cite in a ring", papers=THREE_ROUND, lower=1, upper=3, circular=True,
           rests=frozenset((("alder", "birch"), ("birch", "cedar"), ("cedar", "alder"))), ends=frozenset()),
    Family(title="two witnesses and a copy", papers=WITNESSES, lower=2, upper=2,
           rests=_all_on(WITNESSES[1:], "Osk Ferry Company") | {("keeper", "Mossgate Bridge Keepers")},
           ends=frozenset(("Mossgate Bridge Keepers", "Osk Ferry Company"))),
    Family(title="a quoted retraction", papers=RETRACTION, lower=1, upper=1,
           rests=_all_on(RETRACTION, "Elm Street Bulletin"), ends=frozenset(("Elm Street Bulletin",))),
    Family(title="two apart", papers=APART, lower=2, upper=2,
           rests=frozenset((("dune", "Dune Society"), ("coast", "Coastal Surveyors"))),
           ends=frozenset(("Dune Society", "Coastal Surveyors"))),
    Family(title="one that hides who said it", papers=HIDDEN, lower=2, upper=2,
           rests=frozenset((("verger", "nobody is named"), ("lavoir", "Le Lavoir"))),
           ends=frozenset(("nobody is named", "Le Lavoir"))),
    Family(title="a link to a source that is here", papers=FOOTNOTE, lower=1, upper=2,
           rests=frozenset((("survey", "Pellow Survey"), ("digest", "survey"))), ends=frozenset(("Pellow Survey",))),
    Family(title="only the subject itself", papers=SUBJECT, lower=1, upper=1, only_subject=True,
           rests=_all_on(SUBJECT, "Orchard Trust"), ends=frozenset(("Orchard Trust",))),
    Family(title="two reports in Persian", papers=PERSIAN, lower=1, upper=1,
           rests=_all_on(PERSIAN, "سازمان آب گلستان"), ends=frozenset(("سازمان آب گلستان",))),
    Family(title="three reports in Arabic", papers=ARABIC, lower=1, upper=1,
           rests=_all_on(ARABIC, "وزارة الثقافة"), ends=frozenset(("وزارة الثقافة",))),
    Family(title="two reports in French", papers=FRENCH, lower=1, upper=1,
           rests=_all_on(FRENCH, "Musée des Bateliers"), ends=frozenset(("Musée des Bateliers",))),
)  # fmt: skip


def lay_out(folder: Path) -> None:
    """Write all thirty into a folder."""
    for family in FAMILIES:
        for paper in family.papers:
            (folder / f"{paper.name}.html").write_text(paper.html(), encoding="utf-8")
