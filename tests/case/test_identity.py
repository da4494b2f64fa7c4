"""Who is who in a case: what people decide, who sees it, and what stays as it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.asking.claim_filter import ClaimFilter
from whosays.case.judging.deciding import NotDecided
from whosays.case.judging.identity import HowMany, NoName, NothingToSplit, OneAlready
from whosays.case.together.linking import link_names
from whosays.store.faults import BadEdit, NoSuchRecord
from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not has_model("en"), reason="needs the English model")

PAPERS = {
    "weir.txt": (
        "The weir\n\n3 June 2024\n\nThe Larkhill Weir Trust said that the weir is safe. The Larkhill Weir Trust mended it.\n"
        "The Tide Choir sang there. The Tide Choir Society of Malta said that the song is old.\n"
    ),
    "letter.txt": (
        "Letter\n\n5 June 2024\n\nThe Larkhil Weir Trust said that the bridge is closed.\n"
        "The Tide Choir said that it will sing.\n"
        "The pamphlet cursed the Tory junta.\n"
    ),
    "list.txt": (
        "Friends of the weir:\n\n- Larkhill Weir Trust (France)\n- Larkhill Tram Society (Malta)\n- Union of Rowers (Malta)\n"
    ),
}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = tmp_path_factory.mktemp("papers")
    for name, text in PAPERS.items():
        (papers / name).write_text(text, encoding="utf-8")
    folder = tmp_path_factory.mktemp("cases") / "first"
    with Case.new(folder) as case:
        assert case.add([papers], jobs=1, strict=True).faults == ()
    return folder


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Iterator[Case]:
    with Case.open(shutil.copytree(read_once, tmp_path / "case")) as opened:
        yield opened


def named(case: Case, name: str) -> str:
    """Return the id of the one entity of a name."""
    (found,) = [entity for entity in case.entities() if entity.name == name]
    return found.id


def exported(case: Case, folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in case.export(folder)}


def test_every_reader_sees_a_join_and_nothing_else_changes(case: Case, tmp_path: Path) -> None:
    before = exported(case, tmp_path / "before")
    right, wrong = named(case, "Larkhill Weir Trust"), named(case, "Larkhil Weir Trust")
    assert [claim.content[0].text for claim in case.claims(ClaimFilter(holder="Larkhill"))] == ["the weir is safe"]
    (made,) = case.judge_names([right, wrong], "same", who="Ada")
    found = [claim.content[0].text for claim in case.claims(ClaimFilter(holder="Larkhill"))]
    assert sorted(found) == ["the bridge is closed", "the weir is safe"]
    assert [e.name for e in case.names(text="Larkhil Weir")] == ["Larkhill Weir Trust"]
    assert case.name(wrong).entity == case.name(right).entity == case.name(wrong[:12]).entity
    after = exported(case, tmp_path / "after")
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"claims.jsonl", "entities.jsonl", "entries.jsonl", "judgements.jsonl", "links.jsonl", "mentions.jsonl"}
    for name in ("claims.jsonl", "mentions.jsonl", "entries.jsonl"):  # these tell the entity, and of it the id alone
        old, new = ([json.loads(line) for line in text[name].splitlines()] for text in (before, after))
        assert [_without_entities(row) for row in old] == [_without_entities(row) for row in new]
    assert json.loads(after["judgements.jsonl"])["other"] == wrong
    case.undo(made.id, who="Ada")
    again = exported(case, tmp_path / "again")
    assert {name for name in before if before[name] != again[name]} == {"judgements.jsonl"}


def _without_entities(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_entities(one) for key, one in value.items() if key not in {"entity", "self_description"}}
    return [_without_entities(one) for one in value] if isinstance(value, list) else value


def test_a_proposal_is_made_with_both_words_in_place_and_goes_when_it_is_decided(case: Case) -> None:
    (proposal,) = case.candidates([named(case, "Larkhil Weir Trust")])
    assert {proposal.a.entity.name, proposal.b.entity.name} == {"Larkhill Weir Trust", "Larkhil Weir Trust"}
    assert proposal.reason
    for side in (proposal.a, proposal.b):
        (text,) = {doc.text for doc in case.documents() if doc.id == side.places[0].doc}
        assert text[side.places[0].start : side.places[0].end] == side.places[0].words
    (unsure,) = case.judge_names([proposal.id], "not-sure", who="Ben")
    (again,) = case.candidates([named(case, "Larkhil Weir Trust")])
    assert (again.id, again.not_sure) == (proposal.id, ("Ben",))
    assert again.reason.endswith("Ben is not sure")
    case.undo(unsure.id, who="Ben")
    for decision in ("same", "different"):
        (made,) = case.judge_names([proposal.id], decision, who="Ada")
        assert proposal.id not in {one.id for one in case.candidates()}
        case.undo(made.id, who="Ada")
    assert case.candidates([proposal.a.entity.id]) == [proposal]


def test_proposals_of_names_are_judged_as_names(case: Case) -> None:
    proposal = case.candidates()[0]
    with pytest.raises(BadEdit, match="judge same"):
        case.judge(proposal.id, "accept", who="Ada")


def test_a_branch_is_a_part_of_the_whole_and_both_say_so(case: Case) -> None:
    whole, part = named(case, "Tide Choir"), named(case, "Tide Choir Society of Malta")
    case.judge_names([part, whole], "part-of", who="Ada")
    assert case.name(part).entity.part_of == (whole,)
    assert case.name(whole).entity.parts == (part,)
    assert (part, whole) not in {(one.a.entity.id, one.b.entity.id) for one in case.candidates()}
    why = case.why_name(part)
    assert [j.decision for j in why.decisions] == ["part-of"]
    assert why.others[whole] == "“Tide Choir”"


def test_contradictions_are_problems_that_name_the_judgements(case: Case) -> None:
    choir, society = named(case, "Tide Choir"), named(case, "Tide Choir Society of Malta")
    (same,) = case.judge_names([choir, society], "same", who="Ada")
    (different,) = case.judge_names([choir, society], "different", who="Ben")
    (problem,) = case.problems(code="judgements-contradict")
    assert f"{different.id} by Ben" in problem.message
    assert f"{same.id} by Ada" in problem.message
    case.undo(choir, who="Ben")
    assert case.problems(code="judgements-contradict") == []
    assert case.name(choir) == case.name(society)


def test_one_place_is_split_off_and_comes_back(case: Case) -> None:
    trust = case.name(named(case, "Larkhill Weir Trust"))
    place = trust.places[0].record
    (made,) = case.judge_names([place], "split", who="Ada")
    assert case.name(place).count == 1
    assert case.name(trust.entity.id).count == trust.count - 1
    with pytest.raises(NothingToSplit):
        case.judge_names([place], "split", who="Ada")
    link_names(case.store)
    pairs = [{one.a.entity.id, one.b.entity.id} for one in case.candidates()]
    assert {case.name(place).entity.id, trust.entity.id} not in pairs
    assert any(trust.entity.id in pair for pair in pairs)
    case.undo(place, who="Ada")
    assert case.name(place) == trust
    undo = list(case.why_name(place).places[0].judgements)[-1]
    case.undo(undo.id, who="Ada")
    assert case.name(place).count == 1
    assert made.other == trust.entity.id


def test_an_entity_that_was_joined_is_split_off_by_its_own_id(case: Case) -> None:
    choir, society, union = (named(case, name) for name in ("Tide Choir", "Tide Choir Society of Malta", "Union of Rowers"))
    case.judge_names([choir, society, union], "same", who="Ada")
    whole = case.name(choir).entity
    with pytest.raises(NothingToSplit, match="joined"):
        case.judge_names([whole.id], "split", who="Ada")
    case.judge_names([society], "split", who="Ada")
    assert case.name(society).entity.joined == ()
    assert case.name(whole.id) == case.name(choir) == case.name(union)
    assert case.name(choir).entity.joined == tuple(sorted([choir, union]))


def test_judging_by_an_earlier_id_holds_for_the_name_as_it_is(case: Case) -> None:
    choir, society, union = (named(case, name) for name in ("Tide Choir", "Tide Choir Society of Malta", "Union of Rowers"))
    case.judge_names([choir, society], "same", who="Ada")
    half = case.name(choir).entity.id
    case.judge_names([half, union], "same", who="Ada")
    case.judge_names([half, named(case, "Larkhill Tram Society")], "different", who="Ada")
    assert case.name(half).entity.joined == tuple(sorted([choir, society, union]))
    with case.analysing() as asking:
        assert {asking.find_entity(words).id for words in (choir, union[:12], half)} == {case.name(half).entity.id}
    assert len(case.why_name(half).decisions) == 3


def test_what_cannot_be_judged_says_why(case: Case) -> None:
    choir, society = named(case, "Tide Choir"), named(case, "Tide Choir Society of Malta")
    claim = case.claims()[0].id
    with pytest.raises(NoName, match="it is a claim"):
        case.judge_names([choir, claim], "same", who="Ada")
    with pytest.raises(HowMany):
        case.judge_names([choir, choir], "same", who="Ada")
    with pytest.raises(HowMany, match="the part, and the whole"):
        case.judge_names([choir, society, named(case, "Union of Rowers")], "part-of", who="Ada")
    with pytest.raises(NoSuchRecord):
        case.judge_names([choir, "ent-0000"], "same", who="Ada")
    with pytest.raises(NotDecided):
        case.undo(choir, who="Ada")
    case.judge_names([choir, society], "same", who="Ada")
    with pytest.raises(OneAlready):
        case.judge_names([society, choir], "same", who="Ada")


def test_a_loaded_designation_is_nobodys_name(case: Case) -> None:
    (epithet,) = [mention for mention in case.mentions() if mention.layer == "epithet"]
    assert epithet.at.text == "Tory junta"
    with pytest.raises(NoName, match="their holder's"):
        case.judge_names([epithet.id, named(case, "Tide Choir")], "same", who="Ada")
    from whosays.case.judging.matching import names_of

    with case.view() as view:
        writings = {words for name in names_of(view, view.entities()) for words in (name.text, *name.others)}
    assert not [words for words in writings if "junta" in words]
    assert all("junta" not in one.a.entity.name + one.b.entity.name for one in case.candidates())


def test_removing_a_document_removes_what_was_decided_on_its_names_alone(case: Case) -> None:
    choir, wrong, right = (named(case, name) for name in ("Tide Choir", "Larkhil Weir Trust", "Larkhill Weir Trust"))
    union, tram = named(case, "Union of Rowers"), named(case, "Larkhill Tram Society")
    case.judge_names([right, wrong], "same", who="Ada")
    case.judge_names([choir, wrong], "different", who="Ada")
    case.judge_names([union, tram], "different", who="Ada")
    rejected = next(one.record for one in case.name(wrong).places)
    case.judge(rejected, "reject", who="Ada")  # the name is gone by then, and goes with its document all the same
    case.remove("letter.txt")
    with case.view() as view:
        left = [(j.record, j.other) for j in view.stored.judgements()]
    assert left == [(union, tram)]
    assert case.name(right).entity.joined == ()
    assert case.candidates() == case.candidates([])
    with pytest.raises(NoSuchRecord):
        case.name(wrong)


def test_a_list_of_names_is_looked_up_in_one_go_with_every_place(case: Case) -> None:
    asked = ["Larkhill Wier Trust", "Quartz Bicycle Museum", "union of rowers"]
    trust, nothing, union = case.match_names(asked)
    assert [match.query for match in (trust, nothing, union)] == asked
    assert trust.found[0].named.entity.name in {"Larkhill Weir Trust", "Larkhil Weir Trust"}
    assert trust.found[0].reason
    assert nothing.found == ()
    assert union.found[0].named == case.name(named(case, "Union of Rowers"))
    both = {found.named.entity.name: found.named.count for found in trust.found}
    assert both["Larkhill Weir Trust"] == case.name(named(case, "Larkhill Weir Trust")).count


def test_a_document_that_was_removed_leaves_the_case_as_without_it_whatever_the_order(tmp_path: Path) -> None:
    for name, text in PAPERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    told: list[dict[str, str]] = []
    for number, names in enumerate((["weir.txt", "list.txt"], ["letter.txt", "list.txt", "weir.txt"])):
        with Case.new(tmp_path / f"case{number}") as case:
            for name in names:
                case.add([tmp_path / name], jobs=1)
            choir, trust = named(case, "Tide Choir"), named(case, "Larkhill Weir Trust")
            (made,) = case.judge_names([choir, trust], "different", who="Ada")
            if number:
                case.judge_names([trust, named(case, "Larkhil Weir Trust")], "same", who="Ada")
                case.remove("letter.txt")
            case.undo(made.id, who="Ada")
            assert case.candidates()
            told.append(exported(case, tmp_path / f"out{number}"))
    for one in told:
        assert one.pop("judgements.jsonl").count("\n") == 2  # which tell when they were made
    assert told[0] == told[1]
