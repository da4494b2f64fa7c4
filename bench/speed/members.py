"""Compare the readers of mails, archives and transcripts with the bare libraries on the same bytes, in one run.

    python -m bench.speed.members [--rounds 5]

Both sides do what a reader must at least do: decode heads and all parts, unpack all members, read all cues. `srt` and `webvtt`
are measured where they are installed. The ratio is bare seconds of the processor by ours; the
middle one of the rounds counts.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import random
import statistics
import tarfile
import textwrap
import time
import zipfile
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bench.corpora import SHARED
from whosays.capture.media_types import HEAD, guess_media_type
from whosays.line import reader_for
from whosays.read.reading import Reading
from whosays.records import Capture, CaptureId

if TYPE_CHECKING:
    from collections.abc import Callable

# The standard library cannot give the words of these.
_BARE_FAILS = frozenset(["fake-encrypted.eml", "mime-multipart-digest.eml"])
_WORDS = ("the river weir gate keeper oil boat harbour council says that it comes on Thursday with no salmon above").split()  # noqa: SIM905


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=5)
    rounds = ask.parse_args().rounds
    for name, files, bare in cases():
        ratios = []
        for _ in range(rounds):
            before = time.process_time()
            for _, raw in files:
                bare(raw)
            between = time.process_time()
            for called, raw in files:
                ours(called, raw)
            ratios.append((between - before) / (time.process_time() - between))
        size = sum(len(raw) for _, raw in files) / 1e6
        print(f"{name:34} {len(files):5} files {size:7.1f} MB   ratio {statistics.median(ratios):.2f}")


def ours(name: str, raw: bytes) -> None:
    kind = guess_media_type(name, raw[:HEAD])
    capture = Capture(id=CaptureId(name), name=name, size=len(raw), media_type=kind, method="file", fetched_at="")
    reader = reader_for(capture, raw[:HEAD])
    assert reader is not None
    found = reader(capture, raw)
    for _ in [found] if isinstance(found, Reading) else found:
        pass


Case = tuple[str, "list[tuple[str, bytes]]", "Callable[[bytes], object]"]


def cases() -> list[Case]:
    chance = random.Random(7)
    mails = [(f"{n}.eml", _mail(chance, attached=0)) for n in range(200)]
    large = [(f"{n}.eml", _mail(chance, attached=200_000)) for n in range(40)]
    texts = [(f"report-{n}.txt", _text(chance, 4_000).encode()) for n in range(300)]
    fixtures = sorted((SHARED / "corpora" / "office_mail_fixtures" / "dev").rglob("*.eml"))
    kept = [(path.name, path.read_bytes()) for path in fixtures if path.name not in _BARE_FAILS]
    made: list[Case] = [("shared mails: email", kept, _bare_mail)] if kept else []
    made += [
        ("mail: email, all parts", mails, _bare_mail),
        ("mail with attachments: email", large, _bare_mail),
        ("zip: zipfile", [("a.zip", _zip(texts))], _bare_zip),
        ("tar.gz: tarfile", [("a.tar.gz", gzip.compress(_tar(texts)))], _bare_tar),
        ("bz2: bz2", [("a.bz2", bz2.compress(texts[0][1] * 200))], bz2.decompress),
        ("warc.gz: warcio", [("a.warc.gz", _warc(texts))], _bare_warc),
    ]
    cues = [(n, _text(chance, 12)) for n in range(20_000)]
    return made + _transcripts(cues)


def _text(chance: random.Random, words: int) -> str:
    """Return paragraphs of some sixty words, wrapped as mail programs do."""
    paragraphs = []
    while words > 0:
        count = min(words, chance.randint(30, 90))
        sentences = " ".join(chance.choices(_WORDS, k=count)).replace("salmon", "salmon. The")
        paragraphs.append(textwrap.fill(f"The {sentences}.", 72))
        words -= count
    return "\n\n".join(paragraphs)


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
    text = _text(chance, 300)
    quoted = "\n".join(f"> {line}" for line in _text(chance, 100).split("\n"))
    mail.set_content(f"{text}\n\nOn Wed, 2 Oct 2030 at 09:00, Ben Adler <ben@harbour.example> wrote:\n{quoted}\n")
    mail.add_alternative(f"<html><body><p>{text}</p></body></html>", subtype="html")
    if attached:
        mail.add_attachment(chance.randbytes(attached), maintype="application", subtype="pdf", filename="Öl.pdf")
    return mail.as_bytes()


def _bare_mail(raw: bytes) -> object:
    mail = message_from_bytes(raw, policy=default)
    head = [str(mail[name]) for name in ("From", "To", "Cc", "Date", "Subject")]
    body = mail.get_body(("plain", "html"))
    words = body.get_content() if body else ""
    return head, words, [part.get_content() for part in mail.iter_attachments()]


def _zip(files: list[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files:
            archive.writestr(name, raw)
    return out.getvalue()


def _bare_zip(raw: bytes) -> object:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return [len(archive.read(info)) for info in archive.infolist()]


def _tar(files: list[tuple[str, bytes]]) -> bytes:
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


def _warc(files: list[tuple[str, bytes]]) -> bytes:
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


def _transcripts(cues: list[tuple[int, str]]) -> list[Case]:
    def stamp(seconds: int, mark: str) -> str:
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}000"

    made: list[Case] = []
    srt_text = "\n\n".join(f"{n + 1}\n{stamp(n, ',')} --> {stamp(n + 1, ',')}\n{words}" for n, words in cues).encode()
    vtt_text = ("WEBVTT\n\n" + "\n\n".join(f"{stamp(n, '.')} --> {stamp(n + 1, '.')}\n{words}" for n, words in cues)).encode()
    if srt := _library("srt"):
        made.append(("srt: srt", [("a.srt", srt_text)], lambda raw: list(srt.parse(raw.decode()))))
    if webvtt := _library("webvtt"):
        made.append(("vtt: webvtt", [("a.vtt", vtt_text)], lambda raw: list(webvtt.from_string(raw.decode()))))
    return made


def _library(name: str) -> Any:  # a module, or None
    """Return a library that is not needed otherwise, where it is installed."""
    try:
        return import_module(name)
    except ImportError:
        print(f"{name} is not installed: not measured")
        return None


if __name__ == "__main__":
    main()
