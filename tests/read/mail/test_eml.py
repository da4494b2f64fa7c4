import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.yielding import Yielded, make_capture, read_all

from whosays.read.mail.eml import EmlReader
from whosays.read.reading import UnreadableDocument

HEAD = b"""From: Ana Ferreira <ana@lighthouse.example>
To: The keepers <keepers@lighthouse.example>
Date: Thu, 3 Oct 2030 10:04:00 +0200
Subject: Lamp oil for the winter
MIME-Version: 1.0
"""
LINES = [
    ("paragraph", "From: Ana Ferreira <ana@lighthouse.example>"),
    ("paragraph", "To: The keepers <keepers@lighthouse.example>"),
    ("paragraph", "Date: Thu, 3 Oct 2030 10:04:00 +0200"),
    ("paragraph", "Subject: Lamp oil for the winter"),
]


def mail(rest: bytes, head: bytes = HEAD) -> Yielded:
    return read_all(EmlReader(), head + rest, "oil.eml")


def words(rest: bytes) -> str:
    """The words below the head."""
    return mail(rest).one.document.text.split("winter\n", 1)[1].strip("\n")


def test_the_lines_of_the_head_stand_above_the_words() -> None:
    found = mail(b"\nDear all,\n\nthe oil comes on Thursday with the second boat, before noon.\n")
    assert found.zones == [
        *LINES,
        ("paragraph", "Dear all,"),
        ("paragraph", "the oil comes on Thursday with the second boat, before noon."),
    ]
    document = found.one.document
    assert (document.title, document.author, document.date, document.languages) == (
        "Lamp oil for the winter", "Ana Ferreira <ana@lighthouse.example>", "2030-10-03", ("en",),
    )  # fmt: skip
    assert found.codes == []


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (b"Content-Transfer-Encoding: quoted-printable\n\nThe k=C3=A4hn, the=\n f=C3=A4hre.", "The kähn, the fähre."),
        (b"Content-Transfer-Encoding: base64\n\nVGhlIGJv\nYXQgY29tZXM=", "The boat comes"),
        (b"Content-Transfer-Encoding: base64\n\nVGhlI!GJvYXQ", "The boat"),
        (b"Content-Type: text/plain; charset=windows-1256\n\n" + "النهر عال".encode("cp1256"), "النهر عال"),
        (b"Content-Type: text/plain; charset=us-ascii\n\n" + "Fährmann, Fähre".encode(), "Fährmann, Fähre"),
        (b"Content-Type: text/plain; charset=utf-8\n\n" + "Fährmann".encode("cp1252"), "Fährmann"),
        (b"Content-Type: text/plain; charset=ks_c_5601-1987\n\n" + "강물".encode("cp949"), "강물"),
        (b"Content-Type: text/plain; charset=none-such\n\nThe boat", "The boat"),
        (b"Content-Type: text/plain; charset=punycode\n\nThe boat", "The boat"),
        (b"Content-Type: text/plain; format=flowed\n\nThe boat \ncomes.\n> Does \n> it?", "The boat comes.\n> Does it?"),
        (b"Content-Type: text/plain; format=flowed; delsp=yes\n\nSee https://har \nbour.example", "See https://harbour.example"),
        (b"Content-Type: text/html\n\n<p>The <b>boat</b></p><p>comes</p>", "The boat\ncomes"),
        (b"Content-Type: text/plain\n\nThe bo\0at\r\ncomes", "The boat\ncomes"),
        (b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n(5&AE(&)O870`\n`\nend\n", "The boat"),
    ],
)  # fmt: skip
def test_words_are_decoded(rest: bytes, expected: str) -> None:
    assert words(rest) == expected


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (b"=?utf-8?q?Fl=C3=BCsse_?= =?utf-8?q?und_Seen?=", "Flüsse und Seen"),
        (b"=?utf-8?B?2YbZ?=\n =?utf-8?B?h9ix?=", "نهر"),
        (b"=?windows-1256?Q?=E4=E5=D1?= and more", "نهر and more"),
        (b"Re: =?iso-8859-1*en?Q?caf=E9?=", "Re: café"),
        (b"broken =?utf-8?Q?caf=", "broken =?utf-8?Q?caf="),
        ("Flüsse".encode(), "Flüsse"),
        ("Flüsse".encode("latin-1"), "Flüsse"),
        (b"two\n lines", "two lines"),
    ],
)
def test_encoded_words_of_the_head_are_decoded(stored: bytes, expected: str) -> None:
    found = mail(b"\nx", HEAD.replace(b"Lamp oil for the winter", stored))
    assert found.one.document.title == expected


