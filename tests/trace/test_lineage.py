"""The verdict on a claim, in whole sentences, from records of our own (fiction)."""

from __future__ import annotations

from tests.store.making import place
from tests.trace.grounds import claim, document, link, named, note, rests

from whosays.records import Holder
from whosays.sources import same_address, source_id
from whosays.trace.lineage import trace_claim

COUNT = "https://weir.example/count"
TEXT = f"The Weir Choir told the Gate Fund, some people and nobody else that the gate is open.1 1 {COUNT} 2 A letter."
doc, other = document("song", TEXT), document("echo", TEXT, publisher="Quay Press")
CHOIR, FUND = place(doc, "The Weir Choir"), place(doc, "the Gate Fund")
NAMES = named(CHOIR, FUND)


def verdict_on_one(holder: Holder, **more: tuple[int, ...]) -> str:
    one = claim(doc, "the gate is open", holder=holder, **more)  # type: ignore[arg-type]  # notes, nothing else
    notes = [note(doc, 1, COUNT, url=COUNT), note(doc, 2, "A letter.")]
    return trace_claim(one.id, rests([doc], [one], notes=notes, names=NAMES, urls={source_id(COUNT): COUNT})).verdict


def test_the_end_of_every_path_is_told_for_what_it_is() -> None:
    one = "1 claim · 1 holder · 1 independent origin. "
    assert verdict_on_one(Holder(kind="author")) == one + "1 path ends where no source is given."
    assert verdict_on_one(Holder(kind="named", at=CHOIR)) == one + "Named origin: Weir Choir."
    assert verdict_on_one(Holder(kind="hidden")) == one + "1 path ends at nobody named."
    vague = Holder(kind="named", at=place(doc, "some people"))
    assert verdict_on_one(vague) == one + "1 path ends at a vague source: some people."
    away = "1 source is not in the case: "
    assert verdict_on_one(Holder(kind="author"), cites=(1,)) == f"{one}{away}{COUNT}."
    assert verdict_on_one(Holder(kind="author"), cites=(2,)) == f"{one}{away}A letter."


def test_two_of_a_kind_are_told_in_the_plural() -> None:
    one, two = claim(doc, "the gate is open", holder=Holder(kind="named", at=CHOIR)), claim(other, "the gate is open")
    told = trace_claim(one.id, rests([doc, other], [one, two], [link("same", one.id, two.id)], names=NAMES))
    assert told.verdict == "2 claims · 2 holders · 2 independent origins. Named origins: Weir Choir, Quay Press."
    echo = document("echo", TEXT)
    two = claim(echo, "the gate is open")
    one = claim(doc, "the gate is open")
    links = [link("same", one.id, two.id, status="confirmed"), link("contradicts", one.id, "clm-9")]
    told = trace_claim(one.id, rests([doc, echo], [one, two], links))
    assert told.verdict == (
        "2 claims · 2 holders · 2 independent origins. 2 paths end where no source is given. 1 claim may contradict it."
    )


def test_an_origin_that_is_its_own_subject_is_said_to_be_alone() -> None:
    one = claim(doc, "the gate is open", holder=Holder(kind="named", at=FUND), about=(FUND,))
    told = trace_claim(one.id, rests([doc], [one], names=NAMES))
    assert (told.only_subject, told.verdict[43:]) == (True, "The only named origin is the subject itself: Gate Fund.")
    beside = claim(doc, "the gate is open", holder=Holder(kind="named", at=FUND), about=(CHOIR,))
    assert not trace_claim(beside.id, rests([doc], [beside], names=NAMES)).only_subject


def test_a_circle_and_what_all_paths_pass_are_named() -> None:
    docs = [document(name, f"It hums.1 1 https://{to}.example/") for name, to in ("ab", "ba", "ca")]
    a, b, c = (claim(one, "It hums", cites=(1,)) for one in docs)
    addresses = {same_address(f"https://{one.name}.example/"): (one.id,) for one in docs}
    notes = [note(one, 1, url, url=url) for one in docs if (url := one.text.rpartition(" ")[2])]
    links = [link("same", x.id, y.id, status="confirmed") for x, y in ((a, b), (b, c))]
    round_ = trace_claim(a.id, rests(docs[:2], (a, b), links[:1], notes=notes[:2], addresses=addresses))
    assert round_.verdict == "2 claims · 2 holders · circular, no origin."
    assert len(round_.circles) == 1
    plain = document("a", "It hums.", publisher="Quay Press")
    first = claim(plain, "It hums")
    told = trace_claim(
        b.id,
        rests(
            [plain, *docs[1:]],
            (first, b, c),
            [link("same", first.id, b.id), link("same", b.id, c.id)],
            notes=notes[1:],
            addresses=addresses,
        ),
    )
    assert (
        told.verdict
        == "3 claims · 3 holders · 1\N{EN DASH}2 independent origins. Named origin: Quay Press. All paths pass It hums."
    )


def test_a_name_without_a_record_is_written_as_its_own_document_has_it() -> None:
    press = document("press", "The gate is open.", publisher="Quay Press Inc.")
    teller = document("teller", "The Quay Press Inc. wrote that the gate is open.", publisher="Weir & Co.")
    one = claim(press, "The gate is open")
    two = claim(teller, "the gate is open", holder=Holder(kind="named", at=place(teller, "The Quay Press Inc.")))
    told = trace_claim(one.id, rests([press, teller], [one, two], [link("same", one.id, two.id)]))
    assert (
        told.verdict
        == "2 claims · 1 holder · 1 independent origin. Named origin: Quay Press Inc. All paths pass Quay Press Inc."
    )
    three = claim(teller, "the gate is open")
    told = trace_claim(one.id, rests([press, teller], [one, three], [link("same", one.id, three.id)]))
    assert told.verdict.endswith("Named origins: Quay Press Inc., Weir & Co.")
