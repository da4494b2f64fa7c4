"""Rules for Arabic expressions that rest on the document's date, and for decades, quarters, seasons and feasts."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.calendars import month_span, nth_weekday
from whosays.text.date_counted import back_or_on, lies, near_month_day
from whosays.text.date_reading import Meaning, Parts, Rule, interval, mean, mean_rule, shift_month
from whosays.text.date_relative import moved
from whosays.text.date_rules import rule_beside
from whosays.text.date_words import day_number, either, months, plain, rule_days, words
from whosays.text.edtf import bounds, make_date

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope

_START = r"(?:(?<!\w)(?<!\d[.,/-])|(?<=\bو)|(?<=\bب)|(?<=\bل)|(?<=\bف))"
STEPS = {
    plain(word): by
    for by, row in {
        0: "هذا هذه الحالي الحالية الجاري الجارية الراهن الراهنة",
        -1: "الماضي الماضية الفائت الفائتة السابق السابقة المنصرم المنصرمة الأخير الأخيرة",
        1: "المقبل المقبلة القادم القادمة التالي التالية الجاي الآتي الآتية",
    }.items()
    for word in row.split()
}
_SURE = {
    word: by for word, by in STEPS.items() if word not in {plain("الأخير"), plain("الأخيرة"), plain("التالي"), plain("التالية")}
}
# Singular, plural and accusative; the dual is a word of its own and counts two.
_UNITS = {
    plain(word): unit
    for unit, row in {
        "day": "يوم يوما أيام",
        "week": "أسبوع أسبوعا أسابيع",
        "month": "شهر شهرا أشهر شهور",
        "year": "عام عاما أعوام سنة سنوات سنين",
        "decade": "عقد عقدا عقود",
    }.items()
    for word in row.split()
}
_PAIRS = {
    plain(word): unit
    for unit, row in {
        "day": "يومين يومان", "week": "أسبوعين أسبوعان", "month": "شهرين شهران", "year": "عامين عامان سنتين سنتان",
        "decade": "عقدين عقدان",
    }.items()
    for word in row.split()
}  # fmt: skip
_NTH = {plain(word): n for n, row in {
    1: "الأول الأولى", 2: "الثاني الثانية", 3: "الثالث الثالثة", 4: "الرابع الرابعة", -1: "الأخير الأخيرة",
}.items() for word in row.split()}  # fmt: skip
_WHOLE = {"العام": "year", "السنه": "year", "الشهر": "month", "الاسبوع": "week"}
# A verb of the future before the day ("سيفتتح", "سوف"), or words for a plan.
_AHEAD = re.compile(r"(?<!\w)و?(?:سوف|س[یتنا]\w{2,}|المقرر|المزمع|یعتزم|تعتزم)(?!\w)")
_SENTENCE = 400  # characters: how far back a sentence is read for its tense
_STOP = re.compile(r"[.!?؟؛]\s")


def _word(match: Match[str], group: str) -> str:
    return " ".join(match[group].split())


def looks_ahead(text: str, start: int) -> bool:
    """Ask whether the sentence before a place speaks of the future."""
    floor = max(0, start - _SENTENCE)
    stops = [stop.end() for stop in _STOP.finditer(text, floor, start)]
    return _AHEAD.search(text, stops[-1] if stops else floor, start) is not None


def _count(text: str | None) -> int:
    if not text:
        return 1
    folded = " ".join(text.split())
    return int(folded) if folded.isdigit() else words("number", "ar").get(folded, 0)


def _spell(text: str) -> dict[str, int]:
    """Return unit → count of a spell of time ("شهر و21 يوما")."""
    spell: dict[str, int] = {}
    for found in _pieces().finditer(text):
        pair = found["pair"]
        spell[_PAIRS[pair] if pair else _UNITS[found["unit"]]] = 2 if pair else _count(found["n"])
    return spell


@lru_cache(maxsize=1)
def _pieces() -> re.Pattern[str]:
    number = either(*words("number", "ar"))
    return re.compile(rf"(?:(?P<pair>{either(*_PAIRS)})|(?:(?P<n>\d{{1,3}}|{number})\s*)?(?P<unit>{either(*_UNITS)}))(?!\w)")


def _read_away(match: Match[str], scope: Scope) -> Meaning:
    """Read "قبل يومين", "بعد ثلاثة أسابيع من الآن": a day for days, about it for weeks, a month or year for the longer ones."""
    spell, day = _spell(match["spell"] or match.groupdict().get("since") or ""), scope.base_day
    sign = 1 if match.groupdict().get("hence") else -1
    years = sign * (spell.get("year", 0) + 10 * spell.get("decade", 0))
    if not any(spell.values()):
        return lies(None)
    if "day" not in spell and "week" not in spell:
        base = scope.base
        if base.year is None or ("month" in spell and base.month is None):
            return lies(None)
        if "month" not in spell:
            value = make_date(base.year + years)
            about = "decade" in spell or (years <= -20 and years % 10 == 0)  # "four hundred years ago" is about then
            return lies(f"{value}~" if about and value else value)
        return lies(make_date(*shift_month(base.year, base.month or 1, years * 12 + sign * spell["month"])))
    if day is None:
        return lies(None)
    far = back_or_on(day, years, sign * spell.get("month", 0), sign * (spell.get("day", 0) + 7 * spell.get("week", 0)))
    return lies(far.isoformat() + ("" if "day" in spell else "~") if far else None)


def _read_weekday(match: Match[str], scope: Scope) -> Meaning:
    """Read "يوم الثلاثاء": the nearest that is not after the document, in a sentence about the future the next to come."""
    day = scope.base_day
    if day is None:
        return lies(None)
    away = (words("weekday", "ar")[_word(match, "wd")] - day.isoweekday()) % 7
    return lies(day + timedelta(days=away if not away or looks_ahead(scope.text, match.start()) else away - 7))


def _read_weekday_of_week(match: Match[str], scope: Scope) -> Meaning:
    """Read "الجمعة من الأسبوع المقبل", "هذا الأسبوع يوم السبت"."""
    day = scope.base_day
    if day is None:
        return lies(None)
    by = STEPS[match["step"] or match["step2"] or match["step3"] or match["step4"]]
    weekday = words("weekday", "ar")[_word(match, "wd" if match["wd"] else "wd2")]
    return lies(day + timedelta(days=weekday - day.isoweekday() + 7 * by))


def _read_day_of_month(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "العشرين من الشهر المقبل", "من 4 إلى 22 من هذا الشهر"."""
    month = moved("month", STEPS[match["step"] or match["step2"]], scope)
    numbers = [day_number(match[group]) for group in ("d", "d2") if match.groupdict().get(group)]
    if any(not 1 <= number <= 31 for number in numbers):
        return None
    if month is None:
        return lies(None)
    days = [make_date(int(month[:4]), int(month[5:]), number) for number in numbers]
    if None in days:
        return Meaning(value=None, kind="relative", needs_base=True, problem="impossible-date")
    return lies("/".join(day for day in days if day))


