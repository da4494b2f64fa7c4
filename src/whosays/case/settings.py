"""The settings of a case: one table of name, default and help, from which command line and docs are made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError
from whosays.read.reading import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.capture.web import WebSettings
    from whosays.records import CaptureId


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a setting is called, what holds until somebody sets it, and what it does, for users."""

    name: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="accounts",
        default="",
        help="Accounts of social networks that are sources of this case: their handles, parted by commas. Posts of other"
        " accounts in an export are counted, and neither kept nor named: most of them belong to private persons.",
    ),
    Setting(
        name="all-accounts",
        default="no",
        help="`yes` keeps the posts of every account in an export, with the handles. Say so only where all of them speak in"
        " public office, or have agreed; you are answerable for what is kept of private persons.",
    ),
    Setting(
        name="claims-endpoint",
        default="",
        help="The address of a language model behind an OpenAI-compatible endpoint (`http://127.0.0.1:8080/v1`), for `whosays"
        " propose`. Without TLS (http) it must be on this machine. Empty: none. Setting it puts send-text back to `no`.",
    ),
    Setting(
        name="claims-model",
        default="",
        help="What the model is called there.",
    ),
    Setting(
        name="claims-time-limit",
        default="120",
        help="Seconds that the endpoint has for its answer about one passage, new tries included.",
    ),
    Setting(
        name="ocr-languages",
        default="",
        help="Languages to recognise text in, by Tesseract's names, parted by commas (`eng,ara`). Empty: all installed ones.",
    ),
    Setting(
        name="ocr-pages",
        default="100",
        help="How many pages without a text layer are recognised in one document at most; each takes some seconds.",
    ),
    Setting(
        name="send-text",
        default="no",
        help="`yes` lets `whosays propose` send the text of this case's documents, passage by passage, to the server of"
        " claims-endpoint, and to nobody else. Whoever runs that server can read the text and keep it. Say so only where your"
        " sources and the law let you.",
    ),
    Setting(
        name="stamp-server",
        default="",
        help="The address of a time-stamp server (RFC 3161) that signs the hash of what each visit to the web brought. It"
        " learns nothing but that hash, and when. Empty: no time stamps. Needs `whosays[timestamp]`.",
    ),
    Setting(
        name="web-authorities",
        default="",
        help="A file of certificates (PEM) to trust beside the usual ones, for sites with a certificate of their own house.",
    ),
    Setting(
        name="web-delay",
        default="2",
        help="Seconds between two visits to one host. A longer delay that its robots.txt asks for goes first.",
    ),
    Setting(
        name="web-robots",
        default="obey",
        help="`obey` leaves alone what a site's robots.txt closes to programs; `ignore` captures it all the same. Say so only"
        " where the law and the public interest let you; the WARC file of each visit says which it was.",
    ),
    Setting(
        name="web-time-limit",
        default="180",
        help="Seconds for one visit to the web, redirects and new tries included.",
    ),
    Setting(
        name="web-user-agent",
        default="",
        help="What whosays calls itself to web servers; robots.txt is read for it. Empty: its name, version and page.",
    ),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}
_SECONDS = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,3})?")
# A table's columns are told for one capture; such settings have no row in the table above.
_COLUMNS = "columns/"


class NoSuchSetting(WhosaysError):
    """There is no setting of that name."""

    code = "no-such-setting"

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no setting {name!r}; there are {', '.join(_BY_NAME)}")


class BadSetting(WhosaysError):
    """A setting cannot have that value."""

    code = "bad-setting"

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name} cannot be {value!r}: it takes {wanted}")


def check_setting(name: str, value: str) -> str:
    """Return the value as it is kept. Raises NoSuchSetting or BadSetting."""
    if name not in _BY_NAME:
        raise NoSuchSetting(name)
    value = value.strip()
    if name in ("all-accounts", "send-text") and value not in ("yes", "no"):
        raise BadSetting(name, value, "`yes` or `no`")
    if name == "ocr-pages" and not (value.isdecimal() and len(value) < 7):
        raise BadSetting(name, value, "a number of pages")
    if name == "web-robots" and value not in ("obey", "ignore"):
        raise BadSetting(name, value, "`obey` or `ignore`")
    if name in ("claims-time-limit", "web-delay", "web-time-limit") and not _SECONDS.fullmatch(value):
        raise BadSetting(name, value, "a number of seconds")
    if name == "web-user-agent" and not (value.isascii() and value.isprintable()):
        raise BadSetting(name, value, "plain letters, as HTTP wants them")
    if name == "claims-endpoint" and value:
        return _read_endpoint(value)
    if name == "stamp-server" and value and not value.startswith(("http://", "https://")):
        raise BadSetting(name, value, "an address that begins with http:// or https://")
    if name in ("accounts", "ocr-languages"):
        return ",".join(_listed(value))
    return value


def changed_with(name: str) -> dict[str, str]:
    """Return the settings that take a value of their own when a setting is set: who agreed to one server agreed to no other."""
    return {"send-text": "no"} if name == "claims-endpoint" else {}


def setting_of(settings: Mapping[str, str], name: str) -> str:
    """Return what holds for a setting: what somebody set, or its default."""
    return settings.get(name, _BY_NAME[name].default)


def columns_name(capture: CaptureId) -> str:
    """Return the name of the setting that says what is in the columns of a table."""
    return f"{_COLUMNS}{capture}"


def read_options(settings: Mapping[str, str], capture: CaptureId) -> ReadOptions:
    """Return what the settings of a case wish of reading a capture."""
    told = settings.get(columns_name(capture), "")
    return ReadOptions(
        accounts=frozenset(handle.lstrip("@").casefold() for handle in _listed(setting_of(settings, "accounts"))),
        all_accounts=setting_of(settings, "all-accounts") == "yes",
        columns=read_columns(told),
        ocr_languages=tuple(_listed(setting_of(settings, "ocr-languages"))),
        ocr_pages=int(setting_of(settings, "ocr-pages")),
    )


def web_settings(settings: Mapping[str, str]) -> WebSettings:
    """Return how the settings of a case wish the web to be asked."""
    from whosays.capture.web import WebSettings

    return WebSettings(
        user_agent=setting_of(settings, "web-user-agent"),
        obey_robots=setting_of(settings, "web-robots") == "obey",
        delay=float(setting_of(settings, "web-delay")),
        time_limit=float(setting_of(settings, "web-time-limit")),
        authorities=setting_of(settings, "web-authorities") or None,
        stamp_server=setting_of(settings, "stamp-server") or None,
    )


def read_columns(words: str) -> tuple[tuple[str, str], ...]:
    """Read "name=Organisation,country=Land" into pairs of field and heading. Raises BadSetting."""
    pairs = []
    for part in _listed(words):
        field, equals, heading = part.partition("=")
        if not equals or not field.strip() or not heading.strip():
            raise BadSetting("columns", part, "pairs of a field and a heading, such as `name=Organisation,country=Land`")
        pairs.append((field.strip(), heading.strip()))
    return tuple(pairs)


def _read_endpoint(value: str) -> str:
    from whosays.capture.endpoint import BadEndpoint, check_url

    try:
        check_url(value)
    except BadEndpoint as error:
        raise BadSetting("claims-endpoint", value.partition("?")[0], f"another address ({error.why})") from error
    return value


def _listed(words: str) -> Iterable[str]:
    return [part for each in words.split(",") if (part := each.strip())]
