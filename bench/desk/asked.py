"""What is asked of the desk: every page there is, by the path that it is registered under, with addresses to fill in.

`NOT_ASKED` says of the others why; a test asks that no page is in neither.
"""

from __future__ import annotations

from collections.abc import Mapping

PAGES, SEARCH, NEXT, LONG = 150, 100, 60, 400
"""The bars: milliseconds, at the 95th percentile; `LONG` is the first screen of the long document."""

ASKED: Mapping[str, tuple[tuple[str, int, str], ...]] = {
    "/": (("home", PAGES, "/"),),
    "/library": (("library", PAGES, "/library?start={some}"),),
    "/library/add": (("add documents", PAGES, "/library/add"),),
    "/library/adding": (("what is added", PAGES, "/library/adding"),),
    "/captures/{words}": (("capture", PAGES, "/captures/{capture}"),),
    "/documents/{words}": (
        ("document", PAGES, "/documents/{doc}?claim={claim}"),
        ("long document, first screen", LONG, "/documents/minutes-00000.txt"),
    ),
    "/documents/{words}/mark": (("mark words", PAGES, "/documents/{doc}/mark"),),
    "/documents/{words}/hide": (("hide words", PAGES, "/documents/{doc}/hide"),),
    "/documents/{words}/leaves": (("document as it leaves", PAGES, "/documents/{doc}/leaves"),),
    "/documents/{words}/translation": (("translation", PAGES, "/documents/{doc}/translation?to=fr"),),
    "/claims": (
        ("claims", PAGES, "/claims"),
        ("claims of a holder", PAGES, "/claims?holder={name}"),
        ("claims with words", PAGES, "/claims?text={word}&voice=reported"),
    ),
    "/claims/{words}": (("claim", PAGES, "/claims/{claim}"),),
    "/claims/{words}/beside": (("claim beside the text", PAGES, "/claims/{claim}/beside"),),
    "/claims/{words}/edit": (("edit a claim", PAGES, "/claims/{claim}/edit"),),
    "/lineage/{words}": (("lineage", PAGES, "/lineage/{claim}"),),
    "/names": (("names", PAGES, "/names"), ("names with words", PAGES, "/names?text=soc")),
    "/names/{words}": (("dossier", PAGES, "/names/{name}"), ("dossier of the most named", PAGES, "/names/{often}")),
    "/lists": (("lists", PAGES, "/lists"),),
    "/timeline": (("timeline", PAGES, "/timeline"), ("timeline of a name", PAGES, "/timeline?of={name}")),
    "/map": (("map", PAGES, "/map"), ("places of a country", PAGES, "/map?at=NO")),
    "/network": (("network", PAGES, "/network"), ("network of a name", PAGES, "/network?of={name}")),
    "/network/edge": (("tie", PAGES, "/network/edge?a={often}&b={name}"),),
    "/campaigns": (("campaigns", PAGES, "/campaigns"),),
    "/compare": (("compare", PAGES, "/compare"),),
    "/reports": (("reports", PAGES, "/reports"),),
    "/reports/add": (("add to a report", PAGES, "/reports/add?claim={claim}"),),
    "/review": (("review", PAGES, "/review"),),
    "/review/names": (("review of names", PAGES, "/review/names"),),
    "/review/rows": (("review of rows", PAGES, "/review/rows"),),
    "/review/dates": (("review of dates", PAGES, "/review/dates"),),
    "/search": (
        ("search", SEARCH, "/search?q={word}"),
        ("search, rare words", SEARCH, "/search?q={word}+case+{some}"),
        ("search while typing", SEARCH, "/search?q={word}+ca&typing=1"),
    ),
    "/search/names": (("look up names", PAGES, "/search/names"),),
    "/export": (("export", PAGES, "/export"),),
    "/hidden": (("what is hidden", PAGES, "/hidden"),),
    "/problems": (("problems", PAGES, "/problems"),),
    "/activity": (("activity", PAGES, "/activity"),),
    "/agreement": (("agreement", PAGES, "/agreement"),),
    "/settings": (("settings", PAGES, "/settings"),),
}
NOT_ASKED: Mapping[str, str] = {
    "/documents/{words}/pages/{number}": "the documents that are made have no pages that look like anything",
    "/reports/{words}": "no report is made",
    "/me": "of a team",
    "/people": "of a team",
    "/people/sign-ins": "of a team",
}
