import contextlib
import json
import random
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.exports import (
    PRIVATE,
    TABLE,
    bluesky_feed,
    bluesky_number,
    mastodon_number,
    mastodon_outbox,
    mastodon_statuses,
    telegram_chat,
    x_archive,
    x_number,
    x_old,
    x_page,
)

from whosays.anchors import Cutter, anchors_of
from whosays.line import read_and_extract
from whosays.plugins import Reader
from whosays.read.posts_table import PostTableReader
from whosays.read.reading import Reading, ReadOptions, UnreadableDocument
from whosays.read.social import SocialReader
from whosays.records import Capture, CaptureId, Link, Mention, Problem, Source

Capturing = Callable[..., Capture]

OWN = frozenset(("riverwatch", "riverwatch@arne.example", "riverwatch.example", "river watch"))
NAMED = ReadOptions(accounts=OWN)
ALL = ReadOptions(all_accounts=True)


def read(
    value: object, options: ReadOptions = NAMED, name: str = "export.json", reader: Reader | None = None
) -> tuple[list[Reading], list[Problem]]:
    """Return the readings and problems of an export."""
    raw = value if isinstance(value, bytes) else json.dumps(value, indent=1).encode()
    capture = Capture(id=CaptureId("c" * 64), name=name, size=len(raw), media_type="", method="file", fetched_at="")
    reader = reader or SocialReader()
    assert reader.reads(capture, raw[:4096])
    found = reader(capture, raw, options)
    assert not isinstance(found, Reading)
    readings, problems = [], []
    for item in found:
        if isinstance(item, Reading):
            readings.append(item)
            cutter = Cutter(item.document)
            assert all(cutter.check(anchor) for record in (*item.passages, *item.found) for anchor in anchors_of(record))
        elif isinstance(item, Problem):
            problems.append(item)
    return readings, problems


def zones(reading: Reading) -> list[tuple[str, str | None, str]]:
    return [(passage.zone, passage.author or passage.number, passage.pieces[0].text) for passage in reading.passages]


def links(reading: Reading) -> list[tuple[str, str, str]]:
    """Return kind, words and target of each link."""
    sources = {record.id: record for record in reading.found if isinstance(record, Source)}
    found: list[tuple[str, str, str]] = []
    for link in reading.found:
        if isinstance(link, Link):
            assert link.a == reading.document.id
            source = next(source for key, source in sources.items() if key == link.b)
            found.append((link.kind, " ".join(at.text for at in link.evidence), source.name or source.url or ""))
    return found


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_page_of_x_gives_a_document_a_post() -> None:
    readings, problems = read(x_page())
    first, repeated, long = readings
    assert first.document.name == f"export.json#{x_number()}"
    assert first.document.text == "The weir is closed & the salmon wait. #OpenTheWeirs @oxlip https://t.co/abc\nA closed weir\n"
    assert (first.document.author, first.document.date, first.document.languages) == ("RiverWatch", "2031-03-04", ("en",))
    assert first.document.url == f"https://x.com/RiverWatch/status/{x_number()}"
    post = first.document.post
    assert post
    assert (post.network, post.number, post.account) == ("x", x_number(), "RiverWatch")
    assert (post.posted, post.posted_by_id) == ("2031-03-04T09:30:00Z", "2031-03-04T09:30:00Z")
    assert zones(first)[1:] == [("caption", None, "A closed weir")]
    assert links(first) == [
        ("links_to", "https://t.co/abc", "https://arne.example/r"),
        ("replies_to", "", "x:77"),
        ("quotes", "", "x:78"),
    ]
    assert zones(repeated) == [
        ("paragraph", None, "RT @oxlip:"),
        ("quote_block", "oxlip", "Our demands:"),
        ("quote_block", "oxlip", "1. Open the weirs"),
        ("quote_block", "oxlip", "2. Count"),
    ]
    assert links(repeated) == [("reposts", "", f"x:{x_number(-5)}")]
    assert zones(long) == [
        ("paragraph", None, "We say:"),
        ("list_item", "1", "Open the weirs."),
        ("list_item", "•", "Count the fish."),
    ]
    assert [(p.code, p.message) for p in long.problems] == [
        ("post-time-against-id", "the export gives 2031-03-04T11:00:00Z, the number of the post 2031-03-04T09:30:00Z")
    ]
    assert [(p.code, p.message) for p in problems] == [
        (
            "posts-not-kept",
            "export.json: counted and not kept: 2 posts of 2 accounts not named as a source;"
            " to keep them, name the account as a source, or ask for all accounts",
        )
    ]


