"""What pages send: one module a kind of form, each adding its routes; each answers with the page it came from."""

from whosays.desk.forms import adding, deciding, moved, preferences, reports, reviewing, settings, translating

ALL = (
    *(adding.add, deciding.add, preferences.add, reports.add, reviewing.add, translating.add, settings.add),
    moved.add,
)
