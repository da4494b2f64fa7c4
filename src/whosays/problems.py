"""What can be odd about a document: the table of problem codes, and the one function that makes a Problem."""

from __future__ import annotations

from whosays.records import Anchor, DocumentId, Problem, ProblemId, make_id

# code → what it means, as the user reads it in the docs and in `whosays problems --help`. Keep the table in alphabetical order.
CODES: dict[str, str] = {
    "ambiguous-date": "A date in numbers may be day and month or month and day; nothing tells which, so only the year is kept.",
    "anchor-missing": "A note is printed, but its number was not found in the running text.",
    "archive-left-out": "An archive holds things that are no documents (links, parts of web pages); the message counts them.",
    "archive-limit": "A file inside of an archive was left out: it is too large, too deep, or one of too many.",
    "archive-torn": "An archive is damaged or breaks off; what could be unpacked is read, the rest is missing.",
    "broken-line": "A line of an export is damaged and was passed over; the other lines were read.",
    "broken-markup": "The page's markup is damaged; it was read as far as it goes.",
    "changed-before-published": "A page says that it was last changed on an earlier day than it was published. One is wrong.",
    "changed-without-date": "The words of a page changed, and its date of change lies before the visit that saw the old words.",
    "column-not-found": "You named a column that no table of the document has; its columns were guessed instead.",
    "columns-guessed": "Which column of a table holds what was told by its headings or values; the message says how. Check.",
    "count-against-list": "The text says how many there are; the list that it prints has another number, or odd rows.",
    "country-unknown": "A row of a list whose other rows have a country names none, or only a region of the world.",
    "cue-odd": "A transcript's time code cannot be read or runs backwards; the words are kept.",
    "date-after-visit": "A page gives itself a date that lies after the visit which captured it.",
    "date-against-rule": "An event that returns by rule is dated to another day than its rule gives. One of them may be wrong.",
    "date-against-server": "A page gives itself a later date than the day on which its server says that it was last changed.",
    "date-moved": "A page says now that it was published on another day than it said on the visit before.",
    "duplicate-row": "A row of a list has the same name and country as an earlier row.",
    "empty-document": "The file holds no words.",
    "empty-row": "A list has a number or bullet with no words after it; it is no entry.",
    "encrypted-member": "A mail or a file in an archive is encrypted, so it is not read. Decrypt it and add it again.",
    "engine-no-answer": "Another engine was asked about a passage and gave no answer. Ask again with `whosays propose`.",
    "engine-not-verbatim": "Another engine told claims with words that do not stand in the passage. They were rejected.",
    "engine-unread": "Another engine answered in a form that cannot be read, so nothing was taken from it. The answer is kept.",
    "event-dates-differ": "The document gives dates for one event that cannot all be right.",
    "extraction-stopped": "Looking for names, dates and claims in the document met a limit; its text is kept without them.",
    "fetch-failed": "An address could not be captured; the message says why. What was captured of it before is still there.",
    "file-too-large": "The file has more bytes than the limit, so it was not read. Split it.",
    "file-unreadable": "The file or folder could not be opened, so it is not in the case. Look at its permissions.",
    "formula-without-value": "A formula of a spreadsheet has no value stored with it; its cell is empty here.",
    "garbled-text-layer": "A text layer holds signs that are no letters. Where it can be, the page is recognised as a picture.",
    "guessed-encoding": "The file does not say in which encoding it is written; the message names the one it was read with.",
    "hidden-cells": "A spreadsheet hides sheets, rows or columns. They were read like all others; the message names them.",
    "hidden-words": "Words are set as hidden and not shown; they stand after the text, and no claim is read from them.",
    "ibid-ambiguous": 'A note repeats an earlier one ("Ibid.") that names several sources, or could be one of several.',
    "ibid-unresolved": 'A note repeats an earlier one ("Ibid.") that cannot be told or names no source.',
    "impossible-date": "What is printed as a date is no day of its calendar (31 February); it has no value.",
    "judgements-contradict": "Decisions on who is who cannot all hold; nothing is undone for you. Take one of them back.",
    "mail-head-odd": "The head of a mail lacks a line, has it twice, or has one that cannot be read.",
    "mail-parts-odd": "A mail is not put together as mails are; the message says what was not read, or how it was.",
    "member-name-odd": "A file in an archive has a name that could do harm as a path. It is a label here and never a path.",
    "member-unreadable": "A file in an archive could not be unpacked; the message says why. The others are read.",
    "merged-cells": "A cell that spans several rows of a spreadsheet is repeated here in each of them, once on the page.",
    "moving-picture": "The file is a moving picture. The words of its first frame alone are read.",
    "no-language-model": "No model that parses its language is installed, so what needs one was not looked for.",
    "no-text-layer": "A page is a picture: it has no text to read. Run text recognition on the file and add it again.",
    "no-words-recognised": "Text recognition found no words on a page image. It may be a picture without any; look at it.",
    "note-missing": "A number in the running text points to a note that was not found.",
    "note-dated-otherwise": "A note has the month of the text before it in another year, or is older. One may be a slip.",
    "number-gap": "A numbered list leaves out a number.",
    "ocr-failed": "The words on a page image could not be recognised, so they are not in the text. The message says why.",
    "ocr-limit": "The file has more page images than are recognised in one document; the words of the others are not read.",
    "ocr-missing": "Tesseract, which reads words on page images, or a language of it is not installed. Install it; add again.",
    "ocr-uncertain": "Text recognition is not sure of words on a page. Most of such words are wrong: check them by the image.",
    "page-metadata-row": "A row of a list is a line of the web page or file (last changed, print, share), and no entry.",
    "page-without-text": "A web page holds hardly any words by itself; the message says where they are.",
    "pages-left-out": "The file has more pages than whosays reads; the message says where reading stopped. Split the file.",
    "plug-in-failed": "A plug-in could not be loaded, stopped, or gave what cannot be kept; what it would find is missing.",
    "post-dated-otherwise": "A note dates a post to a day on which, by the post's number, it was not made anywhere.",
    "post-links-not-kept": "A post links to an account that is not named as a source; the link is not kept, its words are.",
    "post-time-against-id": "The time that an export gives a post and the one that the post's number holds are not the same.",
    "post-time-unread": "The time printed for a post does not say which moment it is; the post has its day, or no date.",
    "posts-not-kept": "Posts of accounts that you have not named as sources were counted and not kept: most are private.",
    "posts-of-another-zone": "The days printed for cited posts fit the times in their numbers in a time zone that is not UTC.",
    "posts-unread": "An export holds records that are no posts, or of a kind that whosays does not know.",
    "private-not-read": "Private messages and posts that were not published to everybody are never read.",
    "quotation-open": "A quotation is opened and not closed, so where somebody's words end cannot be told.",
    "quote-unclosed": "A cell of a table as text opens a quotation mark that is never closed; its line was read as it is.",
    "read-in-part": "Something of this kind of file is not read; the message names what is left out. The file is kept.",
    "reader-crashed": "Reading the document met a fault of whosays itself; what the fault kept from being found is missing.",
    "reader-died": "The process that read the document was ended from outside, or by the document; nothing of it was kept.",
    "reader-slow": "Reading the document took longer than the limit and was stopped; nothing of it was kept.",
    "reader-too-large": "Reading the document needed more memory than one may, or gave too much; nothing of it was kept.",
    "signature-unchecked": "A mail is signed; whether the signature is true was not checked.",
    "stamp-failed": "A page was captured, and the time-stamp server of the case gave no time stamp for it.",
    "table-cut": "The table has more rows than whosays reads; the message says where reading stopped. Split the file.",
    "undated-document": 'The document does not say its date. One was taken from its words, or "today" has no value. Check.',
    "undecodable-bytes": "Some bytes are no text in the file's encoding; they stand as � in the text.",
    "unknown-kind": "No reader knows this kind of file. The file is kept; its words are not read.",
    "unreadable-document": "The file is of a kind that whosays reads, yet cannot be read; the message says why. It is kept.",
    "url-dated-otherwise": "A note prints another day than the address that it cites holds. One of them may be wrong.",
    "weekday-against-date": "The weekday printed with a date is not the weekday of that date. One of them may be wrong.",
    "years-do-not-add-up": "The text counts other years than there are from the first year that it gives. One may be a slip.",
}


def make_problem(
    code: str, message: str, *, doc: DocumentId | None = None, at: Anchor | None = None, against: Anchor | None = None
) -> Problem:
    """Make a Problem.

    Args:
        code: a key of `CODES`; another one is a bug and raises KeyError.
        message: one sentence for this occurrence.
        doc: the document; taken from `at` where that is given.
        at: the words it is about.
        against: other words, here or in another document, that they do not agree with.
    """
    CODES[code]
    where = at.doc if at else doc
    place = f"{at.start}-{at.end}" if at else None
    made = make_id("prb", code, where, place, message)
    return Problem(id=ProblemId(made), code=code, message=message, doc=where, at=at, against=against)
