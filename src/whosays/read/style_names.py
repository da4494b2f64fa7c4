"""Say what a paragraph style is by its name, in the languages in which word processors write such names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.records import Zone

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|nagłówek|заголовок|otsikko|başlık|címsor|nadpis|titlu"
    r"|επικεφαλίδα|כותרת|عنوان|العنوان|سرفصل|標題|标题|見出し|제목)\s*[_ ]?(?P<level>[1-9])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"title|titel|titre|título|titolo|العنوان|عنوان|название|标题|標題", re.IGNORECASE)
_SUBTITLE = re.compile(r"subtitle|untertitel|sous-titre|subtítulo|sottotitolo|подзаголовок", re.IGNORECASE)
_ZONES: tuple[tuple[Zone, re.Pattern[str]], ...] = (
    ("quote_block", re.compile(r"(?i)(?:intense )?quote|quotations?|block ?(?:text|quote)|zitat|citation|cita|citazione")),
    (
        "caption",
        re.compile(r"(?i)(?:table |figure )?caption|beschriftung|légende|leyenda|didascalia|illustration|figure|drawing"),
    ),
    ("boilerplate", re.compile(r"(?i)(?:toc|contents|index|(?:illustration|object|table) index) (?:[1-9]|heading)")),
    ("boilerplate", re.compile(r"(?i)table of figures")),
)


def is_title(name: str) -> bool:
    """Ask whether a style is that of the document's title."""
    return _TITLE.fullmatch(name) is not None


def zone_of(name: str) -> tuple[Zone, int | None] | None:
    """Return the zone of paragraphs of a style, and the level of a heading; None for a style whose name says nothing."""
    if found := _HEADING.fullmatch(name):
        return "heading", int(found["level"])
    if is_title(name):
        return "heading", 1
    if _SUBTITLE.fullmatch(name):
        return "heading", 2
    return next(((zone, None) for zone, names in _ZONES if names.fullmatch(name)), None)
