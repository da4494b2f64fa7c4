"""The exports of the network, read by networkx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx
import pytest
from tests.publish.small_case import SmallCase, empty
from tests.publish.test_told import left_out

from whosays.case import Case
from whosays.publish.programs import graphs
from whosays.publish.programs.graphs import Point, Tie
from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from whosays.publish.programs.graphs import Form

# networkx has no types: what it reads is Any here.
forms = pytest.mark.parametrize("form", ["graphml", "gexf"])


def read(folder: Path, form: Form) -> Any:
    path = folder / f"network.{form}"
    return networkx.read_graphml(path, force_multigraph=True) if form == "graphml" else networkx.read_gexf(path)


def made(folder: Path, form: Form) -> Any:
    list(graphs.export(SmallCase(), folder, form=form))
    return read(folder, form)


def edges(graph: Any) -> dict[tuple[str, str, str, str], dict[str, object]]:
    return {(a, b, told["kind"], told["relation"]): told for a, b, told in graph.edges(data=True)}


@forms
def test_an_edge_has_the_claims_behind_it_with_holder_and_exact_words(form: Form, tmp_path: Path) -> None:
    found = edges(made(tmp_path, form))
    assert sorted(found) == [
        ("ent-bank", "ent-ferry", "relation", "owns"),
        ("ent-bank", "ent-library", "relation", "owns"),
        ("ent-choir", "lst-1", "stands in", "lst-1"),
        ("ent-library", "ent-choir", "says of", "assert"),
        ("ent-post", "ent-wren", "says of", "assert"),
        ("ent-wren", "ent-choir", "relation", "leads"),
        ("ent-wren", "ent-choir", "relation", "member of"),
        ("ent-wren", "ent-library", "relation", "leads"),
    ]
    leads = found["ent-wren", "ent-choir", "relation", "leads"]
    assert (leads["ids"], leads["words"]) == ("clm-leads", "The Harbour Post: Ida Wren leads the Tide Choir")
    assert (leads["records"], leads["documents"], leads["denied"], leads["proposed"]) == (1, 1, 0, 0)
    denied = found["ent-wren", "ent-library", "relation", "leads"]
    assert (denied["denied"], denied["proposed"]) == (1, 1)
    assert denied["words"] == "(author of notice.html): Ida Wren … does not lead the Pier Library"
    assert found["ent-bank", "ent-library", "relation", "owns"]["words"] == (
        "(author of notice.html): Quay Bank\nprobably owns the Pier Library"
    )
    assert found["ent-library", "ent-choir", "says of", "assert"]["words"] == (
        "کتابخانهٔ اسکله: گروه کُر جزر و مد \u2067خواهد خواند\u2069"
    )
    assert found["ent-choir", "lst-1", "stands in", "lst-1"]["words"] == "notice.html, row 1: 1. Tide Choir, Fiji"


@forms
def test_a_node_has_its_kind_country_and_names(form: Form, tmp_path: Path) -> None:
    nodes = dict(made(tmp_path, form).nodes(data=True))
    choir = nodes["ent-choir"]
    assert (choir["label"], choir["kind"], choir["country"], choir["times"]) == ("Tide Choir", "organisation", "FJ", 4)
    assert sorted(choir["names"].split("\n")) == sorted(["Tide Choir", "جوقة المد", "گروه کُر جزر و مد"])
    assert (nodes["lst-1"]["label"], nodes["lst-1"]["kind"]) == ("list in notice.html", "list")


@forms
def test_names_without_a_tie_are_counted(form: Form, tmp_path: Path) -> None:
    graph = made(tmp_path, form)
    assert not {"ent-boats", "ent-mole"} & {*graph.nodes}
    assert left_out(tmp_path)["entities", "nothing ties them to another"] == 2


@forms
def test_a_case_without_ties_gives_an_empty_network(form: Form, tmp_path: Path) -> None:
    list(graphs.export(empty(), tmp_path, form=form))
    assert (len(read(tmp_path, form).nodes), len(read(tmp_path, form).edges)) == (0, 0)


@forms
def test_every_sign_survives_that_xml_has_room_for(form: Form, tmp_path: Path) -> None:
    words = "a\r\nb\tc <&\"'> \u2028 \u200c \u202bم\u202c 😀 \x0b\ufffe"
    points = [Point(id=one, label=words, told={"names": words, "times": 1}) for one in ("a", "b")]
    ties = [Tie(id="e0", source="a", target="b", told={"relation": "x", "records": 1, "words": words})]
    root = (graphs.to_graphml if form == "graphml" else graphs.to_gexf)(points, ties)
    (tmp_path / f"network.{form}").write_bytes(graphs.to_bytes(root))
    expected = words.replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")
    graph = read(tmp_path, form)
    assert graph.nodes["a"]["names"] == expected
    assert [told["words"] for _, _, told in graph.edges(data=True)] == [expected]


@pytest.mark.skipif(not has_model("en"), reason="needs the English model")
def test_its_counts_are_those_of_the_network(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").write_text(
        "Fiction.\n\nAne Kverndal leads the Halden Reading Society. The Halden Reading Society criticised the Pier Book Fund."
        "\n\nSupporters of Open Shelves\n\n1. Halden Reading Society, Norway\n2. Pier Book Fund, Ghana\n",
        encoding="utf-8",
    )
    with Case.new(tmp_path / "case") as case:
        case.add([papers], jobs=1)
        with case.analysing() as ask:
            network = ask.network()
        both: tuple[Form, ...] = ("graphml", "gexf")
        for form in both:
            list(case.export(tmp_path / form, format=form))
            graph = read(tmp_path / form, form)
            assert network.edges
            assert {*graph.nodes} == {node.id for node in network.nodes}
            told = {(a, b, one["kind"], one["relation"], *sorted(one["ids"].split())) for a, b, one in graph.edges(data=True)}
            assert told == {(edge.a, edge.b, edge.kind, edge.label, *sorted(edge.records)) for edge in network.edges}
