"""The pages of the desk, one module a question, in the order of the bar at the top."""

from whosays.desk.pages import (
    adding,
    agreement,
    captures,
    claims,
    document_pages,
    home,
    library,
    lineage,
    lists,
    names,
    people,
    reader,
    review,
    search,
    times,
    who,
)

_MODULES = (
    *(home, adding, library, captures, reader, document_pages, claims, lineage, names, lists, times, who, review, search),
    *(agreement, people),
)
ALL = tuple(route for module in _MODULES for route in module.pages.routes)
