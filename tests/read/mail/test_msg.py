from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.mail.ole import Tree, letters, make_ole, numbers, raw, words
from tests.read.yielding import make_capture, read_all

from whosays.read.mail.msg import MsgReader
from whosays.read.reading import UnreadableDocument

TICKS = int((datetime(2030, 10, 3, 8, 4, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
SENDER = words(0x0C1A, "Ana Ferreira") | words(0x5D01, "ana@lighthouse.example")
SUBJECT = words(0x0037, "Lamp oil")
BODY = words(0x1000, "Dear all,\r\n\r\nthe oil comes on Thursday with the second boat.\r\n")
KEEPER: Tree = {"__recip_version1.0_#00000000": words(0x3001, "Ben Adler") | words(0x39FE, "ben@harbour.example")}
MAIL: Tree = numbers(32, {}, {0x0039: TICKS}) | SENDER | SUBJECT | BODY | KEEPER


def attachment(number: int, content: Tree) -> Tree:
    return {f"__attach_version1.0_#{number:08X}": numbers(8, {0x3705: 1}) | content}


def test_a_message_is_read_with_its_head() -> None:
    found = read_all(MsgReader(), make_ole(MAIL), "oil.msg")
    assert found.zones == [
        ("paragraph", "From: Ana Ferreira <ana@lighthouse.example>"),
        ("paragraph", "To: Ben Adler <ben@harbour.example>"),
        ("paragraph", "Date: Thu, 03 Oct 2030 08:04:00 +0000"),
        ("paragraph", "Subject: Lamp oil"),
        ("paragraph", "Dear all,"),
        ("paragraph", "the oil comes on Thursday with the second boat."),
    ]
    document = found.one.document
    assert (document.title, document.author, document.date) == (
        "Lamp oil", "Ana Ferreira <ana@lighthouse.example>", "2030-10-03",
    )  # fmt: skip
    assert found.codes == []


def test_the_head_that_a_mail_came_with_is_taken_as_printed() -> None:
    head = words(
        0x007D, "From: Ana <ana@x.example>\r\nDate: Thu, 3 Oct 2030 10:04:00 +0200\r\nSubject: =?utf-8?q?=C3=96l?=\r\n"
    )
    document = read_all(MsgReader(), make_ole(head | BODY), "oil.msg").one.document
    assert document.text.startswith("From: Ana <ana@x.example>\nDate: Thu, 3 Oct 2030 10:04:00 +0200\nSubject: Öl\n")


def test_attachments_are_members() -> None:
    tree = MAIL | attachment(0, words(0x3707, "rapport été.txt") | raw(0x3701, b"notes") | words(0x370E, "text/plain"))
    found = read_all(MsgReader(), make_ole(tree | attachment(1, words(0x3704, "A.BIN") | raw(0x3701, b"x" * 5000))), "oil.msg")
    assert found.files == {"rapport été.txt": b"notes", "A.BIN": b"x" * 5000}
    assert found.members[0].media_type == "text/plain"


def test_an_inner_message_is_a_document_of_its_own() -> None:
    inner: Tree = numbers(24, {}) | words(0x0037, "No oil") | words(0x1000, "The council has none.")
    found = read_all(MsgReader(), make_ole(MAIL | attachment(0, {"__substg1.0_3701000D": inner})), "oil.msg")
    assert [reading.document.title for reading in found.readings] == ["Lamp oil", "No oil"]
    assert found.readings[1].document.name == "oil.msg#1"
    assert len({reading.document.id for reading in found.readings}) == 2


def test_letters_are_read_in_the_code_page_of_the_message() -> None:
    tree = (
        numbers(32, {0x3FFD: 1256, 0x3FDE: 1256})
        | letters(0x0037, "النهر".encode("cp1256"))
        | letters(0x1000, "عال".encode("cp1256"))
    )
    document = read_all(MsgReader(), make_ole(tree), "oil.msg").one.document
    assert (document.title, document.text) == ("النهر", "Subject: النهر\n\nعال\n")


def test_a_page_is_read_where_there_are_no_plain_words() -> None:
    tree = SUBJECT | numbers(32, {0x3FDE: 65001}) | raw(0x1013, "<p>The kähn</p><p>comes</p>".encode())
    assert read_all(MsgReader(), make_ole(tree), "oil.msg").one.document.text == "Subject: Lamp oil\n\nThe kähn\ncomes\n"


def test_formatted_words_are_a_member_where_there_are_no_others() -> None:
    from compressed_rtf import compress

    found = read_all(MsgReader(), make_ole(SUBJECT | raw(0x1009, compress(b"{\\rtf1 The boat}"))), "oil.msg")
    assert found.files == {"message.rtf": b"{\\rtf1 The boat}"}
    torn = read_all(MsgReader(), make_ole(SUBJECT | raw(0x1009, compress(b"{\\rtf1 The boat}")[:-4])), "oil.msg")
    assert "mail-parts-odd" in torn.codes


def test_an_attachment_that_is_not_in_the_message_is_told() -> None:
    found = read_all(MsgReader(), make_ole(MAIL | attachment(0, words(0x3707, "plan.doc"))), "oil.msg")
    assert [(p.code, "plan.doc" in p.message) for p in found.problems] == [("member-unreadable", True)]


@pytest.mark.parametrize("content", [b"", b"words", make_ole(MAIL)[:600], make_ole({}), make_ole({"a": b"b"})])
def test_what_is_no_message(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_all(MsgReader(), content, "x.msg")


def test_a_message_is_known_by_its_folders() -> None:
    content = make_ole(MAIL)
    assert MsgReader().reads(make_capture(content, "mail.bin"), content[:4096] + content)
    assert not MsgReader().reads(make_capture(content, "letter.doc"), make_ole({"WordDocument": b"x"}))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), max_size=8), st.integers(0, 500))
def test_any_damage_gives_a_reading_or_says_why_not(flips: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(make_ole(MAIL | attachment(0, words(0x3707, "a.txt") | raw(0x3701, b"notes"))))
    for at, value in flips:
        content[at % len(content)] = value
    try:
        read_all(MsgReader(), bytes(content[: len(content) - cut]), "x.msg")
    except UnreadableDocument as error:
        assert "x.msg cannot be read" in str(error)
