"""Lineages as drawings."""

from __future__ import annotations

import pytest

from whosays.desk.drawing.lineage import Drawn, draw_lineage
from whosays.desk.verdict import tell, walk
from whosays.records import ClaimId
from whosays.trace.lineage import Lineage, Node
from whosays.trace.origins import Bounds, Edge, find_circles, find_ends


def lineage(nodes: str, *steps: Edge) -> Lineage:
    kinds = {"c": "claim", "s": "unlocated source", "h": "holder", "d": "document", "a": "no source given"}
    made = tuple(Node(id=one, kind=kinds[one[0]], words=f"words of {one}") for one in nodes.split())  # type: ignore[arg-type]
    versions = tuple(ClaimId(one) for one in nodes.split() if one[0] == "c")
    return Lineage(
        claim=versions[0],
        versions=versions,
        holders=1,
        nodes=made,
        steps=steps,
        ends=find_ends(versions, steps),
        origins=Bounds(1, 1),
        circles=find_circles(versions, steps),
        bottleneck=None,
        only_subject=False,
        contradicted=(),
        verdict="",
    )


def boxes_apart(drawn: Drawn) -> bool:
    boxes = [part.box for part in drawn.parts]
    return not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


def test_a_claim_its_document_and_what_it_rests_on_stand_side_by_side() -> None:
    drawn = draw_lineage(lineage("c1 s1", Edge(a="c1", b="s1", how="cites", firm=True, words="note 1")))
    assert [(part.column, part.node) for part in drawn.parts] == [("claim", "c1"), ("place", "c1"), ("ground", "s1")]
    claim, place, ground = (part.box for part in drawn.parts)
    assert claim.right < place.x < place.right < ground.x
    _, cites = drawn.arrows
    assert (cites.a, cites.b, cites.hows, cites.firm) == ("c1", "s1", (("cites", "note 1"),), True)
    assert place.right <= cites.line.points[0][0] < cites.line.points[-1][0] <= ground.x
    assert boxes_apart(drawn)


def test_several_steps_between_two_are_one_arrow_and_what_only_ties_is_none() -> None:
    drawn = draw_lineage(
        lineage(
            "c1 c2 h1",
            Edge(a="c1", b="c2", how="quotes", firm=False),
            Edge(a="c1", b="c2", how="reuses", firm=False),
            Edge(a="c2", b="h1", how="holder", firm=True),
            Edge(a="c1", b="h1", how="author", firm=True, leads=False),
        )
    )
    told = [(one.a, one.b, [how for how, _ in one.hows], one.firm) for one in drawn.arrows if one.hows]
    assert told == [("c1", "c2", ["quotes", "reuses"], False), ("c2", "h1", ["holder"], True)]
    assert boxes_apart(drawn)


def test_a_captured_source_leads_back_to_the_row_of_the_claim_in_it() -> None:
    drawn = draw_lineage(
        lineage(
            "c1 c2 s1 d2 a2",
            Edge(a="c1", b="s1", how="cites", firm=True),
            Edge(a="s1", b="d2", how="captured", firm=True),
            Edge(a="d2", b="c2", how="says", firm=False),
            Edge(a="c2", b="a2", how="author", firm=True),
        )
    )
    back = next(one for one in drawn.arrows if (one.a, one.b) == ("s1", "c2"))
    assert (back.hows, back.firm) == ((("captured", ""),), False)
    assert back.line.points[0][0] > back.line.points[-1][0]
    assert not any(part.node == "d2" for part in drawn.parts)


def test_a_circle_with_no_way_out_is_marked() -> None:
    found = lineage("c1 c2", Edge(a="c1", b="c2", how="reports", firm=True), Edge(a="c2", b="c1", how="reports", firm=True))
    drawn = draw_lineage(found)
    assert all(part.circular for part in drawn.parts)
    assert [one.circular for one in drawn.arrows if one.hows] == [True, True]
    assert [one.key for one in tell(found)] == ["verdict.circular"]


def test_a_circle_is_walked_in_the_order_of_its_steps() -> None:
    steps = [
        Edge(a=a, b=b, how="cites", firm=True)
        for a, b in (("c1", "s3"), ("s3", "c3"), ("c3", "s2"), ("s2", "c2"), ("c2", "c1"))
    ]
    found = lineage("c1 c2 c3 s2 s3", *steps)
    assert walk(found.circles[0], found) == ("c1", "c3", "c2")


def test_of_many_things_the_first_are_drawn_and_the_others_counted() -> None:
    names = [f"c{n:02}" for n in range(60)]
    steps = [Edge(a=name, b=f"s{n % 50:02}", how="cites", firm=True) for n, name in enumerate(names)]
    found = lineage(" ".join([*names, *(f"s{n:02}" for n in range(50))]), *steps)
    drawn = draw_lineage(found, most=40)
    shown = {part.node for part in drawn.parts}
    assert "c00" in shown
    assert len(shown) <= 40
    assert drawn.left_out == 110 - len(shown)
    assert all(one.a in shown and one.b in shown for one in drawn.arrows)
    assert boxes_apart(drawn)


@pytest.mark.parametrize("count", [1, 300])
def test_a_claim_with_many_grounds_is_drawn_with_some_of_them(count: int) -> None:
    names = [f"s{n:03}" for n in range(count)]
    drawn = draw_lineage(lineage(" ".join(["c1", *names]), *(Edge(a="c1", b=name, how="cites", firm=True) for name in names)))
    assert len({part.node for part in drawn.parts}) == min(40, 1 + count)
    assert drawn.left_out == max(0, count - 39)


def test_everything_lies_in_the_drawing_in_both_directions() -> None:
    found = lineage(
        "c1 c2 c3 c4 s1 h1",
        *(Edge(a=a, b=b, how="reuses", firm=False) for a, b in (("c1", "c4"), ("c4", "c1"), ("c2", "c1"), ("c3", "c1"))),
        Edge(a="c1", b="s1", how="cites", firm=True),
        Edge(a="s1", b="h1", how="said in", firm=False),
        Edge(a="h1", b="c3", how="said in", firm=False),
    )
    for drawn in (draw_lineage(found), draw_lineage(found).facing("rtl")):
        for part in drawn.parts:
            assert part.box.x >= 0
            assert part.box.right <= drawn.width
            assert part.box.bottom <= drawn.height
        assert all(0 <= x <= drawn.width for one in drawn.arrows for x, _ in one.line.points)


def test_the_sentences_name_where_paths_end() -> None:
    found = lineage(
        "c1 c2 s1 h1",
        Edge(a="c1", b="s1", how="cites", firm=True),
        Edge(a="c2", b="h1", how="holder", firm=True),
    )
    assert [(one.key, one.number, one.words) for one in tell(found)] == [
        ("verdict.origins", 1, ("words of h1",)),
        ("verdict.unlocatedsource", 1, ("words of s1",)),
    ]
