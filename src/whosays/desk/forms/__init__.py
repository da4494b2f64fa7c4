"""What pages send: one module a kind of form, each adding its routes; each answers with the page it came from."""

from whosays.desk.forms import (
    adding,
    deciding,
    exports,
    hiding,
    marking,
    moved,
    people,
    preferences,
    reports,
    reviewing,
    settings,
    signing_in,
    translating,
)

ALL = (
    *(
        adding.add,
        deciding.add,
        exports.add,
        hiding.add,
        marking.add,
        preferences.add,
        reports.add,
        reviewing.add,
        translating.add,
        settings.add,
    ),
    *(signing_in.add, people.add, moved.add),
)
