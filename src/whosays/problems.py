"""What can be odd about a document: the table of problem codes, and the one function that makes a Problem."""

from __future__ import annotations

from whosays.records import Anchor, DocumentId, Problem, ProblemId, make_id

# code → what it means, as the user reads it in the docs and in `whosays problems --help`. Keep the table in alphabetical order.
CODES: dict[str, str] = {
    "ambiguous-date": "A date in numbers may be day and month or month and day; nothing tells which, so only the year is kept.",
    "archive-limit": "A file inside of an archive was left out: it is too large, too deep, or one of too many.",
    "anchor-missing": "A note is printed, but its number was not found in the running text.",
    "broken-markup": "The page's markup is damaged; it was read as far as it goes.",
    "changed-before-published": "A page says that it was last changed on an earlier day than it was published. One is wrong.",
    "changed-without-date": "The words of a page changed, and its date of change lies before the visit that saw the old words.",
    "country-unknown": "A row of a list whose other rows have a country names none, or only a region of the world.",
    "date-against-rule": "An event that returns by rule is dated to another day than its rule gives. One of them may be wrong.",
    "date-after-visit": "A page gives itself a date that lies after the visit which captured it.",
    "date-against-server": "A page gives itself a later date than the day on which its server says that it was last changed.",
    "date-moved": "A page says now that it was published on another day than it said on the visit before.",
    "duplicate-row": "A row of a list has the same name and country as an earlier row.",
    "empty-document": "The file holds no words.",
    "empty-row": "A list has a number or bullet with no words after it; it is no entry.",
    "event-dates-differ": "The document gives dates for one event that cannot all be right.",
    "extraction-stopped": "Looking for names, dates and claims in the document met a limit; its text is kept without them.",
    "file-too-large": "The file has more bytes than the limit, so it was not read. Split it.",
    "file-unreadable": "The file or folder could not be opened, so it is not in the case. Look at its permissions.",
    "guessed-encoding": "The file does not say in which encoding it is written; the message names the one it was read with.",
    "ibid-ambiguous": 'A note repeats an earlier one ("Ibid.") that names several sources, or could be one of several.',
    "ibid-unresolved": 'A note repeats an earlier one ("Ibid.") that cannot be told or names no source.',
    "impossible-date": "What is printed as a date is no day of its calendar (31 February); it has no value.",
    "moving-picture": "The file is a moving picture. The words of its first frame alone are read.",
    "no-language-model": "No language model is installed for the document's language, so what needs one was not looked for.",
    "no-text-layer": "A page is a picture: it has no text to read. Run text recognition on the file and add it again.",
    "no-words-recognised": "Text recognition found no words on a page image. It may be a picture without any; look at it.",
    "note-missing": "A number in the running text points to a note that was not found.",
    "number-gap": "A numbered list leaves out a number.",
    "ocr-failed": "The words on a page image could not be recognised, so they are not in the text. The message says why.",
    "ocr-limit": "The file has more page images than are recognised in one document; the words of the others are not read.",
    "ocr-missing": "Tesseract, which reads words on page images, or a language of it is not installed. Install it; add again.",
    "ocr-uncertain": "Text recognition is not sure of words on a page. Most of such words are wrong: check them by the image.",
    "page-metadata-row": "A row of a list is a line of the web page or file (last changed, print, share), and no entry.",
    "quotation-open": "A quotation is opened and not closed, so where somebody's words end cannot be told.",
    "reader-crashed": "Reading the document met a fault of whosays itself; what the fault kept from being found is missing.",
    "reader-died": "The process that read the document was ended from outside, or by the document; nothing of it was kept.",
    "reader-slow": "Reading the document took longer than the limit and was stopped; nothing of it was kept.",
    "reader-too-large": "Reading the document needed more memory than one may, or gave too much; nothing of it was kept.",
    "undated-document": 'The document does not say its date. One was taken from its words, or "today" has no value. Check.',
    "undecodable-bytes": "Some bytes are no text in the file's encoding; they stand as � in the text.",
    "unknown-kind": "No reader knows this kind of file. The file is kept; its words are not read.",
    "unreadable-document": "The file is of a kind that whosays reads, yet cannot be read; the message says why. It is kept.",
    "weekday-against-date": "The weekday printed with a date is not the weekday of that date. One of them may be wrong.",
}


def make_problem(code: str, message: str, *, doc: DocumentId | None = None, at: Anchor | None = None) -> Problem:
    """Make a Problem.

    Args:
        code: a key of `CODES`; another one is a bug and raises KeyError.
        message: one sentence for this occurrence.
        doc: the document; taken from `at` where that is given.
        at: the words it is about.
    """
    CODES[code]
    where = at.doc if at else doc
    place = f"{at.start}-{at.end}" if at else None
    return Problem(id=ProblemId(make_id("prb", code, where, place, message)), code=code, message=message, doc=where, at=at)
