"""What claims rest on, through the whole line: thirty short documents of our own, marked by hand (`tests/making/thirty.py`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.making.thirty import FAMILIES, Family, lay_out

from whosays.case import Case
from whosays.case.together import ground
from whosays.desk.site.gathered import Gathered
from whosays.trace.lineage import trace_claim
from whosays.trace.origins import Bounds

if TYPE_CHECKING:
    from whosays.records import Claim
    from whosays.trace.lineage import Lineage

SHARED = Path(__file__).parents[3] / "shared"
FAMILIES_BY_TITLE = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.title)


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("thirty")
    (folder / "papers").mkdir()
    lay_out(folder / "papers")
    case = Case.new(folder / "case")
    assert len(case.add([folder / "papers"], jobs=1).new) == 30
    return case


def claims_of(case: Case, family: Family) -> dict[str, Claim]:
    """Return the claim of each paper of a family, by the paper's name."""
    with case.view() as view:
        docs = {doc.name: doc.id for doc in view.documents()}
        return {
            paper.name: next(
                claim
                for claim in view.claims(docs[f"{paper.name}.html"])
                if paper.claim in " ".join(at.text for at in claim.content)
            )
            for paper in family.papers
            if f"{paper.name}.html" in docs
        }


def rests_on(lineage: Lineage, claims: dict[str, Claim]) -> set[tuple[str, str]]:
    """Return what each paper's claim rests on: another paper, by way of its address, or an end."""
    words = {node.id: node.place.removesuffix(".html") if node.kind == "document" else node.words for node in lineage.nodes}
    onward: dict[str, set[str]] = {}
    for step in lineage.steps:
        if step.leads and step.how not in ("said in", "reuses", "quotes", "reports"):
            onward.setdefault(step.a, set()).add(step.b)
    found = set()
    for name, claim in claims.items():
        for after in onward.get(claim.id, ()):
            found |= {(name, words[one]) for one in (onward[after] if after.startswith("src-") else {after})}
    return found


def told_by_all(case: Case) -> dict[str, Lineage]:
    """Return the lineage of each claim from all records of the case, as a published site has it."""
    with case.view(kept=True) as view:
        gathered = Gathered(view)
        return {claim.id: trace_claim(claim.id, gathered.rests) for claim in gathered.claims.values()}


def test_what_lies_around_a_claim_tells_what_the_whole_case_tells(thirty: Case) -> None:
    told = told_by_all(thirty)
    assert len(told) >= 30
    assert {claim: thirty.trace(claim) for claim in told} == told


def test_a_claim_that_was_rejected_leads_on_to_none(tmp_path: Path) -> None:
    said = "The Lenn Museum was founded by sailors in Porthaven in 1921."
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Fiction of {name}. {said}\n", encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / f"{name}.txt" for name in "abc"], jobs=1)
        claims = {claim.doc: claim.id for claim in case.claims() if "founded" in claim.content[0].text}
        first, between, _ = claims.values()
        with case.view() as view:
            alike = [link for link in view.links() if link.by == "trace/propositions"]
        for link in alike:
            case.judge(link.id, "accept" if between in (link.a, link.b) else "reject", who="A. Reader")
        assert len(case.trace(first).versions) == 3
        case.judge(between, "reject", who="A. Reader")
        assert case.trace(first).versions == (first,)
        assert told_by_all(case)[first] == case.trace(first)


def test_more_documents_at_an_address_than_a_lineage_goes_through_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ground, "MOST", 1)
    (tmp_path / "papers").mkdir()
    lay_out(tmp_path / "papers")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "papers" / name for name in ("survey.html", "digest.html")], jobs=1)
        for claim in case.claims():
            assert case.trace(claim.id).versions == (claim.id,)
            list(case.check_support(claim.id))


def test_a_holder_is_whom_another_document_names_so(tmp_path: Path) -> None:
    papers = {
        "choir.txt": "Fiction. The Weir Choir met in May. The Weir Choir sang.",
        "boat.txt": "Fiction. The Weir Choir said that the old boat hums at night.",
    }
    for name, text in papers.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / name for name in papers], jobs=1)
        (claim,) = (one for one in case.claims() if "hums" in one.content[0].text)
        with case.view() as view:
            named = [one.id for one in view.mentions(claim.doc) if "Weir Choir" in one.at.text]
        for mention in named:
            case.judge(mention, "reject", who="A. Reader")
        lineage = case.trace(claim.id)
        choir = next(one for one in case.names() if one.name == "Weir Choir")
        assert [step.b for step in lineage.steps if step.how == "holder"] == [choir.id]
        assert told_by_all(case)[claim.id] == lineage


@FAMILIES_BY_TITLE
def test_origins_are_bounded_right_from_every_version(thirty: Case, family: Family) -> None:
    for claim in claims_of(thirty, family).values():
        lineage = thirty.trace(claim.id)
        assert len(lineage.versions) == len(family.papers)
        assert lineage.origins == Bounds(family.lower, family.upper)
        assert {lineage.node(end).words.removeprefix("le ") for end in lineage.ends} == family.ends
        assert bool(lineage.circles) == family.circular
        assert ("circular, no origin" in lineage.verdict) == family.circular
        assert lineage.only_subject == family.only_subject


