# ruff: noqa: E501  # exports read best as they are printed
"""Invented exports of social networks: a river watch that writes in public, and Jo, a private person."""

from __future__ import annotations

import json

MOMENT = 1_930_383_000_000  # 2031-03-04T09:30:00Z
PRINTED = "2031-03-04T09:30:00.000Z"
PRIVATE = "jo_lund_77"
"""The handle of the private person, which no record may hold."""


def x_number(later: int = 0) -> str:
    """Return the number that X gives to a post of the moment, or so many milliseconds later."""
    return str((MOMENT + later - 1_288_834_974_657) << 22)


def mastodon_number(later: int = 0) -> str:
    return str((MOMENT + later) << 16)


def bluesky_number(later: int = 0) -> str:
    value, digits = (MOMENT + later) * 1000 << 10, ""
    for _ in range(13):
        digits = "234567abcdefghijklmnopqrstuvwxyz"[value & 31] + digits
        value >>= 5
    return digits


def x_page() -> dict[str, object]:
    """Return a page of API v2: a reply that quotes, a repeated post, a long post, and a post of somebody else."""
    return {
        "data": [
            {
                "id": x_number(), "author_id": "1", "created_at": PRINTED, "lang": "en",
                "text": "The weir is closed &amp; the salmon wait. #OpenTheWeirs @oxlip https://t.co/abc",
                "entities": {"urls": [{"start": 0, "end": 3, "url": "https://t.co/abc", "expanded_url": "https://arne.example/r"}]},
                "referenced_tweets": [{"type": "replied_to", "id": "77"}, {"type": "quoted", "id": "78"}],
                "attachments": {"media_keys": ["m1"]},
            },
            {
                "id": x_number(1), "author_id": "1", "created_at": PRINTED, "text": "RT @oxlip: Our demands:\n1. Open the wei…",
                "referenced_tweets": [{"type": "retweeted", "id": x_number(-5)}],
            },
            {
                "id": x_number(2), "author_id": "1", "created_at": "2031-03-04T11:00:00.000Z", "text": "We say: …",
                "note_tweet": {"text": "We say:\n1. Open the weirs.\n• Count the fish."},
            },
            {"id": x_number(3), "author_id": "2", "created_at": PRINTED, "text": "I only wanted to swim"},
        ],
        "includes": {
            "users": [{"id": "1", "username": "RiverWatch"}, {"id": "2", "username": PRIVATE}, {"id": "3", "username": "oxlip"}],
            "tweets": [{"id": x_number(-5), "author_id": "3", "created_at": PRINTED, "text": "Our demands:\n1. Open the weirs\n2. Count"}],
            "media": [{"media_key": "m1", "alt_text": "A closed weir"}],
        },
        "meta": {"result_count": 4},
    }  # fmt: skip


def x_old() -> list[dict[str, object]]:
    """Return tweets of API v1.1."""
    return [
        {
            "id_str": x_number(), "created_at": "Tue Mar 04 09:30:00 +0000 2031", "full_text": "Look: https://t.co/a https://t.co/a https://t.co/a",
            "user": {"screen_name": "RiverWatch", "id_str": "1"}, "in_reply_to_status_id_str": "77", "lang": "en",
            "entities": {"urls": [
                {"url": "https://t.co/a", "expanded_url": f"https://twitter.com/{PRIVATE}/status/55"},
                {"url": "https://t.co/a", "expanded_url": "https://arne.example/r"},
                {"url": "https://t.co/a", "expanded_url": f"https://x.com/{PRIVATE}?lang=en"},
            ]},
        },
        {
            "id_str": x_number(1), "created_at": "Tue Mar 04 09:30:00 +0000 2031", "full_text": "words",
            "user": {"screen_name": PRIVATE, "id_str": "2"},
        },
    ]  # fmt: skip


def x_archive(*, with_picture: bool = True) -> bytes:
    """Return the part of an account archive that holds its posts."""
    picture = {"media": [{"expanded_url": f"https://twitter.com/RiverWatch/status/{x_number()}/photo/1"}]}
    tweet = {
        "id_str": x_number(), "created_at": "Tue Mar 04 09:30:00 +0000 2031", "full_text": "The weir https://t.co/p",
        **({"extended_entities": picture} if with_picture else {}),
    }  # fmt: skip
    return b"window.YTD.tweets.part0 = " + json.dumps([{"tweet": tweet}], indent=2).encode()