def test_lines_of_x_are_read_one_by_one_and_a_broken_one_costs_itself() -> None:
    page = x_page()
    tweets = page["data"]
    assert isinstance(tweets, list)
    lines = [json.dumps({**tweet, "author": {"username": "RiverWatch"}}).encode() for tweet in tweets[:2]]
    readings, problems = read(b"\n".join([lines[0], b'{"id": "1", "te', b"", lines[1], lines[0]]), name="x.jsonl")
    assert [reading.document.post.number for reading in readings if reading.document.post] == [x_number(), x_number(1)]
    assert codes(problems) == ["broken-line"]
    assert "line 2 is no JSON" in problems[0].message


def test_pages_of_x_may_stand_one_a_line() -> None:
    raw = json.dumps(x_page()).encode()
    readings, problems = read(raw + b"\n" + raw + b"\n", name="pages.jsonl")
    assert (len(readings), codes(problems)) == (3, ["posts-not-kept"])


def test_the_older_form_of_x_hides_the_handle_in_addresses_of_posts_of_others() -> None:
    readings, _ = read(x_old())
    assert codes(readings[0].problems) == ["post-links-not-kept"]
    assert [links(reading) for reading in readings] == [
        [
            ("links_to", "https://t.co/a", "https://x.com/i/status/55"),
            ("links_to", "https://t.co/a", "https://arne.example/r"),
            ("replies_to", "", "x:77"),
        ]
    ]
    kept = links(read(x_old(), ALL)[0][0])
    assert kept[0][2] == f"https://twitter.com/{PRIVATE}/status/55"


def test_a_link_to_an_account_that_the_post_names_is_kept() -> None:
    (post, *_), more = x_old(), " https://t.co/a" * 3
    for words, kept in ((f"See @{PRIVATE}{more}", 2), (f"See @{PRIVATE}8{more}", 1)):
        (reading,), _ = read([{**post, "full_text": words, "in_reply_to_status_id_str": None}])
        assert len([each for each in links(reading) if PRIVATE in each[2] or "status/55" in each[2]]) == kept


def test_an_archive_of_an_account_is_told_by_the_addresses_of_its_own_pictures() -> None:
    readings, _ = read(x_archive(), name="tweets.js")
    assert [reading.document.author for reading in readings] == ["RiverWatch"]
    readings, problems = read(x_archive(with_picture=False), name="tweets.js")
    assert (readings, codes(problems)) == ([], ["posts-not-kept"])
    assert "1 post whose account the export does not say" in problems[0].message
    assert [reading.document.author for reading in read(x_archive(with_picture=False), ALL, "tweets.js")[0]] == [None]


@pytest.mark.parametrize(
    ("part", "code"),
    [("direct_messages", "private-not-read"), ("deleted", "unknown-kind"), ("ad_x", "private-not-read")],
)  # fmt: skip
def test_other_parts_of_an_archive_are_not_read(part: str, code: str) -> None:
    readings, problems = read(f'window.YTD.{part}.part0 = [{{"x": "secret"}}]'.encode(), ALL, f"{part}.js")
    assert (readings, codes(problems)) == ([], [code])
    assert "secret" not in problems[0].message


def test_an_outbox_of_mastodon() -> None:
    (post, repeated), problems = read(mastodon_outbox(), name="outbox.json")
    assert post.document.text == (
        "rivers\n\nThe weir: https://arne.example/r\nAsk @jo\n\n#OpenTheWeirs\n\nOpen it\n\n1. Gates\n2. Fish\nA closed weir\n"
    )
    assert (post.document.author, post.document.date) == ("riverwatch@arne.example", "2031-03-04")
    assert post.document.url == f"https://arne.example/@riverwatch/{mastodon_number()}"
    assert post.document.post
    assert post.document.post.posted_by_id == "2031-03-04T09:30:00Z"
    assert [zone for zone, _, _ in zones(post)] == [
        "paragraph", "paragraph", "paragraph", "paragraph", "quote_block", "list_item", "list_item", "caption",
    ]  # fmt: skip
    assert links(post) == [
        ("links_to", "https://arne.example/r", "https://arne.example/r"),
        ("replies_to", "", "mastodon:x.example/5"),
    ]
    assert (repeated.document.text, repeated.passages) == ("", ())
    assert links(repeated) == [("reposts", "", "mastodon:x.example/9")]
    assert codes(problems) == ["private-not-read"]
    assert not post.problems


