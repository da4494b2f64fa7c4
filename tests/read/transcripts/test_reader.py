from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.yielding import make_capture, read_all

from whosays.read.reading import UnreadableDocument
from whosays.read.transcripts.reader import TranscriptReader

Row = tuple[str, str | None, float | None, float | None, str]


def rows(text: str, name: str) -> list[Row]:
    reading = read_all(TranscriptReader(), text.encode(), name).one
    return [
        (p.zone, p.author, p.begins, p.ends, " ‖ ".join(piece.text for piece in p.pieces)) for p in reading.passages
    ]  # fmt: skip


SRT = """1
00:00:01,000 --> 00:00:03,000
<i>The weir was closed</i>
in the spring.

2
00:00:03,100 --> 00:00:05,000
ANA: Nobody asked the anglers.

3
00:00:05,000 --> 00:00:06,000
[applause]

4
00:00:06,000 --> 00:00:08,000
They came anyway.
- Really?
- Yes.

5
00:00:20,000 --> 00:00:22,500
{\\an8}BEN: So it was.
"""
VTT = """WEBVTT - River talk
Kind: captions
Language: en

STYLE
::cue {color: red}

NOTE Made by the library

intro
00:01.000 --> 00:03.000 align:start position:0%
<v.loud Ana Ferreira>The <c.x>weir</c> &amp; the gate</v>

00:03.000 --> 00:05.000
<v Ana Ferreira>are closed.

00:05.000 --> 00:06.000
<v Ben>Yes. <v Ana Ferreira>No.
"""
ROLLING = """WEBVTT

00:00:00.000 --> 00:00:02.000
\x20
the<00:00:00.500><c> river</c><00:00:00.900><c> is</c>

00:00:02.000 --> 00:00:02.010
the river is
\x20

00:00:02.010 --> 00:00:04.000
the river is
high<00:00:02.500><c> today</c>

00:00:04.000 --> 00:00:04.010
high today
\x20

00:00:04.010 --> 00:00:06.000
high today
and<00:00:02.500><c> tomorrow</c>
"""
TTML = """<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
 xml:lang="de"><head><metadata><ttm:title>Rede</ttm:title><ttm:agent xml:id="a1" type="person">
<ttm:name type="full">Ana Ferreira</ttm:name></ttm:agent></metadata></head><body><div>
<p begin="1.5s" end="00:00:03.000" ttm:agent="a1">Der Fluss<br/>ist <span>hoch</span>.</p>
<p begin="00:00:03:15" dur="2s">Ja.</p><p begin="soon">Wann?</p></div></body></tt>"""


def test_a_turn_is_a_paragraph_with_its_speaker_and_seconds() -> None:
    assert rows(SRT, "talk.srt") == [
        ("paragraph", None, 1.0, 3.0, "The weir was closed in the spring."),
        ("paragraph", "ANA", 3.1, 8.0, "ANA: Nobody asked the anglers. ‖ They came anyway."),
        ("page_furniture", None, 5.0, 6.0, "[applause]"),
        ("paragraph", None, 6.0, 8.0, "Really?"),
        ("paragraph", None, 6.0, 8.0, "Yes."),
        ("paragraph", "BEN", 20.0, 22.5, "BEN: So it was."),
    ]


def test_a_voice_is_printed_before_its_words() -> None:
    assert rows(VTT, "talk.vtt") == [
        ("comment", None, None, None, "Made by the library"),
        ("paragraph", "Ana Ferreira", 1.0, 5.0, "Ana Ferreira: The weir & the gate\nare closed."),
        ("paragraph", "Ben", 5.0, 6.0, "Ben: Yes."),
        ("paragraph", "Ana Ferreira", 5.0, 6.0, "Ana Ferreira: No."),
    ]
    document = read_all(TranscriptReader(), VTT.encode(), "talk.vtt").one.document
    assert (document.title, document.text.count("Ana Ferreira:")) == ("River talk", 2)


def test_rolling_captions_keep_each_word_once() -> None:
    assert rows(ROLLING, "talk.vtt") == [
        ("paragraph", None, 0.0, 6.0, "the river is\nhigh today\nand tomorrow"),
    ]  # fmt: skip


def test_who_says_the_same_twice_keeps_both() -> None:
    found = rows("".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}\n\n" for n, words in
                         enumerate(["Yes.", "Yes.", "The gate is open.", "It is.", "Since when?"], 1)), "a.srt")  # fmt: skip
    assert [row[4] for row in found] == ["Yes.\nYes.\nThe gate is open.\nIt is.\nSince when?"]


