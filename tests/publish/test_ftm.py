"""The export for FollowTheMoney, read by its own library and its command line."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.small_case import ARABIC, AUTHOR, NOTICE, PERSIAN, SmallCase, at
from tests.publish.test_told import left_out

from whosays.publish.programs import ftm, ftm_schema
from whosays.publish.programs.told import words_of
from whosays.records import Hedge, Holder, Step

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="module")
def followthemoney() -> ModuleType:
    module: ModuleType = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: pip install 'whosays[ftm]'"
    )
    return module


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return next(iter(ftm.export(SmallCase(), tmp_path)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    list(ftm.export(SmallCase(), tmp_path))
    return tmp_path


def entities(path: Path) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in map(json.loads, path.read_text(encoding="utf-8").split("\n")[:-1])}


def properties(path: Path, record: str) -> dict[str, list[str]]:
    return entities(path)[record]["properties"]  # type: ignore[return-value]


def of_schema(path: Path, schema: str) -> list[dict[str, list[str]]]:
    return [one["properties"] for one in entities(path).values() if one["schema"] == schema]  # type: ignore[misc]


def test_every_property_is_one_of_the_model_and_every_end_fits(made: Path, followthemoney: ModuleType) -> None:
    model = followthemoney.model
    known = entities(made)
    assert len(known) == len(made.read_bytes().splitlines())
    for one in known.values():
        schema = model.get(one["schema"])
        for name, values in one["properties"].items():  # type: ignore[attr-defined]
            prop = schema.get(name)
            assert prop is not None, (one["schema"], name)
            for value in values:
                assert prop.type.validate(value), (one["schema"], name, value)
                if prop.type.name == "entity":
                    assert model.get(known[value]["schema"]).is_a(prop.range), (one["schema"], name, known[value]["schema"])
        assert not [name for name in schema.required if name not in one["properties"]]  # type: ignore[operator]
        schema.validate(one)


def test_what_is_read_is_what_was_written(made: Path, followthemoney: ModuleType) -> None:
    for one in entities(made).values():
        read = followthemoney.model.get_proxy(one).to_dict()
        assert (read["schema"], {name: sorted(values) for name, values in read["properties"].items()}) == (
            one["schema"],
            {name: sorted(values) for name, values in one["properties"].items()},  # type: ignore[attr-defined]
        )


@pytest.mark.parametrize("command", ["validate", "aggregate"])
def test_its_command_line_loses_no_entity_and_no_property(
    made: Path, followthemoney: ModuleType, command: str, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    program = [sys.executable, "-c", "import followthemoney.cli.aggregate; from followthemoney.cli.cli import cli; cli()"]
    subprocess.run([*program, command, "-i", str(made), "-o", str(out)], check=True, capture_output=True, timeout=120)

    def shape(path: Path) -> dict[str, set[str]]:
        return {name: {*one["properties"]} for name, one in entities(path).items()}  # type: ignore[misc]

    assert shape(out) == shape(made)


def test_a_claim_is_a_note_with_its_exact_words_holder_and_status(made: Path) -> None:
    for claim in SmallCase().all_claims:
        if claim.id == "clm-rejected":
            continue
        note = properties(made, claim.id)
        assert note["description"] == [words_of(claim.content)]
        assert note["proof"] == [claim.doc]
    leads = properties(made, "clm-leads")
    assert leads["publisher"] == ["The Harbour Post"]
    assert leads["summary"] == ["(author): assert > The Harbour Post: assert"]
    assert leads["entity"] == ["ent-wren", "ent-post"]
    assert leads["notes"][0] == "status: accepted"
    assert leads["sourceUrl"] == ["https://example.org/notice"]
    assert "hedges: probably" in properties(made, "clm-maybe")["notes"]
    assert "self-description: yes" in properties(made, "clm-arabic")["notes"]


def test_a_relation_that_a_claim_states_is_an_edge_beside_its_note(made: Path) -> None:
    (leads,) = of_schema(made, "Directorship")
    assert (leads["director"], leads["organization"], leads["role"]) == (["ent-wren"], ["ent-choir"], ["leads"])
    assert (leads["publisher"], leads["status"]) == (["The Harbour Post"], ["accepted"])
    assert (leads["recordId"], leads["description"]) == (["clm-leads"], ["Ida Wren leads the Tide Choir"])
    (owns,) = of_schema(made, "Ownership")
    assert (owns["owner"], owns["asset"], owns["status"]) == (["ent-bank"], ["ent-ferry"], ["proposed"])
    (member,) = of_schema(made, "Membership")
    assert (member["member"], member["organization"]) == (["ent-wren"], ["ent-choir"])


def test_what_is_denied_or_probable_has_no_edge_and_is_counted(folder: Path) -> None:
    ends = [value for one in of_schema(folder / "entities.ftm.json", "Directorship") for value in one["organization"]]
    assert "ent-library" not in ends
    assert left_out(folder)["relations", "denied, probable, asked or asked for: told in the Note of their claim only"] == 2


CHOIR = Holder(kind="named", at=at("Tide Choir"))


@pytest.mark.parametrize(
    ("changed", "stated"),
    [
        ({}, True),
        ({"hedges": (Hedge(at=at("takes"), kind="approximator"),)}, True),
        ({"hedges": (Hedge(at=at("says"), kind="attribution-shield"),)}, False),
        ({"modality": "questioned"}, False),
        ({"polarity": "negative"}, False),
        ({"chain": (Step(holder=CHOIR, act="deny"), Step(holder=CHOIR, act="assert"))}, False),
        ({"chain": (AUTHOR, Step(holder=CHOIR, act="demand"))}, False),
    ],
)
def test_only_a_relation_that_is_stated_outright_is_an_edge(changed: dict[str, object], stated: bool, tmp_path: Path) -> None:
    claims = [replace(one, **changed) for one in SmallCase().all_claims if one.id == "clm-owns"]  # type: ignore[arg-type]
    path = next(iter(ftm.export(SmallCase(all_claims=claims), tmp_path)))
    assert len(of_schema(path, "Ownership")) == stated


def test_only_what_a_claim_says_is_owned_is_a_company(made: Path) -> None:
    kinds = {name: one["schema"] for name, one in entities(made).items() if name.startswith("ent-")}
    assert kinds == {
        "ent-post": "Organization", "ent-wren": "Person", "ent-choir": "Organization", "ent-bank": "Organization",
        "ent-ferry": "Company", "ent-library": "Organization", "ent-mole": "Address",
    }  # fmt: skip


def test_a_name_is_there_in_every_writing_and_with_its_documents(made: Path) -> None:
    choir = properties(made, "ent-choir")
    assert choir["alias"] == sorted(["جوقة المد", "گروه کُر جزر و مد"])
    assert choir["proof"] == sorted([ARABIC.id, NOTICE.id, PERSIAN.id])
    assert (choir["country"], choir["abbreviation"]) == (["fj"], ["TC"])


def test_a_document_has_its_text_language_and_address(made: Path) -> None:
    notice = properties(made, NOTICE.id)
    assert notice["bodyText"] == [NOTICE.text]
    assert (notice["language"], notice["publishedAt"], notice["retrievedAt"]) == (
        ["eng"],
        ["2020-05"],
        ["2026-01-02T03:04:05Z"],
    )
    assert entities(made)[NOTICE.id]["schema"] == "HyperText"
    assert properties(made, PERSIAN.id)["bodyText"] == [PERSIAN.text]
    assert "retrievedAt" not in properties(made, PERSIAN.id)


def test_a_row_ties_its_name_to_the_document(made: Path) -> None:
    (row,) = of_schema(made, "Documentation")
    assert (row["entity"], row["document"], row["description"]) == (["ent-choir"], [NOTICE.id], ["1. Tide Choir, Fiji"])


def test_a_date_that_cannot_be_written_is_told_in_words(made: Path) -> None:
    assert properties(made, "evt-tide")["date"] == ["2020-05-03"]
    fog = properties(made, "evt-fog")
    assert "date" not in fog
    assert "when: 2019-22" in fog["notes"]
    later = properties(made, "evt-arabic")
    assert (later["startDate"], later["organizer"]) == (["2020-05-03"], ["ent-choir"])
    assert "when: 2020-05-03/.." in later["notes"]


def test_what_has_no_place_is_counted(folder: Path) -> None:
    counted = left_out(folder)
    assert counted["entities", "FollowTheMoney has nothing for a work"] == 1
    assert counted["claims", "somebody rejected them"] == 1
    assert counted["citations", "FollowTheMoney has nothing for them; `--format jsonl` has them"] == 6


@given(st.text(alphabet=st.sampled_from("ab \nم\u200c"), min_size=1, max_size=300), st.integers(3, 40))
def test_a_long_text_is_cut_in_pieces_that_are_it(text: str, longest: int) -> None:
    pieces = list(ftm._pieces(text, longest))
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= longest for piece in pieces)


def test_the_languages_are_those_of_the_model(followthemoney: ModuleType) -> None:
    language = followthemoney.registry.language
    own = {code for code in map(str, Locale("en").languages) if len(code) == 2}
    expected = {code: read for code in own if (read := language.clean(code))}
    assert dict(ftm_schema.LANGUAGES) == expected


def test_the_countries_of_the_case_are_those_of_the_model(followthemoney: ModuleType) -> None:
    own = {code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()}
    unknown = {code for code in own if followthemoney.registry.country.clean(code.lower()) != code.lower()}
    assert unknown <= ftm_schema.NO_COUNTRY