def test_statuses_of_mastodon() -> None:
    (post, repeated), problems = read(mastodon_statuses())
    assert zones(post) == [("paragraph", None, "Count the fish"), ("list_item", "1", "Today"), ("list_item", "2", "Tomorrow")]
    assert (post.document.author, post.document.modified) == ("riverwatch", "2031-03-06")
    assert links(post) == [("replies_to", "", "mastodon:4")]
    assert zones(repeated) == [("quote_block", None, "I swim")]
    assert links(repeated) == [("reposts", "", "mastodon:9")]
    assert codes(problems) == ["posts-not-kept", "private-not-read"]
    with_all = read(mastodon_statuses(), ALL)[0]
    assert zones(with_all[1]) == [("quote_block", f"{PRIVATE}@x.example", "I swim")]


def test_a_feed_of_bluesky() -> None:
    (post, repeated), problems = read(bluesky_feed())
    assert post.document.text == "Flüsse: arne.example/r… ja\nA fish\n"
    assert (post.document.author, post.document.date) == ("riverwatch.example", "2031-03-04")
    assert post.document.post
    assert (post.document.post.number, post.document.post.posted_by_id) == (bluesky_number(), "2031-03-04T09:30:00Z")
    assert links(post) == [
        ("links_to", "arne.example/r…", "https://arne.example/r/full"),
        ("replies_to", "", "bluesky:3kzzz"),
        ("quotes", "", "bluesky:3kqqq"),
    ]
    assert zones(repeated) == [("quote_block", None, "I only swim")]
    assert codes(problems) == ["posts-not-kept"]


def test_records_and_threads_of_bluesky() -> None:
    feed = bluesky_feed()["feed"]
    assert isinstance(feed, list)
    post = feed[0]["post"]
    records = {"records": [{"uri": post["uri"], "value": post["record"]}]}
    assert [r.document.author for r in read(records, ReadOptions(accounts=frozenset(("did:plc:own",))))[0]] == ["did:plc:own"]
    thread = {"thread": {"post": post, "replies": [{"post": feed[2]["post"], "replies": []}]}}
    assert [reading.document.author for reading in read(thread, ALL)[0]] == ["riverwatch.example", f"{PRIVATE}.example"]


def test_a_channel_of_telegram() -> None:
    (post, passed_on), problems = read(telegram_chat(), name="result.json")
    assert (post.document.name, post.document.text) == ("result.json#123/2", "Read the report #OpenTheWeirs!\n")
    assert post.document.post
    assert post.document.post.posted == "2031-03-04T09:30:00Z"
    assert links(post) == [("links_to", "the report", "https://arne.example/r"), ("replies_to", "", "telegram:123/1")]
    assert zones(passed_on) == [("quote_block", None, "I swim")]
    assert passed_on.document.date == "2031-03-04"
    assert codes(problems) == ["posts-not-kept"]


@pytest.mark.parametrize(
    "kind", ["personal_chat", "bot_chat", "private_group", "private_supergroup", "private_channel", "saved_messages", ""]
)
def test_private_chats_are_never_read(kind: str) -> None:
    for options in (NAMED, ALL):
        readings, problems = read(telegram_chat(kind), options)
        assert (readings, codes(problems)) == ([], ["private-not-read"])
    whole = {"chats": {"list": [telegram_chat(), telegram_chat(kind)]}}
    readings, problems = read(whole, ALL)
    assert (len(readings), codes(problems)) == (3, ["private-not-read"])


def test_a_table_of_posts() -> None:
    (post, later), problems = read(TABLE.encode(), name="posts.csv", reader=PostTableReader())
    assert post.document.text == "Open, now\n#OpenTheWeirs\n"
    assert post.document.post
    assert (post.document.post.network, post.document.post.posted) == ("x", "2031-03-04T09:30:00Z")
    assert (later.document.date, codes(later.problems)) == (None, ["post-time-unread"])
    assert codes(problems) == ["posts-not-kept"]


