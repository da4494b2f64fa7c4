"""Twelve PDFs of our own, whose words and notes are known: set by WeasyPrint and LibreOffice, and scans of the same.

All of it is invented. A paragraph's notes stand in it as {1}, {2} …; what each note says stands beside.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is to be set: a title, paragraphs with marks of notes in them, the notes by number."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    notes: dict[int, str]
    columns: int = 1

    @property
    def rtl(self) -> bool:
        """Whether it runs from right to left."""
        return self.language in ("ar", "fa")

    def words(self) -> str:
        """Return title and paragraphs without their marks."""
        return "\n".join([self.title, *(MARK.sub("", paragraph) for paragraph in self.paragraphs)])


_ENGLISH = (
    "The lock-keeper of the Aldwen wrote down the height of the water every morning for forty-one years, and nobody read it.{1}"
    " When the town library moved to the quay in 1987 the ledgers were found behind a stove, dry and in order.",
    "Mira Tollund, who teaches hydrology at the harbour school, says that the ledgers show a slow rise of about two millimetres"
    " a year.{2} “It is not much, but it never once goes back,” she told the harbour council. The council replied that it would"
    " look into the matter, and asked for the ledgers.{3}",
    "In the following winter the ice carried away the gauge. A new one was set by the masons of Brack Lane, four feet higher,"
    " and the keeper went on with his numbers as if nothing had happened.{4} That is why the line has a step in it"
    " which no flood explains, and why two reports that used the ledgers give different years for the same high water.",
    "The orchestra of the harbour plays on the old lock every June. In 2019 about 1,200 people came, according to the"
    " organisers; the newspaper counted “hardly more than four hundred”.{5} Both numbers are given"
    " here because neither can be checked: the tickets were free and the gate has no turnstile.",
    "What can be checked is the music. The programme of 2019 names nine pieces, among them the Ferry Dances by Ilse Brandvold,"
    " who wrote them for the opening of the bridge.{6} She says that she was promised a printed score and never got one.{7}",
    "The bridge itself was paid for by a lottery. Its accounts, which the library keeps in a box marked Various, show that the"
    " last ticket was sold three days after the draw.{8} The treasurer of the lottery called this an error of the clerk; the"
    " clerk, in a letter which is bound in with the accounts, says that he was told to go on selling.",
    "Today the lock is worked from a room in the town hall. The ledgers have been copied, and the copies are read by anybody"
    " who asks. The step of the broken gauge is still in them, with a note in pencil in the margin that nobody has dated.{9}",
)
_ENGLISH_NOTES = {
    1: "Aldwen Lock, Ledgers 1–14, Harbour Library, shelf mark H 22.",
    2: "M. Tollund, Two Millimetres, https://school.example/tollund/two-millimetres, 4.5.2016, p. 12.",
    3: "Minutes of the Harbour Council, 17.6.2016, item 8.",
    4: "Ibid., item 9.",
    5: "Harbour Courier, 30.6.2019, p. 3.",
    6: "Programme of the Lock Concert, Harbour Orchestra, June 2019.",
    7: "Letter to the author, 12.1.2021.",
    8: "Bridge Lottery, Accounts, Harbour Library, box 7; see also https://library.example/boxes/7.",
    9: "Ledger 9, entry for the second week of February.",
}
_ARABIC = (
    "تقع مكتبة الميناء القديمة على ضفة النهر، وقد افتتحت أبوابها للقراء قبل تسعين سنة.{1} وتقول أمينة المكتبة إن عدد الزوار"
    " تضاعف في السنوات العشر الأخيرة، وإن أكثرهم من طلاب المدارس القريبة.",
    "ذكرت جريدة الميناء أن المجلس البلدي وافق على ترميم القاعة الكبرى في شهر أيار.{2} وأكد رئيس المجلس أن العمل سينتهي قبل"
    " حلول الشتاء، لكن العمال يقولون إن السقف يحتاج إلى وقت أطول.",
    "في الطابق الثاني خزانة من خشب الجوز تحفظ فيها خرائط النهر.{3} رسم أقدم هذه الخرائط ملاح لم يكتب اسمه، وترك في زاوية"
    " الورقة رسما صغيرا لقارب ذي شراعين.",
    "يعزف طلاب مدرسة الموسيقى في ساحة المكتبة كل مساء من أيام الصيف، ويجلس الناس على الدرج ليستمعوا.{4} وتقول مديرة المدرسة"
    " إن الحفل الأخير حضره نحو ثلاثمئة شخص.",
)
_ARABIC_NOTES = {
    1: "سجل مكتبة الميناء، الجزء الأول، ص ٤.",
    2: "جريدة الميناء، العدد ٢١٧، ص ٣.",
    3: "دليل الخرائط، مكتبة الميناء.",
    4: "رسالة من مديرة المدرسة إلى الكاتب.",
}
_PERSIAN = (
    "کتابخانه بندر در کنار رودخانه ساخته شده است و نزدیک به نود سال از گشایش آن می‌گذرد.{1} کتابدار می‌گوید شمار بازدیدکنندگان"
    " در ده سال گذشته دو برابر شده و بیشتر آنان دانش‌آموزند.",
    "روزنامه بندر نوشت که شورای شهر با بازسازی تالار بزرگ موافقت کرده است.{2} رئیس شورا گفت که کار تا پیش از زمستان به پایان"
    " می‌رسد، اما کارگران می‌گویند سقف به زمان بیشتری نیاز دارد.",
    "در طبقه دوم گنجه‌ای از چوب گردو هست که نقشه‌های رودخانه را در آن نگه می‌دارند.{3} کهن‌ترین نقشه را دریانوردی کشیده که نام"
    " خود را ننوشته و در گوشه کاغذ قایقی کوچک با دو بادبان کشیده است.",
    "شاگردان هنرستان موسیقی در شب‌های تابستان در حیاط کتابخانه ساز می‌زنند و مردم روی پله‌ها می‌نشینند و گوش می‌دهند.{4} مدیر"
    " هنرستان می‌گوید در آخرین اجرا نزدیک به سیصد نفر آمده بودند.",
)
_PERSIAN_NOTES = {
    1: "دفتر کتابخانه بندر، جلد نخست، ص ۴.",
    2: "روزنامه بندر، شماره ۲۱۷، ص ۳.",
    3: "فهرست نقشه‌ها، کتابخانه بندر.",
    4: "نامه مدیر هنرستان به نویسنده.",
}
STORIES = {
    "english": Story(language="en", title="The ledgers of the Aldwen lock", paragraphs=_ENGLISH, notes=_ENGLISH_NOTES),
    "english-columns": Story(
        language="en", title="The ledgers of the Aldwen lock", paragraphs=_ENGLISH, notes=_ENGLISH_NOTES, columns=2
    ),
    "arabic": Story(language="ar", title="مكتبة الميناء القديمة", paragraphs=_ARABIC, notes=_ARABIC_NOTES),
    "persian": Story(language="fa", title="کتابخانه بندر", paragraphs=_PERSIAN, notes=_PERSIAN_NOTES),
}

_STYLE = """
@page { size: A5; margin: 18mm 16mm; @footnote { border-top: .5pt solid; padding-top: 4pt; margin-top: 8pt }
  @bottom-center { content: counter(page); font-size: 8pt } @top-center { content: "Harbour papers"; font-size: 8pt } }
