import pytest

from whosays.text.account_urls import account_of


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://x.com/quiet_heron", ("quiet_heron",)),
        ("https://mobile.twitter.com/quiet_heron/with_replies?lang=en", ("quiet_heron",)),
        ("https://www.instagram.com/quiet.heron/p/Abc/", ("quiet.heron",)),
        ("https://www.facebook.com/quiet.heron", ("quiet.heron",)),
        ("https://uk.linkedin.com/in/quiet-heron-5/", ("quiet-heron-5",)),
        ("https://t.me/s/quietheron", ("quietheron",)),
        ("https://bsky.app/profile/heron.example/post/3k", ("heron.example",)),
        ("https://arne.example/@heron/112", ("heron", "heron@arne.example")),
        ("https://arne.example/@heron@oxlip.example", ("heron", "heron@oxlip.example")),
        ("https://arne.example/users/heron/statuses/112", ("heron", "heron@arne.example")),
        ("https://www.tiktok.com/@heron/video/77", ("heron", "heron@www.tiktok.com")),
    ],
)
def test_addresses_of_profiles_and_of_posts_under_a_handle_name_it(url: str, names: tuple[str, ...]) -> None:
    assert account_of(url) == names


@pytest.mark.parametrize(
    "url",
    [
        "https://arne.example/r",
        "https://x.com/",
        "https://x.com/i/status/5",
        "https://x.com/hashtag/weir?src=x",
        "https://x.com/heron/status/5",
        "https://t.me/riverwatch/123",
        "https://arne.example/users/guide",
        "https://words.example/@heron/why-the-weir-is-closed-5d",
        "https://www.facebook.com/events/5",
        "https://mix.com/heron",
        "words",
        "",
    ],
)
def test_other_addresses_name_nobody(url: str) -> None:
    assert account_of(url) == ()
