"""A report as a PDF, set by WeasyPrint from our template for paper: each footnote on the page of its call, fonts inside.

WeasyPrint is an extra, since it draws with libraries of the system. Nothing but the fonts of the program is read while it
works: no address, no file that a template names.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.resources import files

from whosays.errors import WhosaysError

COPY = "report.md"
"""The name of the file within each PDF that holds the report as Markdown."""
_SCHEME = "whosays-font:"
# Family, style, file, which holds all weights. The families are asked in this order for each letter, since WeasyPrint knows no
# unicode-range. Vazirmatn and not Noto Naskh Arabic: the latter draws letters in pieces, which no reader of PDFs puts together.
_FACES = (
    ("Source Serif 4", "normal", "source-serif-4-latin-wght-normal.woff2"),
    ("Source Serif 4", "italic", "source-serif-4-latin-wght-italic.woff2"),
    ("Source Serif 4 Extended", "normal", "source-serif-4-latin-ext-wght-normal.woff2"),
    ("Vazirmatn", "normal", "vazirmatn-arabic-wght-normal.woff2"),
)


class NoPdf(WhosaysError):
    """What sets PDFs is not installed, or the libraries that it draws with are not."""

    code = "no-pdf"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"a PDF cannot be made here ({why}); install WeasyPrint with `pip install 'whosays[pdf]'` and the system libraries"
            " Pango and HarfBuzz (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango),"
            " or take --format html or docx"
        )


@cache
def can_pdf() -> bool:
    """Ask whether PDFs can be made here; the answer holds as long as the process."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def set_pdf(page: str, copy: str, when: str) -> bytes:
    """Return a page of HTML as a PDF; the same page gives the same pages (fonts are cut down with a stamp of the time in them).

    Args:
        page: the report as HTML with the CSS of pages.
        copy: the report as Markdown, which goes into the PDF as the file `COPY`. Words that are taken out of the pages of a
            PDF come in another order where they run from right to left; whoever checks them finds them here.
        when: when the report was written, in ISO 8601.

    Raises NoPdf where WeasyPrint or a library of the system is missing.
    """
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except ImportError as error:
        raise NoPdf("WeasyPrint is not installed") from error
    except OSError as error:  # it is, but it cannot open what it draws with
        raise NoPdf(" ".join(str(error).split())[:160]) from error
    fetcher, fonts = _fetcher(), FontConfiguration()
    faces = weasyprint.CSS(string=_faces(), font_config=fonts, url_fetcher=fetcher)
    # Its id would be of the time; that of the words is the same for the same report.
    at = datetime.fromisoformat(when)
    copied = weasyprint.Attachment(string=copy, name=COPY, created=at, modified=at)
    made = weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf(
        stylesheets=[faces], font_config=fonts, pdf_identifier=_identifier(page), pdf_tags=True, attachments=[copied]
    )
    return bytes(made)


def _identifier(page: str) -> bytes:
    import hashlib

    return hashlib.sha256(page.encode()).hexdigest()[:32].encode()


def _faces() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; src: url("{_SCHEME}{name}") }}'
        for family, style, name in _FACES
    )


def _fetcher() -> object:
    """Return what reads for WeasyPrint: our fonts; whatever else a page asks for, it does not get."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    names = {f"{_SCHEME}{name}": name for _, _, name in _FACES}

    class Fonts(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
            if url not in names:
                raise ValueError("a report reads nothing from outside")
            font = files("whosays").joinpath("desk", "static", "fonts", names[url]).read_bytes()
            return URLFetcherResponse(url, body=font, headers={"Content-Type": "font/woff2"})

    return Fonts()
