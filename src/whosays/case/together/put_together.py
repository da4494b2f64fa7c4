"""The names of a case put together once for all the stages of linking that rest on them.

To read every mention of a large case and put them together takes longer than most of what is then done with the names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.case.whole import WholeView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.resolve.exact import Apart
    from whosays.resolve.names import Name
    from whosays.store.store import Store


class PutTogether:
    """Opens views whose names were put together before, as long as nothing has changed that they are made of.

    The directory counts such changes (`KnownNames.changes`): mentions and rows that came or went, and what people decided on
    them. Decisions that join names are no part of it: each view applies those that stand when it is opened.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen = -1
        self._proposed: Apart | None = None
        self._names: list[Name] | None = None

    def view(self) -> WholeView:
        """Open a view, with the names of the one before where they still hold."""
        stored = self._store.view()
        seen = stored.lookup.names.changes()
        if seen != self._seen:
            self._seen, self._proposed, self._names = seen, None, None
        view = WholeView(stored, proposed=self._proposed)
        if self._proposed is None:
            self._proposed = view.proposed
        return view

    def names(self, view: WholeView) -> Sequence[Name]:
        """Return the names as proposed, as they are compared; `view` is the one that was opened last."""
        from whosays.case.judging.matching import names_of

        if self._names is None:
            self._names = names_of(view, view.proposed.entities)
        return self._names

    def let_names_go(self) -> None:
        """Forget the names as they are compared, and what is kept in memory of comparing them."""
        from whosays.resolve.word_likeness import forget_words
        from whosays.text.name_parts import take_apart

        self._names = None
        forget_words()
        take_apart.cache_clear()
