"""What people write beside the documents of a case: reports and translations. The part of `Case` that is about those.

It is a class of its own, which `Case` takes in, so that neither file is longer than one can read at a sitting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.case.judging.deciding import Signing
from whosays.case.whole import WholeView
from whosays.records import DocumentId, PassageId

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from whosays.case.writing.checking import Checked
    from whosays.case.writing.composing import Wanted
    from whosays.publish.report.as_read import ReportTold
    from whosays.reports import Block, Cited, Report
    from whosays.store.store import Store
    from whosays.store.translations import Translation


class Written:
    """The methods of `Case` for what people write."""

    store: Store

    # Reports

    def reports(self) -> list[Report]:
        """Return the reports as they stand, in the order in which they were begun."""
        with self.store.view() as view:
            return list(view.reports())

    def report(self, words: str) -> Report:
        """Return one report as it stands, by its id, or how that begins."""
        with self.store.view() as view:
            return view.report(words)[-1]

    def report_versions(self, words: str) -> list[Report]:
        """Return every version of a report, oldest first."""
        with self.store.view() as view:
            return view.report(words)

    def tell_report(self, words: str) -> ReportTold:
        """Return a report as it may leave: the exact words of what it cites, where they stand, what became of each claim.

        What people decided to hide is hidden in it.
        """
        from whosays.case.writing.reporting import tell
        from whosays.publish.hidden.view import without_hidden

        with WholeView(self.store.view()) as view:
            return tell(view, view.stored.report(words)[-1], leaving=without_hidden(view))

    def make_block(self, kind: str, text: str, *, proposed: bool = False, kept: Sequence[Cited] = ()) -> Block:
        """Return a block for a report: a heading, a paragraph that may cite (`[^clm-…]`), or a claim by its id.

        Args:
            kind: "heading", "paragraph" or "claim".
            text: its words, or the id of the claim.
            proposed: let it cite claims that nobody has decided on; they are marked.
            kept: what it cited before, which stays as it was cited.
        """
        from whosays.case.writing.reporting import make_block

        with WholeView(self.store.view()) as view:
            return make_block(view, kind, text, proposed=proposed, kept=kept)

    def save_report(
        self,
        report: str | None = None,
        *,
        title: str,
        blocks: Sequence[Block] = (),
        version: int | None = None,
        who: str | None = None,
    ) -> Report:
        """Keep a new report, or the next version of one.

        Args:
            report: its id (None: a new one).
            title: its title.
            blocks: all its blocks, in order.
            version: the version that this was made of; another one meanwhile raises ReportMoved (None: whichever is the last).
            who: who writes it (default: the login name).
        """
        from whosays.case.writing.reporting import next_version

        def make(view: WholeView, signing: Signing) -> Report:
            return next_version(view, signing, report=report, version=version, title=title, blocks=blocks)

        return self._keep_report(make, who)

    def compose_report(self, wanted: Wanted, *, who: str | None = None, keep: bool = False) -> ReportTold:
        """Return a report composed of what people accepted on a name, an event, a document or a list, with all looked up.

        What people decided to hide is hidden in it.

        Args:
            wanted: what it is to be composed of.
            who: who has it composed (default: the login name).
            keep: keep it in the case as well, to be written on.
        """
        from dataclasses import replace

        from whosays.case.writing.composing import compose
        from whosays.case.writing.reporting import tell
        from whosays.publish.hidden.view import without_hidden

        signing = Signing(who, None)
        with WholeView(self.store.view()) as view:
            made = compose(view, replace(wanted, kept=wanted.kept or keep), signing)
            told = tell(view, made, leaving=without_hidden(view))
        if keep:
            with self.store.write() as writer:
                writer.put_report(made)
        return told

    def check_report(self, words: str) -> list[Checked]:
        """Open every footnote of a report again, by its id or how that begins, and return what became of each."""
        from whosays.case.writing.checking import check_report

        with WholeView(self.store.view()) as view:
            return check_report(view, view.stored.report(words)[-1])

    def check_file(self, path: Path) -> list[Checked]:
        """Open every footnote of a report that left the desk as a file (`path`), and return what became of each.

        Raises NothingToCheck where the file has no footnotes of a report.
        """
        from whosays.case.writing.checking import check_file

        with WholeView(self.store.view()) as view:
            return check_file(view, path)

    def drop_report(self, words: str, *, who: str | None = None) -> Report:
        """Take a report off the list; `undo_report` brings it back."""
        from whosays.case.writing.reporting import dropped

        return self._keep_report(lambda view, signing: dropped(view, words, signing), who)

    def undo_report(self, words: str, *, who: str | None = None) -> Report:
        """Bring back what a report was before its last version, as one more version."""
        from whosays.case.writing.reporting import undone

        return self._keep_report(lambda view, signing: undone(view, words, signing), who)

    def _keep_report(self, make: Callable[[WholeView, Signing], Report], who: str | None) -> Report:
        signing = Signing(who, None)
        with WholeView(self.store.view()) as view:
            made = make(view, signing)
        with self.store.write() as writer:
            writer.put_report(made)
        return made

    # Translations

    def translations(self, words: str, language: str) -> dict[PassageId, Translation]:
        """Return the translations of a document's passages into a language, by passage."""
        with self.store.view() as view:
            doc = view.find_document(words).id
            return {one.passage: one for one in view.translations(doc, language)}

    def translate(
        self, words: str, told: dict[str, str], *, language: str, who: str | None = None, engine: str | None = None
    ) -> list[Translation]:
        """Keep translations of passages of a document, and return those that are new. No words take one back.

        Args:
            words: the document, by its name or id.
            told: the words by the id of their passage.
            language: what they are in ("en", "ar", "pt-BR").
            who: who typed them, or had them made (default: the login name).
            engine: what made them (None: a person).
        """
        from whosays.case.writing.translating import new_translations

        signing = Signing(who, None)
        with self.store.view() as view:
            doc = view.find_document(words).id
            made = list(new_translations(view, doc, told, language=language, signing=signing, engine=engine))
        with self.store.write() as writer:
            for one in made:
                writer.put_translation(one)
        return made

    def ask_translation(
        self, words: str, passage: str, *, language: str, who: str | None = None, key: str | None = None
    ) -> str:
        """Have the language model that the case's settings name translate one passage, and keep what it answers.

        Nothing is sent unless the case lets its text be sent (`settings send-text yes`). Raises NoEndpoint, NotAgreed, and what
        `capture.endpoint` raises.
        """
        from whosays.case.writing.translating import ask_translation

        with self.store.view() as view:
            settings = view.settings()
            doc = view.find_document(words).id
            passages = {one.id: one for one in view.passages(doc)}
        told, engine = ask_translation(passages, passage, settings, language=language, key=key)
        self.translate(DocumentId(doc), {PassageId(passage): told}, language=language, who=who, engine=engine)
        return told
