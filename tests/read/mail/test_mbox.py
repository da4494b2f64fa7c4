import pytest
from tests.read.yielding import make_capture, read_all

from whosays.read.mail.mbox import MboxReader
from whosays.read.reading import UnreadableDocument

ENVELOPE = b"From ana@lighthouse.example Thu Oct  3 10:04:00 2030\n"
FIRST = b"From: Ana <ana@lighthouse.example>\nSubject: Oil\n\nThe oil comes.\n"
SECOND = b"From: Ben <ben@harbour.example>\nSubject: Re: Oil\n\nFrom now on we wait.\n"


def test_each_mail_is_a_member_with_its_own_bytes() -> None:
    box = ENVELOPE + FIRST + b"\n" + ENVELOPE + SECOND.replace(b"\nFrom now", b"\n>From now") + b"\n"
    found = read_all(MboxReader(), box, "keepers.mbox")
    assert found.files == {"00001.eml": FIRST, "00002.eml": SECOND}
    assert {member.media_type for member in found.members} == {"message/rfc822"}
    assert found.codes == []


def test_words_that_begin_like_an_envelope_part_no_mail() -> None:
    mail = b"From: Ana <a@b.example>\n\nFrom here it is far.\n\nFrom 10:04 on it rains.\nNobody came.\n"
    assert read_all(MboxReader(), ENVELOPE + mail, "a.mbox").files == {"00001.eml": mail}


def test_bytes_before_the_first_mail_are_told() -> None:
    found = read_all(MboxReader(), b"a label\n\n" + ENVELOPE + FIRST, "a.mbox")
    assert (len(found.members), found.codes) == (1, ["archive-torn"])


def test_line_ends_of_two_characters() -> None:
    box = (ENVELOPE + FIRST + b"\n" + ENVELOPE + SECOND).replace(b"\n", b"\r\n")
    assert list(read_all(MboxReader(), box, "a.mbox").files.values()) == [
        FIRST.replace(b"\n", b"\r\n"), SECOND.replace(b"\n", b"\r\n"),
    ]  # fmt: skip


def test_what_holds_no_mail_is_no_box() -> None:
    with pytest.raises(UnreadableDocument, match="begins a mail"):
        read_all(MboxReader(), b"words", "a.mbox")


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [(ENVELOPE + FIRST, "Inbox", True), (b"", "a.mbox", True), (FIRST, "Inbox", False), (ENVELOPE + FIRST, "a.eml", False)],
)
def test_what_is_a_box(raw: bytes, name: str, expected: bool) -> None:
    assert MboxReader().reads(make_capture(raw, name), raw[:4096]) == expected
