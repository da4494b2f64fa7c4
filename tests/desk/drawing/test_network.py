"""Networks as drawings."""

from __future__ import annotations

from math import dist

from whosays.desk.drawing.network import Spot, Tie, draw_around, draw_network

STAR = tuple(Spot(id=f"n{n}", name=f"Society {n}", look="name", times=10 if n == 0 else 1) for n in range(30))
RAYS = tuple(Tie(a="n0", b=f"n{n}", look="relation", times=1) for n in range(1, 25))


def test_the_same_ties_give_the_same_drawing() -> None:
    first = draw_network(STAR, RAYS)
    draw_network.cache_clear()
    assert draw_network(STAR, RAYS) == first


def test_all_names_lie_within_the_drawing_and_apart() -> None:
    web = draw_network(STAR, RAYS)
    assert {dot.spot.id for dot in web.dots} == {spot.id for spot in STAR}
    assert all(0 < dot.x < web.width and 0 < dot.y < web.height for dot in web.dots)
    assert min(dist((a.x, a.y), (b.x, b.y)) for n, a in enumerate(web.dots) for b in web.dots[n + 1 :]) > 6


def test_what_is_tied_lies_nearer_than_what_is_not() -> None:
    spots = tuple(Spot(id=name, name=name, look="name", times=1) for name in "abcdef")
    ties = tuple(Tie(a=a, b=b, look="relation", times=1) for a, b in ("ab", "bc", "ca", "de", "ef", "fd"))
    at = {dot.spot.id: (dot.x, dot.y) for dot in draw_network(spots, ties).dots}
    assert max(dist(at["a"], at["b"]), dist(at["d"], at["e"])) < min(dist(at["a"], at["d"]), dist(at["b"], at["e"]))


def test_a_line_is_drawn_for_each_tie_from_rim_to_rim() -> None:
    web = draw_network(STAR, RAYS)
    assert len(web.threads) == len(RAYS)
    at = {dot.spot.id: dot for dot in web.dots}
    for thread in web.threads:
        dot = at[thread.tie.a]
        assert abs(dist(thread.line.points[0], (dot.x, dot.y)) - dot.r) < 0.2


def test_a_network_of_one_name_or_none_is_drawn() -> None:
    assert draw_network((), ()).dots == ()
    assert len(draw_network(STAR[:1], ()).dots) == 1


def test_those_around_a_name_stand_around_it() -> None:
    web = draw_around(STAR[0], STAR[1:7], RAYS[:6])
    middle = web.dots[0]
    assert (middle.x, middle.y) == (web.width / 2, web.height / 2)
    assert len(web.threads) == 6
    assert {label.words for label in web.labels} == {spot.name for spot in STAR[:7]}
