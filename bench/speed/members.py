"""Mails, archives and transcripts to measure readers on, most of them invented.

Both sides do what a reader must at least do: decode heads and all parts, unpack all members, read all cues.
"""

from __future__ import annotations

import bz2
import gzip
import random
import tarfile
import zipfile
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from bench.speed.cases import Case, library
from bench.speed.words import make_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.speed.cases import Files


def member_cases() -> Iterator[Case]:
    """Yield the cases."""
    chance = random.Random(7)
    fixtures = sorted((SHARED / "corpora" / "office_mail_fixtures" / "dev").rglob("*.eml"))
    if fixtures:
        files = [(path.name, path.read_bytes()) for path in fixtures]
        yield Case(format="EML, of the corpora", files=files, bare={"email, head and all parts": _bare_mail})
    bare = {"email, head and body": _bare_body, "email, head and all parts": _bare_mail}
    yield Case(format="EML", files=[(f"{n}.eml", _mail(chance, attached=0)) for n in range(200)], bare=bare)
    large = [(f"{n}.eml", _mail(chance, attached=200_000)) for n in range(40)]
    yield Case(format="EML, attachments", files=large, bare={"email, head and all parts": _bare_mail})
    texts = [(f"report-{n}.txt", make_text(chance, 4_000).encode()) for n in range(300)]
    yield Case(format="ZIP", files=[("a.zip", _zip(texts))], bare={"zipfile": _bare_zip})
    yield Case(format="TAR.GZ", files=[("a.tar.gz", gzip.compress(_tar(texts)))], bare={"tarfile": _bare_tar})
    yield Case(format="BZ2", files=[("a.bz2", bz2.compress(texts[0][1] * 200))], bare={"bz2": bz2.decompress})
    yield Case(format="WARC.GZ", files=[("a.warc.gz", _warc(texts))], bare={"warcio": _bare_warc})
    yield from _transcripts([(n, make_text(chance, 12)) for n in range(20_000)])


def _mail(chance: random.Random, attached: int) -> bytes:
    mail = EmailMessage()
    for hop in range(4):
        mail["Received"] = (
            f"from mx{hop}.harbour.example by mx{hop + 1}.harbour.example with ESMTPS; Thu, 03 Oct 2030 10:0{hop} +0200"
        )
        mail["ARC-Seal"] = "i=1; a=rsa-sha256; cv=none; d=harbour.example; b=" + "".join(chance.choices("abcXYZ019+/", k=340))
    mail["DKIM-Signature"] = "v=1; a=rsa-sha256; d=harbour.example; b=" + "".join(chance.choices("abcXYZ019+/", k=340))
    mail["From"] = "Ana Ferreira <ana@lighthouse.example>"
    mail["To"] = ", ".join(f"Keeper {n} <keeper{n}@lighthouse.example>" for n in range(5))
    mail["Date"] = "Thu, 03 Oct 2030 10:04:00 +0200"
    mail["Subject"] = "Öl für den Winter und alle Boote im Hafen"
    text = make_text(chance, 300)
    quoted = "\n".join(f"> {line}" for line in make_text(chance, 100).split("\n"))
    mail.set_content(f"{text}\n\nOn Wed, 2 Oct 2030 at 09:00, Ben Adler <ben@harbour.example> wrote:\n{quoted}\n")
    mail.add_alternative(f"<html><body><p>{text}</p></body></html>", subtype="html")
    if attached:
        mail.add_attachment(chance.randbytes(attached), maintype="application", subtype="pdf", filename="Öl.pdf")
    return mail.as_bytes()


def _bare_body(raw: bytes) -> object:
    return _head_and_body(message_from_bytes(raw, policy=default))


def _bare_mail(raw: bytes) -> object:
    mail = message_from_bytes(raw, policy=default)
    return _head_and_body(mail), [part.get_content() for part in mail.iter_attachments()]


def _head_and_body(mail: EmailMessage) -> object:
    body = mail.get_body(("plain", "html"))
    return [str(mail[name]) for name in ("From", "To", "Cc", "Date", "Subject")], body.get_content() if body else ""


def _zip(files: Files) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files:
            archive.writestr(name, raw)
    return out.getvalue()


def _bare_zip(raw: bytes) -> object:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return [len(archive.read(info)) for info in archive.infolist()]


def _tar(files: Files) -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, raw in files:
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, BytesIO(raw))
    return out.getvalue()


def _bare_tar(raw: bytes) -> object:
    with tarfile.open(fileobj=BytesIO(raw), mode="r:*") as archive:
        return [len(file.read()) for info in archive if (file := archive.extractfile(info))]


def _warc(files: Files) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for name, raw in files:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        page = b"<html><p>" + raw + b"</p></html>"
        url = f"https://river.example/{name}"
        writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(page), http_headers=http))
    return out.getvalue()


def _bare_warc(raw: bytes) -> object:
    from warcio.archiveiterator import ArchiveIterator

    return [len(record.content_stream().read()) for record in ArchiveIterator(BytesIO(raw))]


def _transcripts(cues: list[tuple[int, str]]) -> Iterator[Case]:
    def stamp(seconds: int, mark: str) -> str:
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}000"

    subtitles = "\n\n".join(f"{n + 1}\n{stamp(n, ',')} --> {stamp(n + 1, ',')}\n{words}" for n, words in cues).encode()
    tracks = ("WEBVTT\n\n" + "\n\n".join(f"{stamp(n, '.')} --> {stamp(n + 1, '.')}\n{words}" for n, words in cues)).encode()
    if srt := library("srt"):
        yield Case(format="SRT", files=[("a.srt", subtitles)], bare={"srt": lambda raw: list(srt.parse(raw.decode()))})
    if webvtt := library("webvtt"):
        bare = {"webvtt": lambda raw: list(webvtt.from_buffer(StringIO(raw.decode())))}
        yield Case(format="VTT", files=[("a.vtt", tracks)], bare=bare)
