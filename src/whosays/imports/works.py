"""Read a bibliography: CSL-JSON, RIS or BibTeX, whichever the text is, as works; and the sources that works become.

RIS is read with rispy, BibTeX with bibtexparser and the LaTeX of titles with pylatexenc. An entry that cannot be read is told,
and the others are taken.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from whosays.errors import WhosaysError
from whosays.records import Link, LinkId, Source, SourceId, make_id
from whosays.sources import source_id
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BY = "import/sources"
MOST_WORKS = 50_000
_RIS = re.compile(r"^\ufeff?TY {2}- ", re.MULTILINE)
_BIBTEX = re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)
_TAGS = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)\b[^<>]*>")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s{}]+", re.IGNORECASE)
_PERCENT = re.compile(r"(?<!\\)%")  # which begins a comment in LaTeX, and hardly ever in a title
_FEW = 3  # entries that an error tells of
_NESTED = 100  # braces of a title; past them it is no title, and what reads LaTeX would go as deep


class BadBibliography(WhosaysError):
    """A file that holds no bibliography that can be read."""

    code = "bad-bibliography"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"no sources could be taken from {name}: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An entry of a bibliography. `doi` begins with "10."."""

    title: str | None
    url: str | None = None
    doi: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The works of a file, and what of it could not be taken, each as a sentence."""

    works: tuple[Work, ...]
    untold: tuple[str, ...] = ()


def read_works(text: str, name: str) -> Bibliography:
    """Return the works of a bibliography.

    Args:
        text: CSL-JSON (a list of items, or an object that has them as `items`), RIS or BibTeX.
        name: what the file is called, for errors.

    Raises:
        BadBibliography: it is none of these, is empty, or holds more than `MOST_WORKS`.
    """
    if text.lstrip("\ufeff \t\r\n")[:1] in ("[", "{"):
        told = list(_from_csl(text, name))
    elif _RIS.search(text):
        told = list(_from_ris(text, name))
    elif _BIBTEX.search(text):
        told = list(_from_bibtex(text))
    else:
        raise BadBibliography(name, "it is neither CSL-JSON nor RIS nor BibTeX")
    works = tuple(one for one in told if isinstance(one, Work) and (one.title or one.url or one.doi))
    untold = [one for one in told if isinstance(one, str)]
    if empty := len(told) - len(works) - len(untold):
        untold.append(f"{empty} of its entries have neither a title nor an address")
    if not works:
        raise BadBibliography(name, "; ".join(untold[:_FEW]) or "it holds no entry")
    if len(works) > MOST_WORKS:
        raise BadBibliography(name, f"it holds {len(works):,} works, and {MOST_WORKS:,} are taken at once; split it")
    return Bibliography(works=works, untold=tuple(untold))


def sources_of(works: Iterable[Work]) -> Iterator[Source | Link]:
    """Yield the source of each work, once each. One with a DOI and another address is two, with a link between them."""
    seen: set[str] = set()
    for work in works:
        made: list[Source] = []
        told = (f"https://doi.org/{work.doi}" if work.doi else None, work.url)
        addresses: tuple[str | None, ...] = tuple(one for one in told if one) or (None,)
        for address in addresses:
            source = _source(work, address, "page" if made else "work")
            if source.id not in {one.id for one in made}:
                made.append(source)
        for source in made:
            if source.id not in seen:
                seen.add(source.id)
                yield source
        if len(made) == 2:
            a, b = (source.id for source in made)
            link = LinkId(make_id("lnk", "same", a, b))
            if link not in seen:
                seen.add(link)
                why = "a bibliography gives both addresses for one work"
                yield Link(id=link, kind="same", a=a, b=b, status="confirmed", reason=why, by=BY)


def _source(work: Work, address: str | None, kind: str) -> Source:
    title = work.title or address or ""
    made = source_id(address) if address else SourceId(make_id("src", "work", " ".join(fold_text(title).split()), work.year))
    return Source(id=made, kind="work" if kind == "work" else "page", name=title, url=address)


def _from_csl(text: str, name: str) -> Iterator[Work | str]:
    import msgspec

    try:
        told = msgspec.json.decode(text.lstrip("\ufeff"))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise BadBibliography(name, f"it is no whole JSON ({error})") from error
    items = told.get("items") if isinstance(told, dict) and "items" in told else told
    for number, item in enumerate(items if isinstance(items, list) else [items], 1):
        if not isinstance(item, dict):
            yield f"entry {number} is no item of CSL-JSON"
            continue
        title = item.get("title")
        yield Work(
            title=_clean(_TAGS.sub("", title)) if isinstance(title, str) else None,
            url=_url(item.get("URL")),
            doi=_doi(item.get("DOI")),
            year=_csl_year(item.get("issued")),
        )


def _csl_year(issued: object) -> str | None:
    match issued:
        case {"date-parts": [[int() | str() as year, *_], *_]}:
            return str(year)
        case {"raw": str() as raw}:
            return raw[:4]
    return None


def _from_ris(text: str, name: str) -> Iterator[Work | str]:
    import rispy

    try:
        entries = rispy.loads(text.lstrip("\ufeff"))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:  # what rispy raises for lines that are out of order
        raise BadBibliography(name, f"it is no whole RIS ({error})") from error
    for entry in entries:
        urls = [one for told in entry.get("urls", ()) for one in str(told).split(";")]
        title = next(
            (entry[one] for one in ("title", "primary_title", "translated_title", "short_title") if entry.get(one)), None
        )
        yield Work(
            title=_clean(str(title)) if title else None,
            url=next((url for one in urls if (url := _url(one))), None),
            doi=_doi(entry.get("doi")),
            year=(str(entry.get("year") or entry.get("publication_year") or "")[:4]) or None,
        )
    if lost := len(_RIS.findall(text)) - len(entries):
        yield f"{lost} of its entries have no end (ER) and are left out"


def _from_bibtex(text: str) -> Iterator[Work | str]:
    from bibtexparser.entrypoint import parse_string

    with _quiet("bibtexparser"):
        library = parse_string(text)
    for entry in library.entries:
        told = {name.lower(): str(one.value) for name, one in entry.fields_dict.items()}
        yield Work(
            title=_clean(_plain(told["title"])) if told.get("title") else None,
            url=_url(told.get("url")) or _url(told.get("howpublished")),
            doi=_doi(told.get("doi")),
            year=(told.get("year") or told.get("date") or "")[:4] or None,
        )
    for block in library.failed_blocks:
        yield f"the entry in line {(block.start_line or 0) + 1} cannot be read ({_why(block.error)})"


def _why(error: object) -> str:
    said = " ".join(str(error).split())
    return said[:120] or "it has no end"


def _plain(latex: str) -> str:
    """Return the words of a title that is written in LaTeX."""
    from pylatexenc.latex2text import LatexNodes2Text

    if latex.count("{") > _NESTED or not {*"\\{$~"} & {*latex}:
        return latex
    return cast("str", LatexNodes2Text(keep_comments=True).latex_to_text(_PERCENT.sub(r"\\%", latex)))


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a library from saying on the terminal what is told otherwise."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _clean(words: str) -> str | None:
    return " ".join(words.split()) or None


def _doi(told: object) -> str | None:
    found = _DOI.search(told) if isinstance(told, str) else None
    return found[0].rstrip(".,;}") if found else None


def _url(told: object) -> str | None:
    found = _URL.search(told.replace("\\_", "_").replace("\\%", "%").replace("\\&", "&")) if isinstance(told, str) else None
    return found[0] if found else None
