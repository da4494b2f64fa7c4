"""Supervised processes: order, loss, time limit, stopping. Real processes throughout."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING, TypeVar

import pytest

from whosays.workers import Answer, Standby, WorkerBroken, run_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")

TASKS = '''
import os, signal, sys, time

def work(task):
    """Do what the task says."""
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "exit":
        os._exit(7)
    if task == "hang":
        time.sleep(60)
    if task == "raise":
        raise ValueError("no such river")
    if task == "print":
        print("talk on stdout"); sys.stdout.flush(); os.write(1, b"more talk")
    if task == "pid":
        return os.getpid()
    if task == "threads":
        return os.environ["OMP_NUM_THREADS"]
    if isinstance(task, float):
        time.sleep(task)
    return f"did {task}"
'''


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[object], object]]:
    (tmp_path / "river_tasks.py").write_text(TASKS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules.pop("river_tasks", None)
    yield importlib.import_module("river_tasks").work
    sys.modules.pop("river_tasks", None)


def told(answer: Answer[T, object]) -> object:
    return answer.failure.kind if answer.failure else answer.value


def test_answers_come_in_the_order_of_the_tasks(work: Callable[[object], object]) -> None:
    tasks: list[object] = [0.3, "a", "b", 0.1, "c"]
    assert [f"did {task}" for task in tasks] == [told(a) for a in run_all(work, tasks, jobs=2)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_costs_one_task_and_keeps_its_trace(work: Callable[[object], object], jobs: int) -> None:
    answers = list(run_all(work, ["a", "raise", "b"], jobs=jobs))
    assert [told(a) for a in answers] == ["did a", "crashed", "did b"]
    failure = answers[1].failure
    assert failure is not None
    assert failure.message == "ValueError: no such river"
    assert "river_tasks.py" in failure.trace


def test_a_killed_process_costs_one_task_and_is_replaced(work: Callable[[object], object]) -> None:
    answers = list(run_all(work, ["a", "die", "b", "exit", "c", "die", "d"], jobs=2))
    assert [told(a) for a in answers] == ["did a", "died", "did b", "died", "did c", "died", "did d"]
    said = [a.failure.message for a in answers if a.failure]
    assert said == ["its process was ended by SIGKILL", "its process ended with 7", "its process was ended by SIGKILL"]


def test_a_task_past_its_time_is_ended_and_the_rest_goes_on(work: Callable[[object], object]) -> None:
    answers = list(run_all(work, ["hang", "a", "b"], jobs=2, timeout=4.0))
    assert [told(a) for a in answers] == ["slow", "did a", "did b"]


def test_printing_does_not_spoil_the_answers(work: Callable[[object], object]) -> None:
    assert [told(a) for a in run_all(work, ["print", "a"], jobs=2)] == ["did print", "did a"]


def test_workers_hold_numerical_libraries_to_one_thread(work: Callable[[object], object]) -> None:
    assert [told(a) for a in run_all(work, ["threads"], jobs=2)] == ["1"]


def test_tasks_are_taken_only_as_far_ahead_as_the_window(work: Callable[[object], object]) -> None:
    taken = 0

    def tasks() -> Iterator[object]:
        nonlocal taken
        for number in range(200):
            taken += 1
            yield number

    answers = run_all(work, tasks(), jobs=2)
    next(answers)
    assert taken <= 2 * 8
    answers.close()


def test_closing_ends_the_processes(work: Callable[[object], object]) -> None:
    answers = run_all(work, ["pid", 120.0, 120.0], jobs=2)
    pid = next(answers).value
    assert isinstance(pid, int)
    began = time.monotonic()
    answers.close()
    assert time.monotonic() - began < 60  # it has not waited for them
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_no_tasks_no_processes(work: Callable[[object], object]) -> None:
    assert list(run_all(work, [], jobs=4)) == []


def test_a_worker_that_cannot_start_is_an_error_of_the_run(
    work: Callable[[object], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    with pytest.raises(WorkerBroken):
        list(run_all(work, ["a"], jobs=2))


def test_a_program_needs_no_main_guard(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent("""
            import os
            from whosays.workers import run_all
            print(*[answer.value for answer in run_all(os.path.basename, ["a/b", "c/d"], jobs=2)])
        """),
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("b d\n", "")


def test_one_process_stands_by_for_single_tasks_and_is_replaced_when_it_is_gone(work: Callable[[object], object]) -> None:
    standby = Standby(work, timeout=4.0)
    try:
        first, again = standby.ask("pid"), standby.ask("pid")
        assert first.value == again.value
        assert [told(standby.ask(task)) for task in ("die", "raise", "hang", "row")] == ["died", "crashed", "slow", "did row"]
        assert standby.ask("pid").value != first.value
    finally:
        standby.close()


def test_a_process_that_stood_by_ends_with_its_owner(work: Callable[[object], object]) -> None:
    standby = Standby(work, timeout=30.0)
    pid = standby.ask("pid").value
    assert isinstance(pid, int)
    standby.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    standby.close()
