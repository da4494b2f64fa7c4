"""Follow the control words of a Rich Text file: what each does to the state, and what a group is for when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.read.field_codes import read_link
from whosays.read.manuscript import Edge
from whosays.read.rtf_fonts import SYMBOLS, codec_of_charset, codec_of_page
from whosays.read.rtf_state import DEAD, Font, Look, Rtf, Style
from whosays.read.rtf_tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from whosays.read.rtf_tokens import Token

    Act = Callable[[Rtf, str, int | None], None]

# Word nests some dozens of groups; deeper ones keep the look of the group around them.
_DEPTH = 1000
# What prints one character.
_CHARS: Mapping[str, str] = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "zwbo": "\u200b",
    "zwnbo": "\u2060", "~": "\xa0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
# Groups that hold no words of the text, whether or not they are marked as such by a star.
_DEAD_GROUPS = frozenset(
    ["pict", "nonshppict", "shppict", "objdata", "colortbl", "listtable", "listoverridetable", "rsidtbl", "generator",
     "themedata", "datastore", "xmlnstbl", "latentstyles", "bkmkstart", "bkmkend", "filetbl", "pn", "pnseclvl",
     "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "tc", "tcn", "xe", "rxe", "shprslt", "sp",
     "template", "userprops", "docvar", "passwordhash", "colorschememapping", "nonesttables", "keycode", "upr"]
)  # fmt: skip
# Groups marked by a star that do hold words of the text, or the way to them.
_LIVE_GROUPS = frozenset(["shpinst", "do", "shpgrp", "nesttableprops", "moMath", "moMathPara"])
_FORMS = {
    "ar": "decimal",
    "alc": "lowerLetter",
    "auc": "upperLetter",
    "rlc": "lowerRoman",
    "ruc": "upperRoman",
    "chi": "chicago",
}
_SAID = ("title", "author", "operator", "company", "subject", "keywords")


def read_rtf(raw: bytes) -> Rtf:
    """Follow a whole file. The state at its end holds all that it prints."""
    rtf = Rtf()
    for token in tokens(raw):
        _follow(rtf, token)
    rtf.flush()
    rtf.is_cut = bool(rtf.stack)
    while rtf.around:
        rtf.end_flow()
    if rtf.flow.para.parts:
        rtf.end_paragraph()
    rtf.manuscript.body = rtf.flow.end()
    return rtf


def _follow(rtf: Rtf, token: Token) -> None:
    """Do what a token says."""
    kind = token.kind
    if kind == "bytes":
        raw = token.raw
        if rtf.skip:
            raw, rtf.skip = raw[rtf.skip :], max(rtf.skip - len(raw), 0)
        if rtf.look.to != DEAD:
            rtf.pending += raw
    elif kind == "open":
        _open(rtf)
    elif kind == "close":
        _close(rtf)
    elif rtf.skip:
        rtf.skip -= 1
    elif kind == "word":
        _word(rtf, token.name, token.number)
    elif token.name == "*":
        rtf.starred = True
    elif token.name in "\r\n":
        _word(rtf, "par", None)
    elif rtf.look.to != DEAD:
        rtf.put(_CHARS.get(token.name, ""))


def _open(rtf: Rtf) -> None:
    rtf.flush()
    rtf.skip, rtf.starred = 0, False
    if len(rtf.stack) >= _DEPTH:
        rtf.deeper += 1
        return
    rtf.stack.append(rtf.look)
    rtf.look = rtf.look.inside()


def _close(rtf: Rtf) -> None:
    rtf.flush()
    rtf.skip, rtf.starred = 0, False
    if rtf.deeper:
        rtf.deeper -= 1
    elif rtf.stack:
        done, rtf.look = rtf.look, rtf.stack.pop()
        _end_group(rtf, done)


def _end_group(rtf: Rtf, done: Look) -> None:
    """Do what the group was for."""
    if done.then in ("note", "gone", "comment", "box", "furniture"):
        rtf.end_flow()
    elif done.link:
        rtf.flow.para.parts.append(Edge("link", done.link, False))
    elif done.then == "label":
        rtf.take_label()
    elif done.then in ("range opens", "range ends"):
        key = f"comment {rtf.caught.pop('range', '').strip()}"
        rtf.flow.para.parts.append(Edge("comment", key, done.then == "range opens"))


def _word(rtf: Rtf, name: str, number: int | None) -> None:
    starred, rtf.starred = rtf.starred, False
    if rtf.look.to == DEAD:
        if name == "ud" and rtf.look.instead:  # the same words again, in Unicode
            rtf.look.to = rtf.look.instead
        return
    if name in _CHARS:
        rtf.put(_CHARS[name])
    elif name == "u":
        rtf.put(chr((number or 0) & 0xFFFF))
        rtf.skip = min(rtf.look.skipped, 20)
    elif act := _ACTS.get(name):
        rtf.flush()
        act(rtf, name, number)
    elif name in _DEAD_GROUPS or (starred and name not in _LIVE_GROUPS) or (name[0] == "m" and name.endswith("Pr")):
        rtf.flush()
        rtf.look.to, rtf.look.instead = DEAD, rtf.look.to if name == "upr" else ""


# How words look.


def _page(rtf: Rtf, name: str, number: int | None) -> None:
    named = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(name)
    rtf.codec = named or codec_of_page(number or 0) or rtf.codec


def _font(rtf: Rtf, _name: str, number: int | None) -> None:
    if rtf.look.to == "fonts":
        rtf.style = number or 0
        rtf.fonts[rtf.style] = Font()
    else:
        rtf.look.font = number or 0


def _usual_font(rtf: Rtf, _name: str, number: int | None) -> None:
    rtf.usual_font = number or 0


def _charset(rtf: Rtf, name: str, number: int | None) -> None:
    font = rtf.fonts.get(rtf.style)
    if rtf.look.to == "fonts" and font is not None:
        font.symbols = font.symbols or (name == "fcharset" and number == SYMBOLS)
        font.codec = codec_of_charset(number or 0) if name == "fcharset" else codec_of_page(number or 0) or font.codec


def _unicode(rtf: Rtf, _name: str, number: int | None) -> None:
    rtf.look.skipped = max(number if number is not None else 1, 0)


def _plain(rtf: Rtf, _name: str, _number: int | None) -> None:
    old = rtf.look
    rtf.look = Look(to=old.to, skipped=old.skipped, then=old.then, link=old.link)


def _hidden(rtf: Rtf, _name: str, number: int | None) -> None:
    rtf.look.hidden = number != 0


def _raised(rtf: Rtf, name: str, number: int | None) -> None:
    rtf.look.raised = name in ("super", "up") and number != 0


def _changed(rtf: Rtf, name: str, number: int | None) -> None:
    look = rtf.look
    if name == "deleted":
        look.gone = number != 0
    elif name == "revised":
        look.new = number != 0
    elif name == "revauthdel":
        look.gone_by = number or 0
    elif name == "revauth":
        look.new_by = number or 0
    elif name == "revdttmdel":
        look.gone_at = number
    else:
        look.new_at = number


# Paragraphs and tables.


def _paragraph(rtf: Rtf, name: str, _number: int | None) -> None:
    if rtf.look.to == "text":
        rtf.end_paragraph()
        if name == "sect":
            for series in rtf.notes.values():
                series.count = 0 if series.anew else series.count


def _pard(rtf: Rtf, _name: str, _number: int | None) -> None:
    if rtf.look.to == "text":
        flow = rtf.flow
        flow.style, flow.rank, flow.depth, flow.level = None, None, 0, 0


def _placed(rtf: Rtf, name: str, number: int | None) -> None:
    flow = rtf.flow
    if rtf.look.to != "text":
        if name == "outlinelevel" and rtf.look.to == "styles":
            rtf.styles.setdefault(rtf.style, Style()).rank = number
    elif name == "outlinelevel":
        flow.rank = number
    elif name == "ilvl":
        flow.depth = min(max(number or 0, 0), 8)
    elif name == "intbl":
        flow.level = max(flow.level, 1)
    else:
        flow.level = max(number or 0, 0)


def _style(rtf: Rtf, _name: str, number: int | None) -> None:
    if rtf.look.to == "styles":
        rtf.style = number or 0
        rtf.styles[rtf.style] = Style()
    elif rtf.look.to == "text":
        rtf.flow.style = number or 0


def _cell(rtf: Rtf, name: str, _number: int | None) -> None:
    if rtf.look.to == "text":
        level = 1 if name in ("cell", "row") else max(rtf.flow.level, 2)
        rtf.flow.end_cell(level) if name.endswith("cell") else rtf.flow.end_row(level)


# Groups.


def _table(rtf: Rtf, name: str, _number: int | None) -> None:
    rtf.look.to = {"fonttbl": "fonts", "stylesheet": "styles", "revtbl": "people", "info": "info"}[name]
    rtf.style = 0


def _said(rtf: Rtf, name: str, _number: int | None) -> None:
    if rtf.look.to == "info":
        rtf.look.then = name


def _time(rtf: Rtf, name: str, number: int | None) -> None:
    if rtf.look.to == "info" and name == "revtim":
        rtf.look.then = "revtim"
    elif rtf.look.to == "info" and rtf.look.then == "revtim":
        rtf.said[name] = str(number or 0)


def _flow(rtf: Rtf, name: str, _number: int | None) -> None:
    if rtf.look.to == "info":
        return
    kind = {"footnote": "note", "annotation": "comment", "shptxt": "box", "dptxbxtext": "box"}.get(name, "furniture")
    rtf.open_flow("gone" if kind == "note" and rtf.look.gone else kind)


def _end_note(rtf: Rtf, _name: str, _number: int | None) -> None:
    if rtf.around:
        rtf.around[-1].sort = "endnote"


def _mark(rtf: Rtf, _name: str, _number: int | None) -> None:
    in_note = bool(rtf.around) and rtf.around[-1].kind == "note"
    if rtf.look.to == "text" and not in_note and not rtf.look.gone:
        rtf.flow.para.parts.append("")  # kept for the mark, which is known when the note has been read
        rtf.mark_at = len(rtf.flow.para.parts) - 1


def _series(rtf: Rtf, name: str, number: int | None) -> None:
    """Set how notes are numbered: `ftnnrlc`, `aftnstart5`, `saftnrestart`."""
    bare = name.removeprefix("s")
    series = rtf.notes["endnote" if bare.startswith("a") else "footnote"]
    what = bare.removeprefix("a").removeprefix("ftn")
    if what == "start":
        series.start = max(number or 1, 1)
    elif what in ("restart", "rstcont", "rstpg"):
        series.anew = what == "restart"
    else:
        series.form = _FORMS[what.removeprefix("n")]


def _caught(rtf: Rtf, name: str, _number: int | None) -> None:
    to, then = {
        "listtext": ("label", "label"), "pntext": ("label", "label"), "fldinst": ("code", ""),
        "atrfstart": ("range", "range opens"), "atrfend": ("range", "range ends"),
    }.get(name, (name, ""))  # fmt: skip
    rtf.look.to, rtf.look.then = to, then
    if to in ("code", "label"):
        rtf.caught.pop(to, None)


def _result(rtf: Rtf, _name: str, _number: int | None) -> None:
    if rtf.look.to == "code":
        return
    if url := read_link(rtf.caught.pop("code", "")):
        rtf.look.link = url
        rtf.flow.para.parts.append(Edge("link", url, True))


_ACTS: Mapping[str, Act] = {
    **dict.fromkeys(["ansicpg", "mac", "pc", "pca"], _page),
    "f": _font, "deff": _usual_font, "fcharset": _charset, "cpg": _charset, "uc": _unicode, "plain": _plain, "v": _hidden,
    **dict.fromkeys(["super", "sub", "nosupersub", "up", "dn"], _raised),
    **dict.fromkeys(["deleted", "revised", "revauth", "revauthdel", "revdttm", "revdttmdel"], _changed),
    "par": _paragraph, "sect": _paragraph, "pard": _pard, "s": _style,
    **dict.fromkeys(["outlinelevel", "ilvl", "intbl", "itap"], _placed),
    **dict.fromkeys(["cell", "row", "nestcell", "nestrow"], _cell),
    **dict.fromkeys(["fonttbl", "stylesheet", "revtbl", "info"], _table),
    **dict.fromkeys(_SAID, _said), **dict.fromkeys(["revtim", "yr", "mo", "dy"], _time),
    **dict.fromkeys(["footnote", "annotation", "shptxt", "dptxbxtext"], _flow),
    **dict.fromkeys([part + side for part in ("header", "footer") for side in ("", "l", "r", "f")], _flow),
    "ftnalt": _end_note, "chftn": _mark,
    **dict.fromkeys([sort + what for sort in ("ftn", "aftn", "sftn", "saftn")
                     for what in ("start", "restart", "rstcont", "rstpg", *(f"n{form}" for form in _FORMS))], _series),
    **dict.fromkeys(["listtext", "pntext", "fldinst", "atrfstart", "atrfend", "atnid", "atnauthor", "atndate", "atnref",
                     "atnicn", "atntime", "atnparent"], _caught),
    "fldrslt": _result,
}  # fmt: skip