def test_labels_in_letters_without_capitals_are_speakers_when_one_stands_twice() -> None:
    cues = ["سارة: أغلق السد.", "ليلى: نعم.", "سارة: حسنا."]
    found = rows("".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}\n\n" for n, words in enumerate(cues, 1)), "a.srt")
    assert [(row[1], row[4]) for row in found] == [("سارة", cues[0]), ("ليلى", cues[1]), ("سارة", cues[2])]


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        ([(1, 2, "The weir is shut."), (9, 10, "The gate is open.")], ["The weir is shut.", "The gate is open."]),
        ([(1, 2, "The weir is"), (2, 3, "shut.")], ["The weir is\nshut."]),
        ([(1, 2, "Note: the weir is shut."), (2, 3, "Nobody asked.")], ["Note: the weir is shut.\nNobody asked."]),
        ([(1, 2, ">> ANA: It is shut."), (2, 3, ">> Since when?")], ["ANA: It is shut.", "Since when?"]),
    ],
)
def test_where_a_paragraph_ends(cues: list[tuple[int, int, str]], expected: list[str]) -> None:
    text = "".join(f"00:00:{begin:02},000 --> 00:00:{end:02},000\n{words}\n\n" for begin, end, words in cues)
    assert [row[4] for row in rows(text, "a.srt")] == expected


def test_sbv() -> None:
    text = "0:00:00.599,0:00:04.160\nThe weir is\nshut.\n\n0:00:04.160,0:00:06.770\nNobody asked.\n"
    assert rows(text, "a.sbv") == [("paragraph", None, 0.599, 6.77, "The weir is shut.\nNobody asked.")]


def test_ttml() -> None:
    found = read_all(TranscriptReader(), TTML.encode(), "a.ttml")
    assert rows(TTML, "a.ttml") == [
        ("paragraph", "Ana Ferreira", 1.5, 3.0, "Ana Ferreira: Der Fluss ist hoch."),
        ("paragraph", None, 3.5, 5.5, "Ja.\nWann?"),
    ]
    assert (found.one.document.title, found.one.document.languages, found.codes) == ("Rede", ("de",), ["cue-odd"])


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("1\n00:00:05,000 --> 00:00:02,000\nshut\n", "a.srt", "1 cues end before they begin."),
        ("1\n00:00:0x,000 --> 00:00:02,000\nshut\n", "a.vtt", "No words have a time code."),
        ("WEBVTT\n\nbad --> 00:02.000\nshut\n", "a.vtt", "1 time codes cannot be read."),
        ("1\n00:09,0 --> 00:10,0\na\n\n2\n00:01,0 --> 00:02,0\nb\n", "a.srt", "1 cues begin before the cue above them."),
        ("words without times", "a.srt", "No words have a time code."),
        ("WEBVTT\n", "a.vtt", "No words were found."),
        ("<tt>\n<p begin='1s'>shut", "a.ttml", "The markup is damaged from line 2 on."),
    ],
)
def test_oddness_is_told_and_the_words_kept(text: str, name: str, message: str) -> None:
    found = read_all(TranscriptReader(), text.encode(), name)
    assert message in [problem.message for problem in found.problems]
    assert all(word in found.one.document.text for word in ("shut",) if word in text)


@pytest.mark.parametrize(("raw", "name"), [(b"tt", "a.ttml"), (b"<html/>", "a.ttml"), (b"\0\0\1" * 90, "a.srt")])
def test_what_is_no_transcript(raw: bytes, name: str) -> None:
    with pytest.raises(UnreadableDocument):
        read_all(TranscriptReader(), raw, name)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [(SRT, "a.txt", True), (VTT, "download", True), (TTML, "a.xml", True), ("", "a.SRT", True), ("words", "a.txt", False)],
)
def test_what_is_a_transcript(text: str, name: str, expected: bool) -> None:
    raw = text.encode()
    assert TranscriptReader().reads(make_capture(raw, name), raw[:4096]) == expected


def test_entities_of_a_hostile_file_are_not_opened() -> None:
    text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><tt><p begin="1s">a&x;b</p></tt>'
    assert "root" not in read_all(TranscriptReader(), text.encode(), "a.ttml").one.document.text


pieces = st.sampled_from(
    ["WEBVTT\n", "1\n", "\n", "00:00:01.000 --> 00:00:02.000\n", "00:00:01,5 --> x\n", "<v Ana>", "</v>", "ANA: ", ">> ", "- ",
     "the river ", "is high.\n", "[music]\n", "NOTE a\n", "STYLE\n", "<c>", "&amp;", "{\\an8}", "0:00:01.000,0:00:02.000\n"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=40).map("".join), st.sampled_from(["a.srt", "a.vtt", "a.sbv"]))
def test_any_cues_can_be_read_and_are_in_order(text: str, name: str) -> None:
    reading = read_all(TranscriptReader(), text.encode(), name).one
    places = [(piece.start, piece.end) for p in reading.passages for piece in p.pieces]
    assert len(places) == len(set(places))
    flat = sorted(places)
    assert all(before[1] <= after[0] for before, after in pairwise(flat))


def test_timed_text_of_half_a_character_is_refused() -> None:
    raw = b'<tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="&#xD800;1s">Shut.</p></body></tt>'
    with pytest.raises(UnreadableDocument, match="no text"):
        read_all(TranscriptReader(), raw, "a.ttml")
