"""The pages of the desk, one module a question, in the order of the bar at the top."""

from whosays.desk.pages import (
    claims,
    compare,
    home,
    library,
    lineage,
    lists,
    names,
    reader,
    reports,
    review,
    review_dates,
    review_rows,
    search,
    settings,
    times,
    translation,
    who,
)

_MODULES = (
    home,
    library,
    reader,
    translation,
    claims,
    lineage,
    names,
    lists,
    times,
    who,
    review_rows,
    review_dates,
    review,
    reports,
    compare,
    search,
    settings,
)
ALL = tuple(route for module in _MODULES for route in module.pages.routes)
