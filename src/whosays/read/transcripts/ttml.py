"""Read TTML: the paragraphs of a timed text, with the agents who speak them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.read.transcripts.cues import Cue, Cues, read_stamp

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_OFFSET = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(h|m|s|ms|f|t)")
_FRAMES = re.compile(r"(\d{1,4}:\d{1,2}:\d{1,2}):(\d{1,3})")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_RATE = 30.0  # what the standard takes where a file gives none


class NoTimedText(ValueError):
    """The bytes are no TTML."""


def read_ttml(raw: bytes) -> Cues:
    """Read the cues. Raises NoTimedText."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        tree = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoTimedText("its markup is damaged") from error
    try:
        return _read(tree, parser)
    except UnicodeDecodeError as error:  # the parser goes on over bytes that are no text, and trips when they are asked for
        raise NoTimedText("its bytes are no text in the encoding that it names") from error


def _read(tree: _Element | None, parser: XMLParser) -> Cues:
    if tree is None or _local(tree) != "tt":
        raise NoTimedText("it is no timed text (TTML)")
    rates = (_rate(tree, "frameRate") or _RATE, _rate(tree, "tickRate") or _rate(tree, "frameRate") or 1.0)
    agents = _agents(tree)
    cues = []
    unread = 0
    for element in tree.iter():
        if _local(element) != "p":
            continue
        words = _words(element)
        begins, ends, odd = _times(element, rates)
        unread += odd
        if words:
            cues.append(Cue(words=words, begins=begins, ends=ends, speaker=_speaker(element, agents)))
    title = next((" ".join(_text(one).split()) for one in tree.iter() if _local(one) == "title"), None)
    language = (tree.get(f"{_XML}lang") or "")[:2].lower()
    return Cues(
        cues=tuple(cues),
        language=language if language.isalpha() else None,
        title=title or None,
        unread=unread,
        damage=f"The markup is damaged from line {parser.error_log[0].line} on." if len(parser.error_log) else None,
    )


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: _Element) -> str:
    return " ".join(str(words) for words in element.itertext())


def _attribute(element: _Element, name: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _rate(tree: _Element, name: str) -> float | None:
    stored = (_attribute(tree, name) or "").strip()
    return float(stored) if re.fullmatch(r"[1-9]\d{0,8}", stored) else None


def _words(paragraph: _Element) -> str:
    parts: list[str] = []
    for element in paragraph.iter():
        if _local(element) == "br":
            parts.append("\n")
        elif isinstance(element.tag, str):
            parts.append((element.text or "").replace("\n", " "))
        if element is not paragraph and element.tail:
            parts.append(element.tail.replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _times(paragraph: _Element, rates: tuple[float, float]) -> tuple[float | None, float | None, bool]:
    """Return when a paragraph begins and ends, by itself or by its first and last span, and whether a time was unreadable."""
    timed = [paragraph, *(one for one in paragraph.iter() if _local(one) == "span" and one.get("begin"))]
    first = next((one for one in timed if one.get("begin")), None)
    if first is None:
        return None, None, False
    last = paragraph if paragraph.get("begin") else timed[-1]
    begins = _time(first.get("begin"), rates)
    ends = _time(last.get("end"), rates)
    if ends is None and (lasts := _time(last.get("dur"), rates)) is not None:
        start = _time(last.get("begin"), rates)
        ends = None if start is None else round(start + lasts, 3)
    return begins, ends, begins is None


def _time(stored: str | None, rates: tuple[float, float]) -> float | None:
    if stored is None:
        return None
    if offset := _OFFSET.fullmatch(stored.strip()):
        frames, ticks = rates
        unit = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001, "f": 1 / frames, "t": 1 / ticks}[offset[2]]
        return round(float(offset[1]) * unit, 3)
    if framed := _FRAMES.fullmatch(stored.strip()):
        whole = read_stamp(framed[1])
        return None if whole is None else round(whole + int(framed[2]) / rates[0], 3)
    return read_stamp(stored)


def _agents(tree: _Element) -> dict[str, str]:
    """Return the names of those who speak, by the id under which paragraphs point to them."""
    names: dict[str, str] = {}
    for element in tree.iter():
        number = element.get(f"{_XML}id") if _local(element) == "agent" else None
        if number:
            name = " ".join(_text(element).split())
            if name:
                names[number] = name[:200]
    return names


def _speaker(element: _Element, agents: dict[str, str]) -> str | None:
    said = (_attribute(element, "agent") or "").split()
    return agents.get(said[0]) if said else None