def _read_rule_of_month(match: Match[str], scope: Scope) -> Meaning:
    """Read "آخر اثنين من الشهر المقبل"."""
    month = moved("month", STEPS[match["step"] or match["step2"]], scope)
    span = month_span("gregorian", int(month[:4]), int(month[5:])) if month else None
    nth = words("ordinal", "ar")[_word(match, "nth")]
    return lies(nth_weekday(span, nth, words("weekday", "ar")[_word(match, "wd")]) if span else None)


def _read_near_month(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "سبتمبر الماضي", "هذا شباط": the nearest that is over or to come."""
    calendar, number = months("ar")[_word(match, "m")]
    step, base = STEPS[match["step"]], scope.base
    if calendar != "gregorian":
        return None
    if base.year is None or (step and base.month is None):
        return lies(None)
    by = (-1 if number >= (base.month or 0) else 0) if step < 0 else (1 if number <= (base.month or 0) else 0) if step else 0
    return lies(make_date(base.year + by, number))


def _read_month(match: Match[str], scope: Scope) -> Meaning:
    """Read "في شهر مارس": the nearest."""
    calendar, number = months("ar")[_word(match, "m")]
    meaning = mean(Parts(calendar=calendar, month=number), scope, ahead=looks_ahead(scope.text, match.start()) or None)
    return Meaning(value=meaning.value, kind="relative", needs_base=True, parts=meaning.parts)


def _year(match: Match[str], scope: Scope) -> tuple[int | None, bool]:
    """Return the year that is printed or said ("هذا العام"), and whether it rests on the document."""
    if match["y"]:
        return int(match["y"]), False
    year = moved("year", STEPS[match["step"] or match["step2"]], scope)
    return int(year) if year else None, True


def _read_quarter(match: Match[str], scope: Scope) -> Meaning:
    """Read "الربع الثالث من عام 2016", "النصف الأول من هذا العام"."""
    year, rests = _year(match, scope)
    length, most = (3, 4) if match["part"] == plain("الربع") else (6, 2)
    number = _NTH[match["nth"]] if _NTH[match["nth"]] > 0 else most
    kind = "relative" if rests else "interval"
    if year is None or number > most:
        return Meaning(value=None, kind="relative", needs_base=rests)
    value = f"{year:04}-{number * length - length + 1:02}/{year:04}-{number * length:02}"
    return Meaning(value=value, kind="relative" if kind == "relative" else "interval", needs_base=rests)


def _read_season(match: Match[str], _: Scope) -> Meaning:
    return Meaning(value=f"{match['y']}-{words('season', 'ar')[match['season']]}")


def _read_decade(match: Match[str], _: Scope) -> Meaning:
    """Read "سبعينيات القرن الماضي", as "the ’70s": of the twentieth century, where no other is named."""
    century = words("century", "ar")[_word(match, "c")] - 1 if match["c"] else 19
    return Meaning(value=f"{century:02}{words('decade', 'ar')[match['decade']]}X")


def _read_century(match: Match[str], _: Scope) -> Meaning:
    return Meaning(value=f"{words('century', 'ar')[_word(match, 'c')] - 1:02}XX")


def _read_part(match: Match[str], scope: Scope) -> Meaning:
    """Read "أوائل مارس 2020", "أواخر العام الماضي": within the month or year, nearer it is not known."""
    if match["m"]:
        calendar, number = months("ar")[_word(match, "m")]
        year = int(match["my"]) if match["my"] else None
        meaning = mean(Parts(calendar=calendar, year=year, month=number), scope)
        return Meaning(value=meaning.value, kind="approximate", needs_base=meaning.needs_base)
    if match["y"]:
        return Meaning(value=make_date(int(match["y"])), kind="approximate")
    value = moved(_WHOLE[match["unit"]], STEPS[match["step"]], scope)
    return Meaning(value=value, kind="relative", needs_base=True)


def _read_last_day(match: Match[str], scope: Scope) -> Meaning:
    calendar, number = months("ar")[_word(match, "m")]
    meaning = mean(Parts(calendar=calendar, year=int(match["y"]) if match["y"] else None, month=number), scope)
    span = bounds(meaning.value) if meaning.value else None
    return Meaning(value=span[1].isoformat() if span and span[1] else None, needs_base=meaning.needs_base)


def _read_weekday_and_day(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "الخميس 21": the month near the document in which that day is a Thursday."""
    number = day_number(match["d"])
    weekday = words("weekday", "ar")[_word(match, "wd")]
    return lies(near_month_day(number, scope, weekday=weekday)) if 1 <= number <= 31 else None


def _read_stretch(match: Match[str], scope: Scope) -> Meaning:
    """Read "الأشهر الثلاثة القادمة", "آخر 3 سنوات": a stretch that ends or begins at the document."""
    unit = _PAIRS[match["pair"]] if match["pair"] else _UNITS[match["unit"] or match["unit2"]]
    count = 2 if match["pair"] else _count(match["n"] or match["n2"])
    step = STEPS[match["step"]] if match["step"] else -1
    if unit == "decade":
        unit, count = "year", count * 10
    day = scope.base_day
    if unit in ("year", "month"):
        far, near = moved(unit, step * count, scope), moved(unit, 0, scope)
    else:
        far = (day + timedelta(days=step * count * (7 if unit == "week" else 1))).isoformat() if day else None
        near = day.isoformat() if day else None
    if far is None or near is None or not count or not step:
        return lies(None)
    return lies(interval(far, near) if step < 0 else interval(near, far))


def _read_feast(match: Match[str], scope: Scope) -> Meaning:
    rule = rule_days("ar")[_word(match, "name")]
    if match["y"]:
        return mean_rule(rule, int(match["y"]), needs_base=False)
    return rule_beside(rule, STEPS.get(match["step"] or "", 0), scope)


@lru_cache(maxsize=1)
def arabic_relative_rules() -> tuple[Rule, ...]:
    """Return the rules."""
    day_word, number = (either(*words(kind, "ar")) for kind in ("day", "number"))
    weekday = either(*[word for word in words("weekday", "ar") if word.startswith("ال")])  # "أحد" is "one" as well
    step = either(*_SURE)
    this, month = r"(?P<step2>هذا|هذه)", rf"(?P<m>{either(*words('gregorian', 'ar'))})"
    months_too = either(*months("ar"))
    any_month = rf"(?P<m>{either(*months('ar'))})"
    day = rf"(?:(?:یوم|الیوم|ال)\s*)?(?P<d>\d{{1,2}}|{day_word})"
    year = r"(?P<y>1[5-9]\d\d|20\d\d)(?!\d)"
    piece = rf"(?:{either(*_PAIRS)}|(?:(?:\d{{1,3}}|{number})\s*)?{either(*_UNITS)})(?!\w)"
    spell = rf"(?P<spell>{piece}(?:\s*(?:،|,|و)\s*{piece}){{0,4}})(?!\s*\d)"  # "منذ عام 2007" is a year
    of_year = rf"(?:\s+من)?\s+(?:(?:(?:عام|العام|سنه)\s+)?{year}|{this}\s+(?:العام|السنه)|(?:العام|السنه)\s+(?P<step>{step}))"
    month_now = rf"(?:\s+من|\s+فی)?\s+(?:{this}\s+الشهر|الشهر\s+(?P<step>{step}))"
    units, many, now = (
        either(*_UNITS),
        either(*map(plain, ("أيام", "أسابيع", "أشهر", "شهور", "سنوات", "أعوام", "عقود"))),
        plain("الآن"),
    )
    centuries = either(*words("century", "ar"))
    names = either(*rule_days("ar"))
    table = {
        "ar-ago": (rf"قبل\s+{spell}(?:\s+من\s+{now}|(?!\s+من\s))|منذ\s+{spell.replace('spell', 'since')}", _read_away),
        "ar-hence": (rf"بعد\s+{spell}\s+(?P<hence>من\s+(?:{now}|الیوم))", _read_away),
        "ar-weekday": (rf"(?:یوم|مساء|صباح|ظهر|لیله|فجر)\s+(?P<x>(?P<wd>{weekday}))(?!\w)", _read_weekday),
        "ar-weekday-of-week": (
            rf"(?:(?:یوم\s+)?(?P<wd>{weekday})\s+(?:من\s+|فی\s+)?(?:(?P<step>هذا)\s+الاسبوع|الاسبوع\s+(?P<step2>{step}))"
            rf"|(?:(?P<step3>هذا)\s+الاسبوع|الاسبوع\s+(?P<step4>{step}))\s+(?:یوم\s+)?(?P<wd2>{weekday}))(?!\w)",
            _read_weekday_of_week,
        ),
        "ar-day-of-month": (
            rf"(?:من\s+)?{day}(?:\s*(?:-|الی|حتی|و)\s*(?P<d2>\d{{1,2}}|{day_word}))?{month_now}(?!\w)", _read_day_of_month,
        ),
        "ar-rule-of-month": (
            rf"(?P<nth>{either(*words('ordinal', 'ar'))})\s+(?:یوم\s+)?(?P<wd>{weekday}){month_now}(?!\w)", _read_rule_of_month,
        ),
        "ar-near-month": (rf"(?:شهر\s+)?{month}\s+(?P<step>{step})(?!\w)", _read_near_month),
        "ar-this-month": (rf"(?P<step>هذا)\s+(?:شهر\s+)?{month}(?!\w)", _read_near_month),
        "ar-month-in": (
            rf"(?:(?:خلال|فی|منذ|حتی|طوال|قبل|بعد)\s+(?:شهر\s+)?|شهر\s+)(?P<x>{month})"
            rf"(?!\w|\s*\d|\s*(?:و|/|-|،)\s*{months_too})",
            _read_month,
        ),
        "ar-quarter": (rf"(?P<part>الربع|النصف)\s+(?P<nth>{either(*_NTH)}){of_year}(?!\w)", _read_quarter),
        "ar-season": (
            rf"(?P<season>{either(*words('season', 'ar'))})\s+(?:من\s+)?(?:عام\s+|العام\s+|سنه\s+)?{year}", _read_season,
        ),
        "ar-decade": (
            rf"(?:عقد\s+)?(?P<decade>{either(*words('decade', 'ar'))})"
            rf"(?:\s+(?:من\s+)?القرن\s+(?:(?P<c>{centuries})|الماضی))?(?!\w)",
            _read_decade,
        ),
        "ar-century": (rf"القرن\s+(?P<c>{centuries})(?!\w)(?!\s+(?:قبل|الهجری))", _read_century),
        "ar-part": (
            rf"{either(*map(plain, ('أوائل', 'مطلع', 'مستهل', 'بداية', 'منتصف', 'أواسط', 'أواخر', 'نهاية', 'ختام')))}\s+"
            rf"(?:(?:شهر\s+)?{any_month}(?:\s+(?:من\s+)?(?:عام\s+|سنه\s+)?(?P<my>1[5-9]\d\d|20\d\d)(?:\s?م)?)?|(?:عام|العام|سنه)\s+{year}"
            rf"|(?P<unit>العام|السنه|الشهر|الاسبوع)\s+(?P<step>{step}))(?!\w)",
            _read_part,
        ),
        "ar-last-day": (
            rf"(?:{plain('آخر')}\s+یوم|الیوم\s+الاخیر)\s+(?:من\s+|فی\s+)?(?:شهر\s+)?{any_month}"
            rf"(?:\s+(?:من\s+)?(?:عام\s+|سنه\s+)?{year})?(?!\w)",
            _read_last_day,
        ),
        "ar-weekday-day": (
            rf"(?:یوم\s+)?(?P<wd>{weekday})\s+(?:فی\s+)?(?P<d>\d{{1,2}}(?!\d|\s*[:./-]))"
            rf"(?!\s*(?:من\s+)?(?:شهر\s+)?{either(*months('ar'))})(?!\s*(?:{units})(?!\w))",
            _read_weekday_and_day,
        ),
        "ar-stretch": (
            rf"(?:ال(?:(?P<unit>{many})\s+ال(?P<n>{number})|(?P<pair>{either(*_PAIRS)}))\s+(?P<step>{step})"
            rf"|{plain('آخر')}\s+(?P<n2>\d{{1,3}}|{number})\s+(?P<unit2>{units}))(?!\w)",
            _read_stretch,
        ),
        "ar-feast": (
            rf"(?P<name>{names})(?!\w)(?:\s+(?:من\s+)?(?:عام\s+|العام\s+|سنه\s+|لعام\s+)?(?:{year}|(?P<step>{step})))?",
            _read_feast,
        ),
    }  # fmt: skip
    return tuple(Rule(name, re.compile(_START + pattern), read) for name, (pattern, read) in table.items())
