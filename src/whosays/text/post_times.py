"""When a post was made: the time that an export prints, and the one that its number holds. Values are UTC, ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_PLAIN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_X_OLD = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d? \d\d:\d\d:\d\d [+-]\d{4} \d{4}")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:$|[T\s])")
_EPOCH = datetime(1970, 1, 1)  # UTC, which "Z" says
_ZONE = re.compile(r"\s*(?:UTC|GMT|Z)$", re.IGNORECASE)

# X counts milliseconds from this moment; numbers below hold no time, they were given one after the other until November 2010.
_X_EPOCH, _X_FIRST = 1_288_834_974_657, 10**12
# Mastodon has numbered by time since autumn 2016; what decodes to an earlier or far later moment is no such number.
_MASTODON_FROM, _MASTODON_UNTIL = 1_475_000_000_000, 4_102_444_800_000
# Bluesky writes microseconds in a base-32 alphabet that sorts.
_TID = re.compile(r"[234567abcdefghij][234567a-z]{12}")
_TID_DIGITS = {char: value for value, char in enumerate("234567abcdefghijklmnopqrstuvwxyz")}
_BLUESKY_FROM = 1_640_995_200_000


def to_utc(printed: str) -> str | None:
    """Return a printed moment in UTC, to the second; None where it cannot be read, or says no time zone."""
    if _PLAIN.fullmatch(printed):
        return f"{printed[:19]}Z" if _parsed(printed) else None
    if _SECONDS.fullmatch(printed):
        return from_milliseconds(int(printed) if len(printed) > 11 and "." not in printed else int(float(printed) * 1000))
    if _X_OLD.fullmatch(printed):
        try:
            return _shown(datetime.strptime(printed, "%a %b %d %H:%M:%S %z %Y"))
        except ValueError:
            return None
    return _shown(_parsed(_ZONE.sub("+00:00", printed.strip())))


def to_day(printed: str) -> str | None:
    """Return the day of a printed moment (EDTF), in UTC where it says its zone, else as printed; None for no ISO date."""
    if moment := to_utc(printed):
        return moment[:10]
    found = _DAY.match(printed.strip())
    if found is None or _parsed(found[0][:10]) is None:
        return None
    return found[0][:10]


def from_milliseconds(value: int) -> str | None:
    """Return the moment of a count of milliseconds since 1970, None outside of the calendar."""
    try:
        return (_EPOCH + timedelta(milliseconds=value)).isoformat(timespec="seconds") + "Z"
    except OverflowError:
        return None


def time_in_number(network: str, number: str) -> str | None:
    """Return the moment that a post's number holds, None for a network or a number that holds none."""
    if network == "x" and number.isdecimal() and number.isascii() and len(number) < 20 and int(number) >= _X_FIRST:
        return from_milliseconds((int(number) >> 22) + _X_EPOCH)
    if network == "mastodon" and number.isdecimal() and number.isascii() and len(number) < 20:
        since = int(number) >> 16
        return from_milliseconds(since) if _MASTODON_FROM <= since < _MASTODON_UNTIL else None
    if network == "bluesky" and _TID.fullmatch(number):
        value = 0
        for char in number:
            value = value << 5 | _TID_DIGITS[char]
        since = (value >> 10) // 1000
        return from_milliseconds(since) if since >= _BLUESKY_FROM else None
    return None


def seconds_between(one: str, other: str) -> float:
    """Return how far apart two moments are, both as `to_utc` returns them."""
    return abs((datetime.fromisoformat(one) - datetime.fromisoformat(other)).total_seconds())


def _parsed(printed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(printed)
    except ValueError:
        return None


def _shown(moment: datetime | None) -> str | None:
    if moment is None or moment.tzinfo is None:
        return None
    try:
        return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    except OverflowError:
        return None