html { font: 10.5pt/1.45 "Noto Serif", "DejaVu Serif", serif; hyphens: none }
@page rtl { size: A6 } html[dir=rtl] { page: rtl; font-family: "Noto Naskh Arabic", "DejaVu Sans", serif; font-size: 12pt }
h1 { font-size: 18pt; margin: 0 0 10pt } p { margin: 0 0 6pt; text-align: justify }
.note { float: footnote; font-size: 8pt; line-height: 1.3; text-align: start }
.note::footnote-call { font-size: 65%; vertical-align: super; line-height: 0 }
.two { columns: 2; column-gap: 8mm }
"""


def set_by_weasyprint(story: Story) -> bytes:
    """Set a story with footnotes at the foot of its pages. In two columns the notes stand at the end, as endnotes do."""
    import weasyprint

    return bytes(weasyprint.HTML(string=_page(story)).write_pdf())


def _page(story: Story) -> str:
    def note(found: re.Match[str]) -> str:
        words = html.escape(story.notes[int(found[1])])
        return f'<span class="note">{words}</span>' if story.columns == 1 else f"<sup>{found[1]}</sup>"

    body = "".join(f"<p>{MARK.sub(note, html.escape(words))}</p>" for words in story.paragraphs)
    if story.columns > 1:
        listed = "".join(
            f'<p style="font-size: 8pt; margin: 0"><sup>{number}</sup> {html.escape(words)}</p>'
            for number, words in story.notes.items()
        )
        body = f'<div class="two">{body}</div><h2>Notes</h2>{listed}'
    direction = "rtl" if story.rtl else "ltr"
    return (
        f'<!doctype html><html lang="{story.language}" dir="{direction}"><meta charset="utf-8"><title>{story.title}</title>'
        f"<style>{_STYLE}</style><h1>{story.title}</h1>{body}</html>"
    )


_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls/>
<office:styles>
 <style:default-style style:family="paragraph">
  <style:paragraph-properties style:writing-mode="{mode}"/>
  <style:text-properties style:font-name="{font}" fo:font-family="'{font}'" style:font-family-complex="'{font}'"
   fo:font-size="{size}pt" style:font-size-complex="{size}pt" fo:language="{language}" fo:country="none"/></style:default-style>
 <style:style style:name="Head" style:family="paragraph"><style:text-properties fo:font-size="18pt" fo:font-weight="bold"
  style:font-size-complex="18pt" style:font-weight-complex="bold"/></style:style>
 <style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.25cm"
  fo:text-align="justify"/></style:style>
 <style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="8pt"
  style:font-size-complex="8pt"/></style:style>
 <style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
 <text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Raised" style:num-format="1"
  text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>
</office:styles>
<office:automatic-styles>
 <style:page-layout style:name="P"><style:page-layout-properties fo:page-width="{width}cm" fo:page-height="{height}cm"
  fo:margin-top="1.8cm" fo:margin-bottom="1.8cm" fo:margin-left="1.6cm" fo:margin-right="1.6cm" style:writing-mode="{mode}">
  <style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/></style:page-layout-properties></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""


def set_by_libreoffice(story: Story) -> bytes:
    """Set a story with LibreOffice, footnotes at the foot of the page (of the column, where there are two)."""

    def note(found: re.Match[str]) -> str:
        number = found[1]
        return (
            f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
            '<text:note-body><text:p text:style-name="Footnote"><text:s/>'
            f"{html.escape(story.notes[int(number)])}</text:p></text:note-body></text:note>"
        )

    paragraphs = "".join(
        f'<text:p text:style-name="Body">{MARK.sub(note, html.escape(words))}</text:p>' for words in story.paragraphs
    )
    body = f'<text:p text:style-name="Head">{story.title}</text:p>{paragraphs}'
    font, size = ("Noto Naskh Arabic", 12) if story.rtl else ("Noto Serif", 10.5)
    width, height = (10.5, 14.8) if story.rtl else (14.8, 21)
    flat = _FLAT.format(
        mode="rl-tb" if story.rtl else "lr-tb", font=font, size=size, language=story.language, columns=story.columns,
        body=body, width=width, height=height,
    )  # fmt: skip
    return convert(flat.encode(), "story.fodt", "pdf")


def convert(raw: bytes, name: str, kind: str) -> bytes:
    """Convert a file with LibreOffice, in a profile of its own."""
    program = shutil.which("soffice")
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / name
        source.write_bytes(raw)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return source.with_suffix(f".{kind}").read_bytes()


def scan(pdf: bytes, *, dpi: int = 200) -> bytes:
    """Return a PDF of pictures of the pages, a little grey and a little turned, without a text layer."""
    import numpy as np
    from PIL import Image, ImageFilter
    from pypdfium2 import PdfDocument

    sheets = []
    with PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            image = page.render(scale=dpi / 72, grayscale=True).to_pil()
            image = image.rotate(0.25 if number % 2 else -0.2, fillcolor=250, resample=Image.Resampling.BICUBIC)
            dots = np.asarray(image.filter(ImageFilter.GaussianBlur(0.5)), dtype=np.float64)
            noise = np.random.default_rng(number).normal(0, 7, dots.shape)
            sheets.append(Image.fromarray(np.clip(dots * 0.97 + noise, 0, 255).astype(np.uint8)))
    out = BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=dpi)
    return out.getvalue()


def born_digital() -> Iterator[tuple[str, Story, bytes]]:
    """Yield the name, the story and the bytes of each PDF with a text layer that the programs here can make."""
    for name, story in STORIES.items():
        yield f"{name} by WeasyPrint", story, set_by_weasyprint(story)
        if shutil.which("soffice"):
            yield f"{name} by LibreOffice", story, set_by_libreoffice(story)