@FAMILIES_BY_TITLE
def test_steps_are_those_that_a_careful_reader_finds(thirty: Case, family: Family) -> None:
    claims = claims_of(thirty, family)
    found = {(name, end.removeprefix("le ")) for name, end in rests_on(thirty.trace(next(iter(claims.values())).id), claims)}
    assert found == family.rests


def test_removing_a_document_removes_exactly_its_part(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    lay_out(tmp_path / "papers")

    def lineages(case: Case) -> dict[str, dict[str, object]]:
        return {
            family.title: {name: msgspec.to_builtins(case.trace(claim.id)) for name, claim in claims_of(case, family).items()}
            for family in FAMILIES
        }

    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "papers"], jobs=1)
        before = lineages(case)
        case.remove("weir-3.html")
        after = lineages(case)
        title = FAMILIES[0].title
        assert {name: found for name, found in after.items() if name != title} == {
            name: found for name, found in before.items() if name != title
        }
        assert sorted(after[title]) == ["weir-1", "weir-2", "weir-4", "weir-5"]
        lineage = case.trace(claims_of(case, FAMILIES[0])["weir-1"].id)
        assert (len(lineage.versions), lineage.origins) == (4, Bounds(1, 1))
        case.add([tmp_path / "papers"], jobs=1)
        assert lineages(case) == before


def test_a_person_who_confirms_that_two_claims_are_one_raises_nothing_and_lowers_the_upper_bound(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    lay_out(tmp_path / "papers")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "papers" / name for name in ("survey.html", "digest.html")], jobs=1)
        family = next(one for one in FAMILIES if one.title == "a link to a source that is here")
        claim = claims_of(case, family)["digest"]
        assert case.trace(claim.id).origins == Bounds(1, 2)
        with case.view() as view:
            link = next(one for one in view.links() if claim.id in (one.a, one.b) and one.by == "trace/propositions")
        case.judge(link.id, "accept", who="A. Reader")
        assert case.trace(claim.id).origins == Bounds(1, 1)
        case.judge(link.id, "reject", who="A. Reader")
        assert len(case.trace(claim.id).versions) == 1


REPORT = """The mill pond

The mill pond at Arden holds 14 swans.1 Nobody has counted the ducks.

1 https://pond.example/count
"""


def test_a_person_says_whether_the_cited_passage_says_it(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "report.txt"], jobs=1)
        claim = next(one for one in case.claims() if one.cites or one.cites_possible)
        [check] = case.check_support(claim.id)
        assert check.document is None
        assert check.link.support is None
        assert [case.trace(claim.id).node(end).kind for end in case.trace(claim.id).ends] == ["unlocated source"]
        case.judge(check.link.id, "edit", changes={"support": "does-not-say-it"}, who="A. Reader")
        assert case.check_support(claim.id)[0].link.support == "does-not-say-it"
        lineage = case.trace(claim.id)
        assert [lineage.node(end).kind for end in lineage.ends] == ["no source given"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_claims_of_the_seeds_that_state_one_thing_are_proposed(tmp_path: Path) -> None:
    links = [json.loads(line) for line in (SHARED / "gold" / "claim_links.jsonl").read_text("utf-8").splitlines()]
    wanted = {}
    for path in sorted((SHARED / "gold").glob("*.claims.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            wanted[row["id"]] = (
                row["doc"] if "doc" in row else path.name[:3],
                row["content"][0]["start"],
                row["content"][0]["end"],
            )
    with Case.new(tmp_path / "case") as case:
        case.add(sorted((SHARED / "seeds").glob("*.txt")), jobs=1)
        with case.view() as view:
            names = {doc.id: doc.name[:3] for doc in view.documents()}
            claims = {claim.id: claim for claim in view.claims()}
            proposed = [
                (claims[one.a], claims[one.b])  # type: ignore[index]
                for one in view.links()
                if one.by == "trace/propositions"
            ]

    def is_one(claim: Claim, gold: str) -> bool:
        doc, start, end = wanted[gold]
        mine = {at for piece in claim.content for at in range(piece.start, piece.end)}
        theirs = set(range(start, end))
        return names[claim.doc] == doc[:3] and 2 * len(mine & theirs) >= 0.5 * (len(mine) + len(theirs))

    found = [
        link
        for link in links
        if any(
            (is_one(a, link["a"]) and is_one(b, link["b"])) or (is_one(a, link["b"]) and is_one(b, link["a"]))
            for a, b in proposed
        )
    ]
    assert len(found) >= 5
    assert len(proposed) <= 0.4 * len(claims)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_the_only_named_origin_may_be_the_subject_itself(tmp_path: Path) -> None:
    with Case.new(tmp_path / "case") as case:
        case.add(sorted((SHARED / "seeds").glob("*.txt")), jobs=1)
        claim = next(one for one in case.claims() if "U.N. since 2007" in " ".join(at.text for at in one.content))
        lineage = case.trace(claim.id)
    assert lineage.only_subject
    assert [node.kind for node in map(lineage.node, lineage.ends)].count("holder") == 1
    assert len(lineage.versions) == 2
