"""What pages send: one module a kind of form, each adding its routes; each answers with the page it came from."""

from whosays.desk.forms import adding, deciding, people, preferences, signing_in

ALL = (adding.add, deciding.add, preferences.add, signing_in.add, people.add)
