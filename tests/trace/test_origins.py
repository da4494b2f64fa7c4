"""Tests of `trace.origins`: how many independent origins a graph of steps has, where it ends, its circles and bottlenecks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.trace.origins import Bounds, Edge, count_origins, find_bottleneck, find_circles, find_ends

NODES = [f"n{number}" for number in range(9)]
EDGES = st.builds(
    Edge,
    a=st.sampled_from(NODES),
    b=st.sampled_from(NODES),
    how=st.sampled_from(["cites", "says", "holder", "reuses"]),
    firm=st.booleans(),
    leads=st.booleans(),
)
GRAPHS = st.lists(EDGES, max_size=20)
STARTS = st.sets(st.sampled_from(NODES[:5]), min_size=1)


def graph(*steps: str) -> list[Edge]:
    """Make edges of "a>b" (firm) and "a?b" (perhaps)."""
    return [Edge(a=step[0], b=step[2], how="cites", firm=step[1] == ">") for step in steps]


@pytest.mark.parametrize(
    ("starts", "steps", "bounds"),
    [
        ("abcde", ["a>o", "b>o", "c>o", "d>o", "e>o"], Bounds(1, 1)),  # five reports, one origin
        ("abc", ["a>x", "b>y", "c?a"], Bounds(2, 3)),  # two witnesses, and perhaps a copy of one
        ("abc", ["a>x", "b>y", "c>a"], Bounds(2, 2)),
        ("a", [], Bounds(1, 1)),
        ("ab", ["a>x", "b>y", "x?y"], Bounds(1, 2)),  # two sources that are perhaps one
    ],
)
def test_bounds(starts: str, steps: list[str], bounds: Bounds) -> None:
    assert count_origins(starts, graph(*steps)) == bounds


def test_a_circle_is_named_until_a_way_leads_out_of_it() -> None:
    circle = graph("a>b", "b>c", "c>a")
    assert find_circles("a", circle) == (("a", "b", "c"),)
    assert find_ends("a", circle) == ()
    assert find_circles("a", [*circle, *graph("c>x")]) == ()
    assert find_ends("a", [*circle, *graph("c>x")]) == ("x",)


def test_a_step_that_only_ties_leads_nowhere() -> None:
    tied = [Edge(a="a", b="x", how="author", firm=True, leads=False)]
    assert find_ends("a", tied) == ("a",)
    assert count_origins("ab", [*tied, Edge(a="b", b="x", how="author", firm=True)]) == Bounds(1, 1)


@pytest.mark.parametrize(
    ("starts", "steps", "found"),
    [
        ("ab", ["a>m", "b>m", "m>x", "m>y"], "m"),
        ("ab", ["a>x", "b>y"], None),
        ("ab", ["a>m", "b>m", "b>y"], None),
        ("a", ["a>m"], None),  # one claim passes everything on its path
        ("ab", ["a>b", "b>x"], "b"),
    ],
)
def test_the_bottleneck_is_what_all_paths_pass(starts: str, steps: list[str], found: str | None) -> None:
    assert find_bottleneck(starts, graph(*steps)) == found


@given(STARTS, GRAPHS, GRAPHS)
def test_adding_links_never_raises_the_number_of_origins(starts: set[str], edges: list[Edge], more: list[Edge]) -> None:
    before, after = count_origins(starts, edges), count_origins(starts, edges + more)
    assert after.lower <= before.lower
    assert after.upper <= before.upper


@given(STARTS, GRAPHS)
def test_the_lower_bound_is_no_higher_than_the_upper(starts: set[str], edges: list[Edge]) -> None:
    found = count_origins(starts, edges)
    assert 1 <= found.lower <= found.upper <= len(starts)


@given(STARTS, GRAPHS)
def test_every_path_ends_or_goes_round(starts: set[str], edges: list[Edge]) -> None:
    assert find_ends(starts, edges) or find_circles(starts, edges)


@given(STARTS, GRAPHS, st.randoms())
def test_the_order_of_the_steps_does_not_matter(starts: set[str], edges: list[Edge], random: object) -> None:
    mixed = list(edges)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert count_origins(starts, mixed) == count_origins(starts, edges)
    assert find_circles(starts, mixed) == find_circles(starts, edges)
    assert find_ends(starts, mixed) == find_ends(starts, edges)
    assert find_bottleneck(starts, mixed) == find_bottleneck(starts, edges)


@given(STARTS, GRAPHS)
def test_what_all_paths_pass_cuts_every_start_from_every_end(starts: set[str], edges: list[Edge]) -> None:
    if (found := find_bottleneck(starts, edges)) is not None:
        kept = [edge for edge in edges if found not in (edge.a, edge.b)]
        ends = set(find_ends(starts, edges)) - {found}
        assert not ends & set(find_ends(starts - {found}, kept)) or starts == {found}
