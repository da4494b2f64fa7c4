"""The commands for reports: report (one as a file), reports (those of the case), check (one held against the case again)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import count, on_screen, print_json, print_line, print_table, short

if TYPE_CHECKING:
    from whosays.case import Case
    from whosays.case.writing.checking import Checked
    from whosays.case.writing.composing import Subject
    from whosays.publish.report.as_read import ReportTold
    from whosays.publish.report.forms import Form, Language

# As in `publish.report_files` and `desk.phrases`, which are loaded when the command runs.
_FORMS = ["md", "html", "docx", "pdf"]
_LANGUAGES = ["en", "ar", "fa"]
_WHY = {
    "words": "its words are other ones",
    "holder": "somebody else says it",
    "about": "it is about something else",
    "hedges": "its hedges are other ones",
    "modality": "how sure it is has changed",
    "polarity": "whether it affirms or denies has changed",
    "said": "when it was said has changed",
    "time": "the time that it tells of has changed",
    "notes": "it cites other notes",
    "reading": "the document was read anew",
    "edited": "a person edited it, in what the footnote does not show",
    "undecided": "the decision on it was taken back, and it is proposed only",
    "capture": "it stands in another capture",
    "rejected": "a person rejected the claim",
    "removed": "its document was removed",
    "words gone": "its words are not in the document as it is read now",
    "replaced": "a later reading does not find this claim",
    "address changed": "its address was visited again and has another text",
    "address gone": "its address was visited again and is gone; the capture is kept",
    "newer file": "a file of the same name was added later and has another text",
    "not in the case": "it is not in this case: its document was removed, or the report is of another case",
}
_WITHOUT_WORDS = ", without these words"


@click.command()
@case_option
@json_option
@click.option("--proposed", is_flag=True, help="Take what nobody has decided on as well; it is marked so in the text.")
@click.option("--format", "form", type=click.Choice(_FORMS), help="The form (default: as the name of --output ends, else md).")
@click.option("--output", "-o", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this file.")
@click.option("--language", type=click.Choice(_LANGUAGES), default="en", help="What headings and footnotes are told in.")
@click.option("--title", metavar="WORDS", help="The title (default: what it is a report on).")
@click.option(
    "--template",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Tell it through this template (Jinja2) instead of ours.",
)
@click.option("--keep", is_flag=True, help="Keep it in the case as well, to be written on (`whosays desk`).")
@click.option("--who", metavar="NAME", envvar="WHOSAYS_WHO", help="Who has it composed (default: your login name).")
@click.option(
    "--write-templates",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write our templates into a folder, to be changed, and end.",
)
@click.argument("kind", type=click.Choice(["profile", "event", "document", "register", "composed"]), required=False)
@click.argument("of", metavar="OF", required=False)
def report(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None,
    as_json: bool,
    proposed: bool,
    form: str | None,
    output: Path | None,
    language: str,
    title: str | None,
    template: Path | None,
    keep: bool,
    who: str | None,
    write_templates: Path | None,
    kind: str | None,
    of: str | None,
) -> None:
    """Write a report with footnotes.

    \b
    profile OF    what documents say of a name, and whose words they are
    event OF      what they say of an event, by the year that they speak of
    document OF   what is said in a document, by what it rests on
    register OF   who stands in a list, or in the lists of a document
    composed OF   the report of this id, as somebody wrote it on the desk

    It rests on what people accepted. Every sentence names who says it, and has a footnote with the exact words, document, page,
    date and the hash of the capture.
    """
    if write_templates is not None:
        _write_templates(write_templates)
        return
    if kind is None or of is None:
        raise click.UsageError("say which kind of report, and on what: `whosays report profile NAME`")
    chosen = form or _form_of(output)
    if output is None and chosen in {"docx", "pdf"} and not as_json:
        raise click.UsageError(f"a {chosen} file is not for the terminal; name a file with --output FILE")
    with open_case(case_dir) as case:
        spoken = _spoken(language)
        told = _told(case, kind, of, spoken, proposed=proposed, title=title, keep=keep, who=who)
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(told))
        return
    _write(told, cast("Form", chosen), spoken, output, template)
    left = sum(note.standing != "stands" for note in told.notes)
    where = f"; kept as {short(told.report.id)}" if keep else ""
    marked = f", {left:,} of them marked" if left else ""
    click.echo(f"{count(len(told.notes), 'footnote')}{marked}{where}", err=True)


def _told(
    case: Case, kind: str, of: str, spoken: Language, *, proposed: bool, title: str | None, keep: bool, who: str | None
) -> ReportTold:
    from whosays.case.writing.composing import Wanted

    if kind == "composed":
        if proposed or title or keep:
            raise click.UsageError("a report that somebody wrote is told as it is: without --proposed, --title and --keep")
        return case.tell_report(of)
    wanted = Wanted(subject=cast("Subject", kind), of=of, proposed=proposed, title=title, words=spoken.words)
    return case.compose_report(wanted, who=who, keep=keep)


def _spoken(language: str) -> Language:
    from whosays.publish.report.forms import IN_ENGLISH, Language

    if language == "en":
        return IN_ENGLISH
    from whosays.desk.phrases import Words, table

    return Language(code=language, words=table("en") | table(language), direction=Words(language).direction)


def _form_of(output: Path | None) -> str:
    ending = output.suffix.lower().removeprefix(".") if output else "md"
    known = {"markdown": "md", "txt": "md", "htm": "html"}.get(ending, ending)
    if known not in _FORMS:
        raise click.UsageError(f"the name {output.name if output else ''!r} does not say which form; name one with --format")
    return known


def _write(told: ReportTold, form: Form, spoken: Language, output: Path | None, template: Path | None) -> None:
    from whosays.publish.report.forms import make_file

    raw = make_file(told, form, spoken, template=template)
    if output is None:
        _print(raw)
        return
    try:
        output.write_bytes(raw)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise click.ClickException(f"cannot write {output} ({why}); name another file with --output") from error


def _print(raw: bytes) -> None:
    """Print a report: on a terminal with what could command it escaped, into a pipe as the file would be."""
    text = raw.decode()
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    for line in text.splitlines():
        click.echo(on_screen(line))


def _write_templates(folder: Path) -> None:
    from whosays.publish.report.templating import write_templates

    for path in write_templates(folder):
        click.echo(on_screen(str(path)))


@click.command()
@case_option
@json_option
@click.argument("report", required=False, metavar="[REPORT]")
def reports(case_dir: Path | None, as_json: bool, report: str | None) -> None:
    """Print the reports of the case, or REPORT as Markdown.

    REPORT is the id of a report, or how that begins. Claims that were withdrawn or changed since are marked in it. Reports are
    written on the desk (`whosays desk`), or composed and kept by `whosays report --keep`.
    """
    import msgspec

    from whosays.publish.report.forms import to_markdown

    with open_case(case_dir) as case:
        if report is None:
            found = case.reports()
            if as_json:
                print_json(msgspec.to_builtins(found))
                return
            print_table((short(one.id), one.when[:10], one.who, f"version {one.version}", one.title) for one in found)
            click.echo(count(len(found), "report"), err=True)
            return
        told = case.tell_report(report)
    if as_json:
        print_json(msgspec.to_builtins(told))
        return
    for line in to_markdown(told).splitlines():
        click.echo(on_screen(line))


@click.command()
@case_option
@json_option
@click.option("--all", "everything", is_flag=True, help="Print the footnotes that stand as well.")
@click.argument("report", metavar="REPORT")
@click.pass_context
def check(ctx: click.Context, case_dir: Path | None, as_json: bool, everything: bool, report: str) -> None:
    """Open every footnote of a report again.

    REPORT is the id of a report of the case, or a file that `whosays report` or the desk wrote (Markdown, HTML, DOCX, PDF).
    Says for each claim what changed since: words that are gone, a claim that was withdrawn or edited, an address or file that
    has another text by now. Ends with 0 where every footnote stands, else with 1.
    """
    with open_case(case_dir) as case:
        path = Path(report)
        found = case.check_file(path) if path.is_file() else case.check_report(report)
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(found))
    else:
        _print_checked(found, everything=everything)
    ctx.exit(0 if all(one.finding == "stands" for one in found) else 1)


def _print_checked(found: list[Checked], *, everything: bool) -> None:
    for one in found:
        if one.finding == "stands" and not one.remarks and not everything:
            continue
        print_line(
            f"{one.number:>4}  {one.finding:9}  {short(one.claim)}  ", f"{one.document}: “{one.words}”" if one.words else ""
        )
        for why in one.why:
            gone = _WITHOUT_WORDS if why in {"address changed", "newer file"} else ""
            click.echo(f"      {_WHY.get(why, why)}{gone}")
        for remark in one.remarks:
            click.echo(
                f"      to know: {_WHY.get(remark, remark)}{'' if remark == 'address gone' else '; it has these words too'}"
            )
    parts = [(sum(one.finding == finding for one in found), finding) for finding in ("changed", "withdrawn")]
    told = ", ".join(f"{number:,} {finding}" for number, finding in parts if number)
    click.echo(f"{count(len(found), 'footnote')}: {told or 'all stand'}", err=True)
