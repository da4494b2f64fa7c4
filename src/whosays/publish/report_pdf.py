"""A report as a PDF, set by WeasyPrint from our template for paper: each footnote on the page of its call, fonts inside.

WeasyPrint is an extra, since it draws with libraries of the system. Nothing but the fonts of the program is read while it works:
no address, no file that a template names.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEME = "whosays-font:"
# Family, weights, file. The families are asked in this order for each letter, since WeasyPrint knows no unicode-range.
_FACES = (
    ("Source Serif 4", "200 900", "normal", "source-serif-4-latin-wght-normal.woff2"),
    ("Source Serif 4", "200 900", "italic", "source-serif-4-latin-wght-italic.woff2"),
    ("Source Serif 4 Extended", "200 900", "normal", "source-serif-4-latin-ext-wght-normal.woff2"),
    ("Noto Naskh Arabic", "400 700", "normal", "noto-naskh-arabic-arabic-wght-normal.woff2"),
)


class NoPdf(WhosaysError):
    """What sets PDFs is not installed, or the libraries that it draws with are not."""

    code = "no-pdf"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"a PDF cannot be made here ({why}); install WeasyPrint with `pip install 'whosays[pdf]'` and the system libraries Pango"
            " and HarfBuzz (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango),"
            " or take --format html or docx"
        )


def can_pdf() -> bool:
    """Ask whether PDFs can be made here."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def set_pdf(page: str) -> bytes:
    """Return a page of HTML as a PDF; the same page gives the same bytes.

    Raises NoPdf where WeasyPrint or a library of the system is missing.
    """
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except ImportError as error:
        raise NoPdf("WeasyPrint is not installed") from error
    except OSError as error:  # it is, but it cannot open what it draws with
        raise NoPdf(" ".join(str(error).split())[:160]) from error
    fonts = FontConfiguration()
    faces = weasyprint.CSS(string=_faces(), font_config=fonts, url_fetcher=_fetch)
    # Its id would be of the time; that of the words is the same for the same report.
    made = weasyprint.HTML(string=page, url_fetcher=_fetch).write_pdf(
        stylesheets=[faces], font_config=fonts, pdf_identifier=_identifier(page), pdf_tags=True
    )
    return bytes(made)


def _identifier(page: str) -> bytes:
    import hashlib

    return hashlib.sha256(page.encode()).hexdigest()[:32].encode()


def _faces() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weights}; font-style: {style}; src: url("{_SCHEME}{name}") }}'
        for family, weights, style, name in _FACES
    )


def _fetch(url: str, *_: object, **__: object) -> Mapping[str, object]:
    """Return one of our fonts; whatever else a page asks for, it does not get."""
    names = {name for _, _, _, name in _FACES}
    name = url.removeprefix(_SCHEME)
    if not url.startswith(_SCHEME) or name not in names:
        raise ValueError("a report reads nothing from outside")
    font = files("whosays").joinpath("desk", "static", "fonts", name).read_bytes()
    return {"string": font, "mime_type": "font/woff2"}