def parts(kind: bytes, *inner: bytes) -> bytes:
    body = b"".join(b"--xx\r\n" + part + b"\r\n" for part in inner)
    return b"Content-Type: multipart/" + kind + b'; boundary="xx"\r\n\r\npreamble\r\n' + body + b"--xx--\r\n"


PLAIN = b"Content-Type: text/plain\r\n\r\nThe boat comes."
PAGE = b"Content-Type: text/html\r\n\r\n<p>The <b>boat</b> comes.</p>"
PICTURE = (
    b'Content-Type: image/png; name="a.png"\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO'
)
NOTES = b"Content-Type: text/plain; name=notes.txt\r\n\r\nnotes"
REPORT = b"Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''r%C3%A9port.pdf\r\n\r\n%PDF"
INNER = b"From: Ben <ben@harbour.example>\r\nSubject: Oil\r\n\r\nNo oil.\r\n"


@pytest.mark.parametrize(
    ("rest", "text", "files"),
    [
        (parts(b"alternative", PLAIN, PAGE), "The boat comes.", {}),
        (parts(b"alternative", PAGE), "The boat comes.", {}),
        (parts(b"mixed", PLAIN, REPORT), "The boat comes.", {"réport.pdf": b"%PDF"}),
        (parts(b"related", PAGE, PICTURE), "The boat comes.", {"a.png": b"\x89PN"}),
        (parts(b"mixed", PLAIN, b"Content-Type: text/plain\r\n\r\nAnd goes."), "The boat comes.\n\nAnd goes.", {}),
        (parts(b"mixed", PLAIN, b"Content-Type: message/rfc822\r\n\r\n" + INNER), "The boat comes.", {"Oil.eml": INNER}),
        (parts(b"digest", b"\r\n" + INNER), "", {"Oil.eml": INNER}),
        (parts(b"mixed", PLAIN, b"Content-Type: image/gif\r\n\r\nGIF"), "The boat comes.", {"part-1.gif": b"GIF"}),
        (parts(b"mixed", PLAIN, NOTES), "The boat comes.", {"notes.txt": b"notes"}),
    ],
)  # fmt: skip
def test_parts_are_words_or_members(rest: bytes, text: str, files: dict[str, bytes]) -> None:
    found = mail(rest)
    assert found.one.document.text.split("winter\n", 1)[1].strip("\n") == text
    assert found.files == files
    assert found.codes == []


def test_a_plain_part_that_only_points_to_the_page_gives_way_to_it() -> None:
    page = b"Content-Type: text/html\r\n\r\n<p>" + b"The harbour orchestra plays on the ice again. " * 20 + b"</p>"
    found = mail(parts(b"alternative", b"Content-Type: text/plain\r\n\r\nPlease view as a page.", page))
    assert "orchestra" in found.one.document.text


