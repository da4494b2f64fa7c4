"""The commands that look over a whole case: dossier, timeline, network, places, campaigns, trends."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from whosays.cli.options import case_option, doc_option, json_option, open_case
from whosays.cli.printing import count, on_screen, print_json, print_line, print_table, short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from whosays.analyse.campaigns import Campaign, Sign
    from whosays.analyse.dossier import Dossier, Said
    from whosays.analyse.places import Place
    from whosays.analyse.together import Together
    from whosays.analyse.trends import Unit
    from whosays.case.asking.analysing import Analysing
    from whosays.case.asking.counting import Counted, TimeOf

# As in `case.asking.counting`, which is loaded when a command runs.
_COUNTED = ["claims", "names", "rows", "posts", "documents"]
_TIMES = ["published", "said", "content"]
_DEPTH = {"continent": 0, "region": 1, "country": 2, "place": 3}


@click.command()
@case_option
@json_option
@click.argument("name", metavar="NAME")
def dossier(case_dir: Path | None, as_json: bool, name: str) -> None:
    """Print what the case holds on a name.

    In its own words, in the words of others, side by side. NAME is a name or one of its writings, or the id of a
    name. Every line is somebody's claim and no finding of whosays.
    """
    with open_case(case_dir) as case, case.analysing() as ask:
        found, together = ask.dossier(name), ask.together(name)
        if as_json:
            import msgspec

            print_json(msgspec.to_builtins(found) | {"together": msgspec.to_builtins(together)})
            return
        _print_dossier(found, together, ask)


@click.command()
@case_option
@json_option
@doc_option
@click.argument("name", metavar="[NAME]", required=False)
def timeline(case_dir: Path | None, as_json: bool, doc: str | None, name: str | None) -> None:
    """Print what happened when, by what documents say.

    Of the whole case, one document, or all that concerns NAME. The second column says which time it is: published (of
    the document), said, content (when what is said held), event.
    """
    with open_case(case_dir) as case, case.analysing() as ask:
        moments = ask.timeline(of=name, doc=doc)
        if as_json:
            _print_records(moments)
            return
        print_table((one.when, one.time, short(one.record), ask.documents[one.doc].name, one.words) for one in moments)
        click.echo(count(len(moments), "time"), err=True)


@click.command()
@case_option
@json_option
@click.argument("name", metavar="[NAME]", required=False)
def network(case_dir: Path | None, as_json: bool, name: str | None) -> None:
    """Print who is tied to whom, by whose words.

    Of all, or of NAME: relations that claims state, who says something of whom, lists. Each line ends with the ids of
    the claims or rows whose words are behind it. Nothing is tied without words.
    """
    with open_case(case_dir) as case, case.analysing() as ask:
        found = ask.network(name)
        if as_json:
            import msgspec

            print_json(msgspec.to_builtins(found))
            return
        names = {node.id: node.name for node in found.nodes}
        for edge in found.edges:
            label = edge.kind if edge.kind == "stands in" else f"{edge.kind}: {edge.label}"
            denied = f"  ({edge.negative} deny it)" if edge.negative else ""
            print_line(
                "  ", f"{names[edge.a]}  {label}  {names[edge.b]}{denied}  {' '.join(short(r) for r in edge.records[:5])}"
            )
        click.echo(f"{count(len(found.nodes), 'name or list', 'names and lists')}, {count(len(found.edges), 'tie')}", err=True)


@click.command()
@case_option
@json_option
def places(case_dir: Path | None, as_json: bool) -> None:
    """Print where claims, rows, events and names lie.

    Added up to countries, regions and continents. A record lies where its own words say. Regions are those of the
    standard M49 of the United Nations.
    """
    with open_case(case_dir) as case, case.analysing() as ask:
        found = ask.places()
        if as_json:
            _print_records(found)
            return
        print_table(_place_row(place) for place in found)
        click.echo(count(len(found), "place"), err=True)


@click.command()
@case_option
@json_option
@click.option("--reach", is_flag=True, help="Print the claims that say how far something spread and give no figure.")
@click.argument("name", metavar="[NAME]", required=False)
def campaigns(case_dir: Path | None, as_json: bool, reach: bool, name: str | None) -> None:
    """Print hashtags, slogans and named campaigns.

    How often, first seen when and by whom; or one, NAME, in full.
    """
    with open_case(case_dir) as case, case.analysing() as ask:
        if reach:
            _print_reach(ask, as_json=as_json)
            return
        if name is not None:
            _print_campaign(ask.campaign(name), ask, as_json=as_json)
            return
        signs = ask.signs()
        if as_json:
            _print_records(signs)
            return
        print_table((sign.kind, f"{len(sign.uses)}×", *_first(sign), sign.name) for sign in signs)
        click.echo(count(len(signs), "sign"), err=True)


@click.command()
@case_option
@json_option
@click.option("--of", "counted", type=click.Choice(_COUNTED), default="claims", help="What is counted (default: claims).")
@click.option("--text", metavar="WORDS", help="With these words.")
@click.option("--about", metavar="NAME", help="That concern this name.")
@click.option("--place", metavar="PLACE", help="In this place, country, region or continent.")
@click.option("--time", type=click.Choice(_TIMES), default="published", help="Which time of a claim (default: published).")
@click.option("--by", "unit", type=click.Choice(["day", "month", "year"]), help="The stretch of time (default: what fits).")
def trends(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None,
    as_json: bool,
    counted: str,
    text: str | None,
    about: str | None,
    place: str | None,
    time: str,
    unit: str | None,
) -> None:
    """Print how often something is told over time.

    Beside all that the case holds of that time. The columns: the stretch of time, how many, of how many of that kind,
    how many the case's own average would give.
    """
    from whosays.case.asking.counting import TrendFilter

    wanted = TrendFilter(of=cast("Counted", counted), text=text, about=about, place=place, time=cast("TimeOf", time))
    with open_case(case_dir) as case, case.analysing() as ask:
        found = ask.trend(wanted, cast("Unit | None", unit))
        if as_json:
            import msgspec

            print_json(msgspec.to_builtins(found))
            return
        print_table(
            (
                point.when,
                str(len(point.records)),
                f"of {point.of_all}",
                f"expected {point.expected:.1f}",
                point.stands_out or "",
                " ".join(short(record) for record in point.records[:5]),
            )
            for point in found.points
        )
        if found.note:
            click.echo(found.note, err=True)
        click.echo(f"{found.total:,} counted, {found.undated:,} without a time that is exact enough", err=True)


def _print_records(records: Sequence[object]) -> None:
    import msgspec

    print_json([msgspec.to_builtins(record) for record in records])


def _print_dossier(found: Dossier, together: Sequence[Together], ask: Analysing) -> None:
    entity = found.entity
    country = f", {entity.country}" if entity.country else ""
    click.echo(on_screen(f"{entity.name}  ({entity.kind}{country}, {entity.id})"))
    for writing in found.writings:
        print_line("  written  ", f"{writing.words}  {writing.times}× in {count(writing.documents, 'document')}")
    _print_said("in its own words", found.own_words, ask)
    _print_said("in the words of others", found.words_of_others, ask)
    _print_said("what it says of others", found.of_others, ask)
    if found.side_by_side:
        click.echo("\nside by side")
        for row in found.side_by_side:
            values = "; ".join(f"{v.words} ({', '.join(short(claim.id) for claim in v.claims)})" for v in row.values)
            print_line(f"  {row.point}: ", f"{values}  [{row.standing}]")
    if found.rows:
        click.echo("\nin lists")
        for entry in found.rows:
            print_line(f"  {short(entry.id)}  ", f"{ask.documents[entry.at.doc].name}, row {entry.row}: {entry.name}")
    if found.parts:
        click.echo("\nin events")
        for part in found.parts:
            print_line(f"  {short(part.event.id)}  ", f"{part.role}, {part.event.name} {part.event.when or ''}")
    _print_together(together)


def _print_said(title: str, said: Sequence[Said], ask: Analysing) -> None:
    if not said:
        return
    click.echo(f"\n{title}")
    for one in said:
        words = " … ".join(" ".join(at.text.split()) for at in one.claim.content)
        holder = one.holder or ("by whom: not stated" if one.claim.chain[-1].holder.kind == "hidden" else "the author")
        hedges = f"  [{', '.join(hedge.at.text for hedge in one.claim.hedges)}]" if one.claim.hedges else ""
        place = f"{ask.documents[one.claim.doc].name} @{one.claim.content[0].start}"
        print_line(f"  {short(one.claim.id)}  ", f"“{words}”{hedges}  — {holder}, {one.claim.chain[-1].act}  ({place})")


def _print_together(together: Sequence[Together]) -> None:
    if not together:
        return
    click.echo("\nnamed together with (standing together says nothing of the two)")
    for one in together[:12]:
        lists = (
            f"{count(len(one.lists), 'list')} ({one.lists_by_chance:.0%} of all pairs)"
            if one.lists_by_chance is not None
            else ""
        )
        near = (
            f"{count(len(one.passages), 'passage')} ({one.passages_by_chance:.0%} of all pairs)"
            if one.passages_by_chance is not None
            else ""
        )
        print_line("  ", f"{one.name}  {', '.join(filter(None, (lists, near)))}")


def _place_row(place: Place) -> tuple[str, ...]:
    parts = (("claim", place.claims), ("row", place.entries), ("event", place.events), ("name", place.mentions))
    told = ", ".join(count(len(records), one) for one, records in parts if records)
    return f"{'  ' * _DEPTH[place.level]}{place.name}", told


def _first(sign: Sign) -> tuple[str, str]:
    first = sign.first
    return (first.day or "", first.source) if first else ("no date", sign.uses[0].source)


def _print_campaign(found: Campaign, ask: Analysing, *, as_json: bool) -> None:
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(found))
        return
    sign = found.sign
    click.echo(on_screen(f"{sign.name}  ({sign.kind}, {len(sign.uses)}×)"))
    if first := sign.first:
        print_line("  first seen  ", f"{first.day} by {first.source}, in {ask.documents[first.at.doc].name} @{first.at.start}")
    for day, times in sign.by_day:
        click.echo(f"  {day}  {times}×")
    for source, times in sign.by_source:
        print_line("  by  ", f"{source}  {times}×")
    for title, claims in (("what it asks for", found.instructions), ("what is said beside it", found.claims)):
        if claims:
            click.echo(f"\n{title}")
            for claim in claims:
                words = " … ".join(" ".join(at.text.split()) for at in claim.content)
                print_line(f"  {short(claim.id)}  ", f"“{words}”  ({ask.documents[claim.doc].name})")
    if found.events:
        click.echo("\nevents beside it")
        for event in found.events:
            print_line(f"  {short(event.id)}  ", f"{event.name} {event.when or ''}  ({ask.documents[event.at.doc].name})")


def _print_reach(ask: Analysing, *, as_json: bool) -> None:
    found = ask.reach()
    if as_json:
        _print_records(found)
        return
    for reach in found:
        words = " … ".join(" ".join(at.text.split()) for at in reach.claim.content)
        print_line(f"  {short(reach.claim.id)}  ", f"“{words}”  [{reach.words}]  ({ask.documents[reach.claim.doc].name})")
    click.echo(count(len(found), "claim"), err=True)
