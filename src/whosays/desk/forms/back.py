"""Where a form leads back to."""

from __future__ import annotations

from starlette.responses import RedirectResponse


def lead_back(address: str) -> RedirectResponse:
    """Answer a form with the page it came from; an address that is none of the desk's leads to the first page."""
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return RedirectResponse(address if own else "/", status_code=303)
