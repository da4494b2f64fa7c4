"""How often somebody may try to sign in."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import pytest

from whosays.desk.limits import BY_ADDRESS, BY_NAME, WINDOW, Limits, TooBusy


@dataclass
class Clock:
    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


def tries(limits: Limits, name: str, address: str, *, known: bool = False, at_most: int = 100) -> int:
    """Try until it is time to wait, and return how often that went."""
    return next((n for n in range(at_most) if limits.take(name, address, known=known)), at_most)


def test_a_name_can_be_tried_so_often_wherever_it_comes_from() -> None:
    limits = Limits(clock=Clock())
    assert sum(limits.take("ann", f"192.0.2.{n}", known=False) == 0 for n in range(40)) == BY_NAME
    assert tries(limits, "bo", "192.0.2.1") == BY_NAME


def test_an_address_can_try_so_often_under_whatever_name() -> None:
    limits = Limits(clock=Clock())
    assert sum(limits.take(f"name {n}", "192.0.2.1", known=False) == 0 for n in range(80)) == BY_ADDRESS
    assert tries(limits, "ann", "192.0.2.2") == BY_NAME


def test_it_is_told_how_long_to_wait_and_then_it_goes_on() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    assert tries(limits, "ann", "192.0.2.1") == BY_NAME
    clock.at += 60
    wait = limits.take("ann", "192.0.2.1", known=False)
    assert WINDOW - 60 <= wait <= WINDOW - 58
    clock.at += wait
    assert tries(limits, "ann", "192.0.2.1") == BY_NAME


def test_who_waits_is_not_counted_so_that_nobody_waits_for_ever() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    tries(limits, "ann", "192.0.2.1")
    for _ in range(WINDOW // 60):
        clock.at += 61
        limits.take("ann", "192.0.2.1", known=False)
    assert limits.take("ann", "192.0.2.1", known=False) == 0


def test_an_own_account_does_not_clean_the_sheet_between_guesses_at_another_one() -> None:
    limits, guesses = Limits(clock=Clock()), 0
    for _ in range(200):
        guesses += limits.take("ann", "192.0.2.1", known=False) == 0
        if limits.take("mallory", "192.0.2.1", known=True) == 0:
            limits.succeeded("mallory", "192.0.2.1", known=True)
    assert guesses <= BY_NAME


def test_strangers_cannot_shut_out_who_comes_from_where_she_came_before() -> None:
    limits = Limits(clock=Clock())
    for n in range(100):
        limits.take("ann", f"198.51.100.{n}", known=False)
    assert limits.take("ann", "192.0.2.1", known=True) == 0
    assert limits.take("ann", "192.0.2.1", known=False) > 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_a_network_of_one_household_is_one_address(one: str, other: str, alike: bool) -> None:
    limits = Limits(clock=Clock())
    for n in range(BY_ADDRESS):
        assert limits.take(f"name {n}", one, known=False) == 0
    assert (limits.take("another", other, known=False) > 0) is alike


def test_a_flood_of_names_and_addresses_does_not_fill_the_memory() -> None:
    limits = Limits(clock=Clock())
    for n in range(30_000):
        limits.take(f"name {n}", f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}", known=False)
        limits.is_news(f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")
    assert len(limits._tries) <= 20_002
    assert len(limits._told) <= 20_002


def test_many_at_once_are_counted_as_many() -> None:
    limits, let_in = Limits(clock=Clock()), []
    threads = [threading.Thread(target=lambda: let_in.append(limits.take("ann", "192.0.2.1", known=False))) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert let_in.count(0) == BY_NAME


def test_more_at_once_than_the_machine_can_check_are_told_so() -> None:
    limits, inside, may_go = Limits(), threading.Semaphore(0), threading.Event()

    def check() -> None:
        with limits.at_once():
            inside.release()
            may_go.wait(60)

    threads = [threading.Thread(target=check) for _ in range(8)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        assert inside.acquire(timeout=60)
    while limits._waiting._value:
        time.sleep(0.01)
    with pytest.raises(TooBusy), limits.at_once():
        pass
    may_go.set()
    for thread in threads:
        thread.join(60)
    with limits.at_once():
        pass
