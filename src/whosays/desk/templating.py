"""The templates of the desk, with what all of them may call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.desk.links import safe_link
from whosays.desk.marks import as_it_is

if TYPE_CHECKING:
    from jinja2 import Environment


def make_templates() -> Environment:
    """Return the templates. What a document says is escaped in them, and a name that they lack raises UndefinedError."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("whosays.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["as_it_is"] = as_it_is
    made.globals["safe_link"] = safe_link
    return made
