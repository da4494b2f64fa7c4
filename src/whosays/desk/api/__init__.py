"""The API of the desk, under `/api/v1`: every page's answer by its address there, and what a page can send, as JSON."""

from whosays.desk.api import calls, reading

ALL = (reading.add, calls.add)
