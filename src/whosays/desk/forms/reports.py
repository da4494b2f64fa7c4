"""Writing reports: a new one, blocks put in, changed, moved and taken out, undo; reports as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from fastapi import Form, Request
from starlette.responses import Response

from whosays import reports
from whosays.desk.forms.back import lead_back
from whosays.desk.pages.reports import Typed, report_page
from whosays.desk.phrases import Words, table
from whosays.errors import WhosaysError
from whosays.publish.report.forms import FORMS, MEDIA_TYPES, Language, make_file
from whosays.reports import Block

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk
    from whosays.reports import Report


def add(app: FastAPI, desk: Desk) -> None:
    """Add the forms to the application."""

    @app.post("/reports/new", include_in_schema=False)
    def new(request: Request, title: Annotated[str, Form()] = "") -> Response:
        made = desk.case.save_report(title=title, who=desk.signer(request))
        return lead_back(f"/reports/{made.id}?write=yes")

    @app.post("/reports/add", include_in_schema=False)
    def add_claim(
        *,
        request: Request,
        claim: Annotated[str, Form()],
        report: Annotated[str, Form()] = "",
        title: Annotated[str, Form()] = "",
        proposed: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "",
    ) -> Response:
        block = desk.case.make_block("claim", claim, proposed=bool(proposed))
        held = desk.case.report(report) if report else None
        made = desk.case.save_report(
            held.id if held else None,
            title=held.title if held else title,
            blocks=reports.put(held.blocks if held else (), block),
            version=held.version if held else None,
            who=desk.signer(request),
        )
        return lead_back(back or f"/reports/{made.id}?write=yes")

    @app.post("/reports/{words}/change", include_in_schema=False)
    def change(
        *,
        request: Request,
        words: str,
        do: Annotated[str, Form()],
        version: Annotated[int, Form()],
        at: Annotated[int | None, Form()] = None,
        kind: Annotated[str, Form()] = "paragraph",
        text: Annotated[str, Form()] = "",
        proposed: Annotated[str, Form()] = "",
        q: Annotated[str, Form()] = "",
    ) -> Response:
        who = desk.signer(request)
        try:
            if do == "undo":
                desk.case.undo_report(words, who=who)
            elif do == "drop":
                desk.case.drop_report(words, who=who)
                return lead_back("/reports")
            else:
                held = desk.case.report(words)
                title = text if do == "title" else held.title
                blocks = _changed(desk, held, _Change(do=do, at=at, kind=kind, text=text, proposed=bool(proposed)))
                desk.case.save_report(held.id, title=title, blocks=blocks, version=version, who=who)
        except WhosaysError as error:
            refused = Typed(kind=kind if do == "add" else do, at=at, text=text, code=error.code, why=str(error))
            answer = desk.show("report.html", report_page(desk, words, writes=True, q=q, refused=refused), request)
            answer.status_code = 409
            return answer
        search = f"&q={quote(q)}" if q else ""
        return lead_back(f"/reports/{words}?write=yes{search}#{_place(do, at)}")

    @app.get("/reports/{words}/export", include_in_schema=False)
    def export_report(request: Request, words: str, format: str = "md") -> Response:
        told = desk.case.tell_report(words)
        spoken = Words(request.cookies.get("language", "en"))
        language = Language(code=spoken.language, words=table("en") | table(spoken.language), direction=spoken.direction)
        form = next((one for one in FORMS if one == format), FORMS[0])
        return _download(make_file(told, form, language), f"{told.report.id}.{form}", MEDIA_TYPES[form])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What a form wants done to a block."""

    do: str
    at: int | None
    kind: str
    text: str
    proposed: bool


def _changed(desk: Desk, held: Report, change: _Change) -> tuple[Block, ...]:
    """Return the blocks of a report after one change. Raises BadBlock and what `Case.make_block` raises."""
    do, at = change.do, change.at
    if do == "title":
        return held.blocks
    if do == "add":
        return reports.put(held.blocks, desk.case.make_block(change.kind, change.text, proposed=change.proposed), at)
    if at is None or not 0 <= at < len(held.blocks):
        raise reports.BadBlock("there is no such block any more")
    block = held.blocks[at]
    match do:
        case "up" | "down":
            return reports.moved(held.blocks, at, -1 if do == "up" else 1)
        case "remove":
            return reports.without(held.blocks, at)
        case "renew":  # what it cites is taken as it is now
            told = str(block.cites[0].claim) if block.kind == "claim" else block.text
            with_proposed = any(one.status == "proposed" for one in block.cites)
            made = desk.case.make_block(block.kind, told, proposed=with_proposed)
        case "set":
            made = desk.case.make_block(block.kind, change.text, proposed=change.proposed, kept=block.cites)
        case _:
            raise reports.BadBlock(f"nothing is done by {do!r}")
    return reports.exchanged(held.blocks, at, made)


def _place(do: str, at: int | None) -> str:
    if at is None or do in {"add", "title", "undo"}:
        return "end" if do == "add" else "main"
    return f"block-{max(at + {'up': -1, 'down': 1}.get(do, 0), 0)}"


def _download(raw: bytes, name: str, media_type: str) -> Response:
    return Response(raw, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})
