"""The pages of the desk, one module a question, in the order of the bar at the top."""

from whosays.desk.pages import claims, home, library, lists, names, reader, review, search, times

ALL = tuple(
    route for module in (home, library, reader, claims, names, lists, times, review, search) for route in module.pages.routes
)
