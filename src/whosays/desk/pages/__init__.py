"""The pages of the desk, one module a question, in the order of the bar at the top."""

from whosays.desk.pages import (
    adding,
    agreement,
    campaigns,
    captures,
    claims,
    compare,
    document_pages,
    home,
    library,
    lineage,
    lists,
    names,
    network,
    people,
    places,
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
    *(home, adding, library, captures, reader, document_pages, translation, claims, lineage, names, lists, times, network),
    *(places, campaigns, who, review_rows, review_dates, review, reports, compare, search, settings),
    *(agreement, people),
)
ALL = tuple(route for module in _MODULES for route in module.pages.routes)
