"""The index says the same as the case itself, whatever people decide and whatever comes and goes. All names are invented."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.asking.browsing import Browsing, ClaimsWanted
from whosays.named_at import NamedAt, by_member
from whosays.resolve.identity import is_of_names
from whosays.store.facts import voice_of
from whosays.store.held.columns import Columns

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.case.whole import WholeView

PAPERS = {
    "a.txt": "Fiction.\n\nThe Halden Reading Society (HRS) says that it opened a branch. HRS describes itself as a home for"
    " readers. The Halden Reading Club said that the Halden Reading Society closed. Ane Kverndal praised the Quay Library.\n",
    "b.txt": "Fiction.\n\nThe Halden Reading Socety said that the Quay Library lost a boat. Kverndal probably opened the"
    " Halden Reading Club. The Quay Library of Halden says that the Quay Library is open.\n",
    "c.txt": "Fiction.\n\nMembers\n\n"
    "1. Halden Reading Society, Norway\n2. Quay Library, Norway\n3. Halden Reading Club, Kenya\n",
}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    for name, words in PAPERS.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    made = Case.new(tmp_path / "case")
    made.add([tmp_path / name for name in PAPERS], jobs=1)
    return made


def by_index(case: Case, columns: Columns) -> dict[str, object]:
    with case.view(kept=True) as view:
        browse = Browsing(view, columns)
        found = browse.claims(ClaimsWanted(status="all"), limit=1000)
        fresh = Browsing(view, Columns()).claims(ClaimsWanted(status="all"), limit=1000)
        assert found.facets == fresh.facets
        claims = found.claims
        waiting, after = [], ""
        while one := browse.lookup.names.first_waiting(after=after):
            waiting.append((frozenset((one.a, one.b)), one.reason))
            after = one.link
        return {
            "entities": view.entities(),
            "lines": sorted((line.id, line.name, line.times) for line in browse.lookup.names.lines(limit=1000)[1]),
            "claims": [
                (
                    one.claim,
                    one.status,
                    one.voice,
                    *([line and line.id for line in lines] for lines in (one.holders, one.about)),
                )
                for one in claims
            ],
            "waiting": sorted(waiting, key=str),
            "counts": {kind: times for kind, times in browse.lookup.counts().items() if times},
            "problems": browse.lookup.sorts("problem"),
        }


def by_records(case: Case) -> dict[str, object]:
    with case.view() as view:
        entities = view.entities()
        standing = [mention for mention in view.mentions() if view.status(mention.id) != "rejected"]
        rows = [entry for entry in view.entries() if view.status(entry.id) != "rejected"]
        named = NamedAt(by_member(entities), standing, rows)
        claims = []
        for claim in view.claims():
            voice = voice_of(claim, lambda at: one.id if (one := named.at(at)) else None)
            holders = [one.id if (one := named.holder(step.holder)) else None for step in claim.chain]
            about = [one.id if (one := named.at(at)) else None for at in claim.about]
            claims.append((claim, view.status(claim.id), voice, holders, about))
        return {
            "entities": entities,
            "lines": sorted((entity.id, entity.name, len(entity.members)) for entity in entities),
            "claims": claims,
            "waiting": sorted(((frozenset((k.a, k.b)), k.reason) for k in view.links() if is_of_names(k)), key=str),
            "counts": {kind: times for kind, times in _counted(view).items() if times},
            "problems": dict(Counter(one.code for one in view.stored.problems()).most_common()),
        }


def _counted(view: WholeView) -> dict[str, int]:
    records = (
        *(view.claims(), view.mentions(), view.entries(), view.events(), view.citations(), view.stored.links()),
        *(view.stored.problems(), view.stored.sources(), view.documents()),
    )
    kinds = ("claim", "mention", "entry", "event", "citation", "link", "problem", "source", "document")
    return {kind: len(list(found)) for kind, found in zip(kinds, records, strict=True)}


def decide(case: Case, chance: random.Random) -> str:
    """Make one decision of some kind."""
    with case.view() as view:
        entities = [entity.id for entity in view.entities()]
        mentions = [mention.id for mention in view.mentions() if mention.layer == "name" and mention.kind != "date"]
        claims = [claim.id for claim in view.claims()]
        judged = [judgement for judgement in view.judgements() if judgement.decision != "undo"]
        joined = [one for entity in view.entities() for one in entity.joined]
    kind = chance.choice(
        ("same", "same", "different", "not-sure", "part-of", "split", "reject", "edit", "accept", "undo", "undo")
    )
    if kind in {"same", "different", "not-sure", "part-of"}:
        case.judge_names(chance.sample(entities, 2), kind, who="A")  # type: ignore[arg-type]  # one of the four
    elif kind == "split" and (joined or mentions):
        case.judge_names([chance.choice(joined or mentions)], "split", who="A")
    elif kind == "reject":
        case.judge(chance.choice([*mentions, *claims]), "reject", who="A")
    elif kind == "edit":
        case.judge(chance.choice(claims), "edit", who="A", changes={"polarity": chance.choice(("positive", "negative"))})
    elif kind == "accept":
        case.judge(chance.choice(claims), "accept", who="A")
    elif judged:
        case.undo(chance.choice(judged).id, who="A")
    return kind


@pytest.mark.parametrize("seed", range(6))
def test_the_index_follows_every_decision(case: Case, seed: int) -> None:
    from whosays.errors import WhosaysError

    chance = random.Random(seed)
    made = []
    columns = Columns()  # kept: it takes over what has changed
    for _ in range(25):
        try:
            made.append(decide(case, chance))
        except WhosaysError:
            continue  # the decision cannot be taken (two are one already, nothing to undo), so nothing changes
        assert by_records(case) == by_index(case, columns), made
    assert len(made) > 10


def test_the_index_follows_what_comes_and_goes(case: Case, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("Fiction.\n\nThe Halden Reading Society said that the Quay Library is shut.\n", "utf-8")
    with case.view() as view:
        first = view.entities()[0].id
        other = view.entities()[1].id
    columns = Columns()
    by_index(case, columns)
    case.judge_names([first, other], "same", who="A")
    case.add([tmp_path / "d.txt"], jobs=1)
    assert by_records(case) == by_index(case, columns)
    case.remove("a.txt")
    assert by_records(case) == by_index(case, columns)


def test_nothing_of_a_removed_document_is_looked_up(case: Case) -> None:
    case.remove("b.txt")
    with case.view(kept=True) as view:
        assert view.stored.lookup.names.find_named("Halden Reading Socety") == []
        assert view.stored.lookup.claims.worded("about", "boat") == frozenset()


def test_claims_are_narrowed_and_counted(case: Case) -> None:
    with case.view(kept=True) as view:
        browse = Browsing(view, Columns())
        everything = browse.claims(ClaimsWanted(), limit=100)
        voices = next(facet for facet in everything.facets if facet.name == "voice")
        assert sum(value.times for value in voices.values) == everything.total
        for facet in everything.facets:
            for value in facet.values:
                wanted = ClaimsWanted(**{facet.name: int(value.value) if facet.name == "year" else value.value})  # type: ignore[arg-type]  # a value of its field
                found = browse.claims(wanted, limit=100)
                assert value.times == found.total, (facet.name, value)
        assert {"a.txt"} == {one.doc.name for one in browse.claims(ClaimsWanted(text="home readers"), limit=9).claims}
        assert browse.claims(ClaimsWanted(holder="reading soc"), limit=9).total > 1


def test_the_next_claim_is_the_first_behind_and_begins_anew(case: Case) -> None:
    with case.view(kept=True) as view:
        browse = Browsing(view, Columns())
        order = [one.claim.id for one in browse.claims(ClaimsWanted(), limit=100).claims]
    case.judge(order[1], "accept", who="A")
    with case.view(kept=True) as view:
        browse = Browsing(view, Columns())
        first = browse.next_claim()
        assert first.claim
        assert (first.claim.claim.id, first.at, first.waiting) == (order[0], 1, len(order) - 1)
        behind = browse.next_claim(after=order[0])
        assert behind.claim
        assert behind.claim.claim.id == order[2]
        again = browse.next_claim(after=order[-1])
        assert again.claim
        assert again.claim.claim.id == order[0]


def test_columns_that_were_kept_know_of_a_claim_that_is_about_another_name_now(case: Case) -> None:
    columns = Columns()
    by_index(case, columns)
    with case.view() as view:
        claim = next(one for one in view.claims() if one.about)
        other = next(
            m for m in view.mentions(claim.doc) if m.layer == "name" and m.at.text not in {at.text for at in claim.about}
        )
    case.judge(claim.id, "edit", who="A", changes={"about": [{"start": other.at.start, "end": other.at.end}]})
    assert by_records(case) == by_index(case, columns)


def test_a_decision_that_is_made_while_names_are_put_together_is_not_lost(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from whosays.case.judging import matching
    from whosays.case.together.indexing import index_names

    with case.view() as view:
        pair = [entity.id for entity in view.entities()[:2]]
    names_of = matching.names_of
    made: list[int] = []

    def interrupted(*given: object) -> object:
        if not made:
            made.append(1)
            with Case.open(case.folder) as other:
                other.judge_names(pair, "same", who="B")
        return names_of(*given)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(matching, "names_of", interrupted)
    index_names(case.store)
    assert made
    assert by_records(case) == by_index(case, Columns())


def test_no_place_of_a_removed_document_is_kept(case: Case, tmp_path: Path) -> None:
    words = "Fiction.\n\nThe Quay Library has a branch in Zarnograd Valley, and Ane Kverndal lives near Vellindra Bay.\n"
    (tmp_path / "valley.txt").write_text(words, encoding="utf-8")
    case.add([tmp_path / "valley.txt"], jobs=1)
    raw = b"".join(path.read_bytes() for path in case.folder.glob("case.sqlite*"))
    assert b"Zarnograd Valley" in raw
    case.remove("valley.txt")
    case.close()
    raw = b"".join(path.read_bytes() for path in case.folder.glob("case.sqlite*"))
    assert b"Zarnograd" not in raw
    assert b"Vellindra" not in raw


def test_a_name_that_is_marked_by_hand_is_in_the_directory(case: Case) -> None:
    from whosays.case.judging.marking import NameMark

    with case.view() as view:
        at = view.stored.find_document("b.txt").text.index("boat")
    made = case.mark("b.txt", NameMark(at=(at, at + 4), kind="work"), who="A")
    with case.view(kept=True) as view:
        assert view.who.find(made.id)
