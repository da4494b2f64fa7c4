"""The day that an address gives itself, as news sites write it: ".../2019/10/10/...", "...-2019-10-10"."""

from __future__ import annotations

import re

from whosays.text.edtf import make_date

_DAY = re.compile(r"(?<![0-9])((?:19|20)\d\d)([/-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![0-9])")


def day_in_url(url: str) -> str | None:
    """Return the one day that the path of an address holds (EDTF), None where it holds none, or two that differ."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    days = {make_date(int(year), int(month), int(day)) for year, _, month, day in _DAY.findall(f"/{path}")} - {None}
    return days.pop() if len(days) == 1 else None
