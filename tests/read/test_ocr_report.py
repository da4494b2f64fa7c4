"""What is said of recognised pages."""

from whosays.read.ocr import OcrLine, OcrWord
from whosays.read.ocr_report import MISSING, report_pages
from whosays.records import DocumentId


def line(*sure: float) -> OcrLine:
    words = tuple(
        OcrWord(text=f"w{at}", left=0.1, top=0.1, right=0.2, bottom=0.2, confidence=one) for at, one in enumerate(sure)
    )
    return OcrLine(words=words, block=1, paragraph=1, language="eng", size=0.02, base=0.2)


def test_each_page_with_unsure_words_is_named_and_pages_without_words_together() -> None:
    pages = [[line(0.9, 0.5), line(0.3)], [], [line(0.95)], [], []]
    found = list(report_pages(DocumentId("doc-1"), pages, [None, None, None, None, MISSING], numbers=[2, 3, 4, 7, 9]))
    assert [(p.code, p.message) for p in found[:1]] == [("ocr-uncertain", "page 2: 2 of 3 words are below 0.70: w1, w0")]
    assert (found[1].code, found[1].message.split(":")[0]) == ("ocr-missing", "page 9")
    assert (found[2].code, found[2].message) == ("no-words-recognised", "pages 3, 7: no words were recognised.")