def test_a_table_of_other_things_is_none_of_posts(capture: Capturing) -> None:
    for table in (b"Name,Country\nRiver Watch,Kenya\n", b"Date,Text\n2031,a\n", b"", b"\x00\xff,"):
        assert not PostTableReader().reads(capture(table, "t.csv"), table)


@pytest.mark.parametrize(
    "value", [{"a": 1}, [], [1, 2], {}, "words", 5, None, {"data": []}, {"messages": []}, {"feed": [{"post": 1}]}]
)
def test_json_of_another_kind_is_told_to_be_none(value: object) -> None:
    readings, problems = read(value, ALL)
    assert readings == []
    assert codes(problems) in (["unknown-kind"], ["empty-document"])


@pytest.mark.parametrize("raw", [b"", b" \n", b"{", b'{"data": [', b"\x00\x01\x02", b"[" * 100_000])
def test_damaged_json_is_told(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read(raw)


@pytest.mark.parametrize(
    "raw",
    [
        json.dumps(x_page()).encode("utf-16"),
        b"\xef\xbb\xbf" + json.dumps(x_page()).encode(),
        json.dumps(x_page()).replace("salmon", "salmon \\ud83d").encode(),
        json.dumps(x_page()).encode().replace(b"salmon", b"salmon \xff"),
    ],
)
def test_any_encoding_and_half_characters_are_read(raw: bytes) -> None:
    readings, _ = read(raw)
    assert len(readings) == 3
    readings[0].document.text.encode()


EXPORTS: list[tuple[object, str]] = [
    (x_page(), "x.json"),
    (x_old(), "old.json"),
    (x_archive(), "tweets.js"),
    (mastodon_outbox(), "outbox.json"),
    (mastodon_statuses(), "statuses.json"),
    (bluesky_feed(), "feed.json"),
    (telegram_chat(), "result.json"),
    (TABLE.encode(), "posts.csv"),
]


@pytest.mark.parametrize(("value", "name"), EXPORTS)
def test_no_record_names_an_account_that_is_no_source(value: object, name: str) -> None:
    reader: Reader = PostTableReader() if name.endswith(".csv") else SocialReader()
    readings, problems = read(value, NAMED, name, reader)
    assert readings
    assert PRIVATE not in repr((readings, problems))
    assert read(value, ReadOptions(), name, reader)[0] == []
    everybody, problems = read(value, ALL, name, reader)
    assert len(everybody) >= len(readings)
    assert "posts-not-kept" not in codes(problems)


def test_posts_go_through_the_whole_line(capture: Capturing) -> None:
    raw = json.dumps(mastodon_outbox()).encode()
    outcome = read_and_extract(capture(raw, "outbox.json"), raw, options=NAMED, strict=True)
    assert len(outcome.documents) == 2
    marks = [
        (r.kind, r.at.text)
        for r in outcome.documents[0].records()
        if isinstance(r, Mention) and r.kind in ("hashtag", "handle")
    ]
    assert marks == [("handle", "@jo"), ("hashtag", "#OpenTheWeirs")]


@pytest.mark.parametrize(("value", "name"), EXPORTS)
def test_damaged_exports_are_read_or_told(value: object, name: str) -> None:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    reader: Reader = PostTableReader() if name.endswith(".csv") else SocialReader()
    capture = Capture(id=CaptureId("c" * 64), name=name, size=0, media_type="", method="file", fetched_at="")
    chance = random.Random(3)
    for turn in range(150):
        broken = bytearray(raw)
        if turn % 3 == 0:
            del broken[chance.randrange(len(broken)) :]
        for _ in range(chance.randrange(0, 8)):
            if broken:
                broken[chance.randrange(len(broken))] = chance.choice(b'{}[]",:0\\n\x00\xff1')
        with contextlib.suppress(UnreadableDocument):
            found = reader(capture, bytes(broken), ALL)
            assert not isinstance(found, Reading)
            for item in found:
                assert isinstance(item, Reading | Problem)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "data",
                    "id",
                    "text",
                    "id_str",
                    "full_text",
                    "tweet",
                    "type",
                    "orderedItems",
                    "object",
                    "content",
                    "account",
                    "acct",
                    "feed",
                    "post",
                    "uri",
                    "record",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(_JSON)
def test_any_json_is_read_or_told(value: object) -> None:
    with contextlib.suppress(UnreadableDocument):
        read(value, ALL)
