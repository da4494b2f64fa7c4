"""The mails of the shared fixtures: is every file read or said why not, are their words and attachments found.

What is to be found is counted apart from whosays, by the standard library's own mail parser and the bare streams of Outlook
files. A mail that is encrypted counts as told when the Problem says so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from bench.corpora import SHARED
from whosays.capture.media_types import HEAD, guess_media_type
from whosays.line import reader_for
from whosays.read.reading import Member, Reading, UnreadableDocument
from whosays.records import Capture, CaptureId, Problem

FOLDER = SHARED / "corpora" / "office_mail_fixtures" / "dev"
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<(?:style|script|head).*?</(?:style|script|head)>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


@dataclass
class Held:
    """What a file holds, or what was found in it: words, and the bytes of attachments. `told` are codes of Problems."""

    words: Counter[str] = field(default_factory=Counter)
    attachments: Counter[bytes] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    is_read: bool = False


def files() -> list[Path]:
    """Return the mails of the set, and the mails kept as plain text."""
    return sorted(path for path in FOLDER.rglob("*") if path.suffix in (".eml", ".msg", ".txt"))


def score(_folder: Path) -> tuple[dict[str, float], list[str]]:
    """Score all files; the lines say what was missed."""
    answered = words = wanted_words = attached = wanted_attached = 0
    lines = []
    paths = files()
    for path in paths:
        raw = path.read_bytes()
        found, wanted = read(path.name, raw), count(path, raw)
        answered += found.is_read or bool(found.told)
        got_words = sum((found.words & wanted.words).values())
        got_attached = sum((found.attachments & wanted.attachments).values())
        words, wanted_words = words + got_words, wanted_words + sum(wanted.words.values())
        attached, wanted_attached = attached + got_attached, wanted_attached + sum(wanted.attachments.values())
        if missed := sum(wanted.words.values()) - got_words:
            lines.append(f"  {path.name}: {missed} words missed: {' '.join((wanted.words - found.words).elements())[:80]}")
        if missed := sum(wanted.attachments.values()) - got_attached:
            lines.append(f"  {path.name}: {missed} attachments missed")
        if not (found.is_read or found.told):
            lines.append(f"  {path.name}: neither read nor told")
        if found.told:
            lines.append(f"  {path.name}: told {', '.join(found.told)}")
    figures = {
        "files read or told": answered / len(paths),
        "words of bodies": words / max(wanted_words, 1),
        "attachments": attached / max(wanted_attached, 1),
    }
    return figures, lines


def read(name: str, raw: bytes) -> Held:
    """Return what whosays finds."""
    kind = guess_media_type(name, raw[:HEAD])
    capture = Capture(id=CaptureId(name), name=name, size=len(raw), media_type=kind, method="file", fetched_at="")
    held = Held()
    reader = reader_for(capture, raw[:HEAD])
    if reader is None:
        return held
    try:
        found = reader(capture, raw)
        for record in [found] if isinstance(found, Reading) else found:
            _note(record, held)
    except UnreadableDocument as error:
        held.told.append(error.code)
    return held


def _note(record: Reading | Member | Problem, held: Held) -> None:
    if isinstance(record, Member):
        held.attachments[record.raw.strip()] += 1
    elif isinstance(record, Problem):
        held.told.append(record.code)
    else:
        held.is_read = True
        held.words.update(_WORD.findall(record.document.text))
        held.told += [problem.code for problem in record.problems]


def count(path: Path, raw: bytes) -> Held:
    """Return what a file holds, counted without whosays."""
    if path.suffix == ".msg":
        return _of_outlook(path)
    if path.suffix == ".txt":
        return Held(words=Counter(_WORD.findall(raw.decode("utf-8"))))
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if ":" in text[:40] and "\0" not in text[:40]:
            raw = text.encode()
            break
    mail = message_from_bytes(raw, policy=default)
    held = Held()
    body = mail.get_body(("plain", "html")) if mail.get_content_type() != "multipart/encrypted" else None
    if body is not None:
        held.words.update(_WORD.findall(_TAG.sub(" ", body.get_content())))
    for part in mail.iter_attachments() if mail.get_content_type() != "multipart/encrypted" else ():
        if part.get_content_type() == "message/rfc822":
            held.attachments[part.get_content().as_bytes().strip()] += 1
        else:
            payload = part.get_payload(decode=True)
            held.attachments[payload.strip() if isinstance(payload, bytes) else b""] += 1
    return held


def _of_outlook(path: Path) -> Held:
    from olefile import OleFileIO

    held = Held()
    with OleFileIO(str(path)) as ole:
        for number, charset in (("1000001F", "utf-16-le"), ("1000001E", "cp1252")):
            if ole.exists(f"__substg1.0_{number}"):
                held.words.update(_WORD.findall(ole.openstream(f"__substg1.0_{number}").read().decode(charset)))
        for place in ole.listdir(streams=False, storages=True):
            if place[0].startswith("__attach") and len(place) == 1:
                held.attachments[ole.openstream([*place, "__substg1.0_37010102"]).read().strip()] += 1
    return held