@pytest.mark.parametrize(
    ("rest", "codes"),
    [
        (parts(b"encrypted", b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1"), ["encrypted-member"]),
        (b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB", ["encrypted-member"]),
        (b"\n-----BEGIN PGP MESSAGE-----\n\nhQIM\n-----END PGP MESSAGE-----\n", ["encrypted-member"]),
        (parts(b"signed", PLAIN, b"Content-Type: application/pgp-signature; name=s.asc\r\n\r\nx"), ["signature-unchecked"]),
        (parts(b"mixed", PLAIN).replace(b"--xx--", b""), ["mail-parts-odd"]),
        (parts(b"mixed", PLAIN).replace(b'boundary="xx"', b'boundary="yy"'), ["mail-parts-odd"]),
        (b"Content-Type: multipart/mixed\n\nwords", ["mail-parts-odd"]),
        (parts(b"mixed", PLAIN) + b"a foot", ["mail-parts-odd"]),
        (b"Content-Type: message/external-body; access-type=ftp\n\nx", ["mail-parts-odd", "empty-document"]),
        (b"\n", ["empty-document"]),
    ],
)
def test_what_cannot_be_read_is_told(rest: bytes, codes: list[str]) -> None:
    found = mail(rest)
    assert found.codes == codes
    assert found.one.document.title == "Lamp oil for the winter"


@pytest.mark.parametrize(
    ("head", "date", "codes"),
    [
        (b"From: a@b.example\nDate: 3 Oct 30 10:04 EST\n", "2030-10-03", []),
        (b"From: a@b.example\nDate: Thursday, October 3, 2030 at noon\n", "2030-10-03", []),
        (b"From: a@b.example\nDate: soon\n", None, ["mail-head-odd"]),
        (b"From: a@b.example\nDate: Thu, 33 Oct 2030 10:04:00 +0000\n", None, ["mail-head-odd"]),
        (b"From: a@b.example\n", None, ["mail-head-odd"]),
        (b"Date: Thu, 3 Oct 2030 10:04:00 +0200\n", "2030-10-03", ["mail-head-odd"]),
        (b"From: a@b.example\nFrom: c@d.example\nDate: Thu, 3 Oct 2030 10:04:00 +0200\n", "2030-10-03", ["mail-head-odd"]),
    ],
)
def test_odd_heads_are_told(head: bytes, date: str | None, codes: list[str]) -> None:
    found = mail(b"\nThe boat comes.\n", head)
    assert (found.one.document.date, found.codes) == (date, codes)


def test_a_mail_of_two_byte_letters_is_read() -> None:
    raw = (HEAD + b"\nThe boat comes.\n").decode().encode("utf-16")
    found = read_all(EmlReader(), raw, "oil.eml")
    assert (found.one.document.title, found.codes) == ("Lamp oil for the winter", ["guessed-encoding"])


@pytest.mark.parametrize("raw", [b"", b"no mail at all", b"\x89PNG\r\n\x1a\n"])
def test_what_has_no_head_is_no_mail(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="head of a mail"):
        read_all(EmlReader(), raw, "x.eml")


NESTED = b"The boat comes."
for depth in range(500):
    NESTED = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n%s\n--b%d--\n' % (depth, depth, NESTED, depth)


@pytest.mark.parametrize(
    "rest",
    [
        NESTED,
        parts(b"mixed", *[PLAIN] * 6_000),
        b"X-Long: " + b"a" * 2_000_000 + b"\n\nThe boat comes.",
        b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\nThe boat comes.",
        b'Content-Type: text/plain; ' + b'a="b\\"";' * 100_000 + b"\n\nThe boat comes.",
        b"\n" + b"> a\nb\n" * 10_000,
        b"\n" + b"-- \n" * 20_000,
        b"\n" + b">" * 100_000,
        b"\n" + b"abc" * 100_000,
    ],
)  # fmt: skip
def test_a_hostile_mail_is_read_as_far_as_it_goes(rest: bytes) -> None:
    assert mail(rest).readings


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [
        (HEAD + b"\nx", "oil.eml", True),
        (b"x", "oil.EML", True),
        (HEAD + b"Message-ID: <a@b>\n\nx", "1665404050.M1P2.host", True),
        (HEAD + b"\nx", "oil.txt", False),
        (b"From: x\nTo: y\nSubject: z\n\nx", "memo", False),
        (HEAD + b"Snapshot-Content-Location: https://a.example\n\nx", "page", False),
        (HEAD, "page.mhtml", False),
    ],
)
def test_what_is_a_mail(raw: bytes, name: str, expected: bool) -> None:
    assert EmlReader().reads(make_capture(raw, name), raw[:4096]) == expected


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 400), st.binary(max_size=40), st.integers(0, 60))
def test_any_damage_gives_a_reading_or_says_why_not(at: int, put: bytes, gone: int) -> None:
    raw = HEAD + parts(b"mixed", parts(b"alternative", PLAIN, PAGE), REPORT)
    damaged = raw[:at] + put + raw[at + gone :]
    try:
        read_all(EmlReader(), damaged, "x.eml")
    except UnreadableDocument as error:
        assert "x.eml cannot be read" in str(error)