def mastodon_outbox() -> dict[str, object]:
    """Return an outbox: a post in markup, a repeated post, a message to one person."""
    actor, public = "https://arne.example/users/riverwatch", "https://www.w3.org/ns/activitystreams#Public"
    content = (
        '<p>The weir: <a href="https://arne.example/r"><span class="invisible">https://</span><span>arne.example/r</span></a><br>'
        f'Ask <a href="https://x.example/@{PRIVATE}" class="u-url mention">@<span>jo</span></a></p>'
        '<p><a href="/tags/w" class="mention hashtag" rel="tag">#<span>OpenTheWeirs</span></a></p>'
        "<blockquote><p>Open it</p></blockquote><ol><li>Gates</li><li>Fish</li></ol>"
    )
    note = {
        "id": f"{actor}/statuses/{mastodon_number()}", "type": "Note", "summary": "rivers", "content": content,
        "inReplyTo": f"https://x.example/users/{PRIVATE}/statuses/5", "attachment": [{"name": "A closed weir"}],
        "url": f"https://arne.example/@riverwatch/{mastodon_number()}", "contentMap": {"en": content},
    }  # fmt: skip
    return {
        "@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "totalItems": 3,
        "orderedItems": [
            {"id": f"{note['id']}/activity", "type": "Create", "actor": actor, "published": "2031-03-04T09:30:00Z", "to": [public], "object": note},
            {"id": f"{actor}/statuses/{mastodon_number(1)}/activity", "type": "Announce", "actor": actor, "cc": [public],
             "published": "2031-03-04T09:30:00Z", "object": f"https://x.example/users/{PRIVATE}/statuses/9"},
            {"id": f"{actor}/statuses/3", "type": "Create", "actor": actor, "to": [f"https://x.example/users/{PRIVATE}"],
             "object": {"id": f"{actor}/statuses/3", "type": "Note", "content": "<p>between us</p>"}},
        ],
    }  # fmt: skip


def mastodon_statuses() -> list[dict[str, object]]:
    """Return statuses of the API."""
    account = {"acct": "riverwatch", "url": "https://arne.example/@riverwatch"}
    other = {"acct": f"{PRIVATE}@x.example", "url": f"https://x.example/@{PRIVATE}"}
    common = {"created_at": PRINTED, "visibility": "public", "account": account}
    return [
        {**common, "id": mastodon_number(), "content": "<p>Count the fish</p>", "in_reply_to_id": "4", "language": "en",
         "poll": {"options": [{"title": "Today"}, {"title": "Tomorrow"}]}, "edited_at": "2031-03-06T09:30:00.000Z"},
        {**common, "id": mastodon_number(1), "content": "", "reblog": {"id": "9", "content": "<p>I swim</p>", "account": other}},
        {**common, "id": mastodon_number(2), "content": "<p>to friends</p>", "visibility": "private"},
        {**common, "id": mastodon_number(3), "content": "<p>I only swim</p>", "account": other},
    ]  # fmt: skip


def bluesky_feed() -> dict[str, object]:
    """Return the feed of an author: a post with facets and a picture, a repeated post, a post of somebody else."""
    own = {"did": "did:plc:own", "handle": "riverwatch.example"}
    other = {"did": "did:plc:other", "handle": f"{PRIVATE}.example"}
    text = "Flüsse: arne.example/r… ja"
    start, end = len("Flüsse: ".encode()), len("Flüsse: arne.example/r…".encode())
    record = {
        "$type": "app.bsky.feed.post", "text": text, "createdAt": PRINTED, "langs": ["de"],
        "facets": [{"index": {"byteStart": start, "byteEnd": end}, "features": [{"uri": "https://arne.example/r/full"}]},
                   {"index": {"byteStart": 0, "byteEnd": 7}, "features": [{"uri": f"https://bsky.app/profile/{PRIVATE}.example/post/3k"}]}],
        "reply": {"parent": {"uri": "at://did:plc:other/app.bsky.feed.post/3kzzz"}},
        "embed": {"record": {"uri": "at://did:plc:other/app.bsky.feed.post/3kqqq"}, "media": {"images": [{"alt": "A fish"}]}},
    }  # fmt: skip
    plain = {"$type": "app.bsky.feed.post", "text": "I only swim", "createdAt": PRINTED}
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": own, "indexedAt": PRINTED}
    own_uri, other_uri = (f"at://{did}/app.bsky.feed.post/" for did in ("did:plc:own", "did:plc:other"))
    return {
        "feed": [
            {"post": {"uri": own_uri + bluesky_number(), "author": own, "record": record}},
            {"post": {"uri": other_uri + bluesky_number(1), "author": other, "record": plain}, "reason": reason},
            {"post": {"uri": other_uri + bluesky_number(2), "author": other, "record": plain}},
        ],
        "cursor": "x",
    }


def telegram_chat(kind: str = "public_channel") -> dict[str, object]:
    """Return the export of a chat."""
    return {
        "name": "River Watch", "type": kind, "id": 123,
        "messages": [
            {"id": 1, "type": "service", "action": "invite_members", "members": [PRIVATE]},
            {"id": 2, "type": "message", "date": "2031-03-04T10:30:00", "date_unixtime": str(MOMENT // 1000), "from": "River Watch",
             "from_id": "channel123", "reply_to_message_id": 1,
             "text": ["Read ", {"type": "text_link", "text": "the report", "href": "https://arne.example/r"}, " ",
                      {"type": "hashtag", "text": "#OpenTheWeirs"}, {"type": "text_link", "text": "!", "href": f"https://t.me/{PRIVATE}"}]},
            {"id": 3, "type": "message", "date": "2031-03-04T10:30:00", "from": "River Watch", "forwarded_from": PRIVATE, "text": "I swim"},
            {"id": 4, "type": "message", "date": "2031-03-04T10:30:00", "from": PRIVATE, "text": "Me too"},
        ],
    }  # fmt: skip


TABLE = (
    "tweet_id,username,created_at,text,link\n"
    f'{x_number()},RiverWatch,2031-03-04T09:30:00Z,"Open, now\n#OpenTheWeirs",https://x.com/RiverWatch/status/{x_number()}\n'
    f"78,{PRIVATE},2031-03-04,hi,\n"
    "79,RiverWatch,4/3/31,later,\n"
)
