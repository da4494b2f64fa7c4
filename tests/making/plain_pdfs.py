"""PDF files with nothing but words on their pages. It stands apart from `pdfs.py`, whose texts figures were measured on."""

from __future__ import annotations

import html


def set_plainly(title: str, *pages: str) -> bytes:
    """Set a title and pages of words, a paragraph each, with nothing else about them."""
    import weasyprint

    body = "".join(f'<p style="break-after: page">{html.escape(words)}</p>' for words in pages)
    style = "@page { size: A5 } body { font: 12pt/1.5 serif } p:last-child { break-after: auto !important }"
    page = f"<html><head><title>{html.escape(title)}</title><style>{style}</style></head><body>{body}</body></html>"
    return bytes(weasyprint.HTML(string=page).write_pdf())
