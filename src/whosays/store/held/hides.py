"""Which records anybody ever hid: held in memory, since they are few among very many decisions.

To look for them goes through all decisions once (some hundredths of a second for 100,000); after that through those made since.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from whosays.derived import standing

if TYPE_CHECKING:
    from whosays.records import Judgement
    from whosays.store.lookup import Lookup


class HeldHides:
    """The records that people hid in one case; safe to share by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: set[str] = set()
        self._seen = 0
        self._removed = -1

    def stand(self, lookup: Lookup) -> list[Judgement]:
        """Return the judgements that stand and hide something of what leaves the case, in the order of their making."""
        with self._lock:
            removed = lookup.shelf.removals()
            if removed != self._removed:  # the number of a judgement that went may be given again
                self._records, self._seen, self._removed = set(), 0, removed
            last = lookup.last_judgement()
            if last != self._seen:
                self._records |= lookup.hidden_after(self._seen)
                self._seen = last
            records = sorted(self._records)
        made = lookup.judgements_on(records)
        on: dict[str, list[Judgement]] = {}
        for one in made:
            on.setdefault(one.record, []).append(one)
        stand = {one.id for some in on.values() for one in standing(some)}
        return [one for one in made if one.decision == "hide" and one.id in stand]
