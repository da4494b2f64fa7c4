"""Run a function over many tasks in supervised processes: a task that kills its process costs that task, never the run.

The standard pools lose waiting tasks after one SIGKILL. Here each process is looked after by a thread of its own, which hands
it one task at a time over a pipe and starts a new process when the old one is gone:

1. the caller's thread takes tasks from the iterable, never more than a window ahead of the answers it has handed out;
2. a free thread sends one to its process and waits for the answer, the end of the process, or the time limit;
3. answers come out in the order of the tasks.

A process is started as `python -m whosays.workers` rather than by `multiprocessing`, so that a program which uses whosays
needs no `if __name__ == "__main__"`, and numerical libraries can be held to one thread in the workers alone.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import traceback
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")

# Answers kept waiting for a slower task before them, per process: more evens out documents of uneven length, less saves memory.
_AHEAD = 8
_BEHIND = 5  # steps of priority that a worker stands back
# Address space of one process. A document that needs more is a bomb; the largest seen in real corpora needs about 1 GiB.
_MEMORY = 6 << 30
# What one task may give back, pickled. A document of a million words with all that is found in it has about 100 MB.
_OUTPUT = 1 << 30
# A process that ran out of memory ends with this code: nobody knows what state it is in.
_NO_MEMORY = 77
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a task has no value.

    The function raised (`crashed`), its process ended (`died`), it ran past the time limit (`slow`), or past the limits of
    memory and of what it may give back (`large`).
    """

    kind: Literal["crashed", "died", "slow", "large"]
    message: str
    trace: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T, R]):
    """A task and its value, or the failure that it has instead of one."""

    task: T
    value: R | None = None
    failure: Failure | None = None


class WorkerBroken(RuntimeError):
    """A worker process could not start at all: a bug or a broken installation, not a property of a task."""


def run_all(
    function: Callable[[T], R], tasks: Iterable[T], *, jobs: int | None = None, timeout: float = 300.0
) -> Generator[Answer[T, R], None, None]:
    """Yield the answer for each task, in order; close it to end the processes.

    Args:
        function: a function of an importable module.
        tasks: taken one by one as the work goes on; each must be picklable.
        jobs: how many processes; 1 runs in this process, None means one a core.
        timeout: seconds for one task (no limit where jobs is 1).
    """
    if jobs == 1:
        for task in tasks:
            yield _answer_here(function, task)
        return
    pool = _Pool(function, jobs or core_count(), timeout)
    try:
        yield from pool.answers(tasks)
    finally:
        pool.stop()


class Standby(Generic[T, R]):
    """One process that is kept for single tasks; it starts with the first, and a task that ends it costs that task alone.

    Safe to share by threads: the others wait for their turn.
    """

    def __init__(self, function: Callable[[T], R], *, timeout: float) -> None:
        """Keep a process for a function.

        Args:
            function: a function of an importable module.
            timeout: seconds for one task.
        """
        self._pool = _Pool(function, 1, timeout)
        self._process = _Supervisor(self._pool)
        self._turn = threading.Lock()

    def ask(self, task: T) -> Answer[T, R]:
        """Return the answer for one task."""
        with self._turn:
            return self._process.ask(task)

    def close(self) -> None:
        """End the process; nothing can be asked any more."""
        self._pool.stopped.set()
        self._process.kill()
        with self._turn:
            self._process.end()


def stand_back() -> None:
    """Let whoever works at this machine go first: for processes that read or work something out while nobody waits for it."""
    if hasattr(os, "nice"):
        os.nice(_BEHIND)


def core_count() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _answer_here(function: Callable[[T], R], task: T) -> Answer[T, R]:
    try:
        return Answer(task=task, value=function(task))
    except Exception as error:  # a bug in one task; reported with its trace, and the other tasks go on
        return Answer(task=task, failure=_crash(error))


def _crash(error: Exception) -> Failure:
    said = "".join(traceback.format_exception_only(error)).strip().splitlines()
    return Failure(kind="crashed", message=said[-1] if said else type(error).__name__, trace=traceback.format_exc())


class _Pool(Generic[T, R]):
    """The threads, what waits for them, and what they answered."""

    def __init__(self, function: Callable[[T], R], size: int, timeout: float) -> None:
        self.function = pickle.dumps(function)
        self.size = size
        self.timeout = timeout
        self.waiting: queue.SimpleQueue[tuple[int, T] | None] = queue.SimpleQueue()
        self.done: queue.SimpleQueue[tuple[int, Answer[T, R]] | WorkerBroken] = queue.SimpleQueue()
        self.stopped = threading.Event()
        self.threads: list[_Supervisor[T, R]] = []

    def answers(self, tasks: Iterable[T]) -> Iterator[Answer[T, R]]:
        """Give out the tasks, and yield the answers in their order."""
        early: dict[int, Answer[T, R]] = {}
        given = sent = 0
        source = iter(tasks)
        more = True
        while more or given < sent:
            while more and sent - given < self.size * _AHEAD:
                try:
                    task = next(source)
                except StopIteration:
                    more = False
                    break
                self._send(sent, task)
                sent += 1
            while given < sent and given not in early:
                answer = self.done.get()
                if isinstance(answer, WorkerBroken):
                    raise answer
                early[answer[0]] = answer[1]
            if given < sent:
                yield early.pop(given)
                given += 1

    def _send(self, number: int, task: T) -> None:
        if len(self.threads) < self.size:
            thread = _Supervisor(self)
            self.threads.append(thread)
            thread.start()
        self.waiting.put((number, task))

    def stop(self) -> None:
        """End every process and wait for the threads. Safe to call at any moment, and twice."""
        self.stopped.set()
        for thread in self.threads:
            self.waiting.put(None)
            thread.kill()
        for thread in self.threads:
            thread.join()


class _Supervisor(threading.Thread, Generic[T, R]):
    """Looks after one process: feeds it, times it, replaces it."""

    def __init__(self, pool: _Pool[T, R]) -> None:
        super().__init__(daemon=True, name="whosays worker")
        self.pool = pool
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Take tasks until there are no more, and put down the answers."""
        while (job := self.pool.waiting.get()) is not None and not self.pool.stopped.is_set():
            number, task = job
            try:
                self.pool.done.put((number, self.ask(task)))
            except WorkerBroken as error:
                self.pool.done.put(error)
                break
        self.end()

    def kill(self) -> None:
        """End the process at once."""
        with self.lock:
            if self.process is not None:
                self.process.kill()

    def ask(self, task: T) -> Answer[T, R]:
        """Let the process do a task; a new one is started where the old one is gone."""
        process = self.process or self._start()
        late = threading.Event()

        def give_up() -> None:
            """End a process that takes too long."""
            late.set()
            self.kill()

        timer = threading.Timer(self.pool.timeout, give_up)
        timer.start()
        try:
            return _exchange(process, task)
        except (EOFError, OSError, pickle.UnpicklingError):
            code = self.end()
            return Answer(task=task, failure=_loss(code, self.pool.timeout if late.is_set() else None))
        finally:
            timer.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: a folder of documents is no place to import modules from. A group of its own: Ctrl-C is for the caller alone.
        command = [sys.executable, "-P", "-m", "whosays.workers"]
        group = 0 if os.name == "posix" else None
        with self.lock:
            if self.pool.stopped.is_set():
                raise WorkerBroken("stopped")
            env = os.environ | _ONE_THREAD
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, process_group=group)
            self.process = process
        stdin, stdout = _pipes(process)
        try:
            stdin.write(self.pool.function)
            stdin.flush()
            pickle.load(stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            code = self.end()
            raise WorkerBroken(f"a worker process ended with {code} before it could work; its own words are above") from None
        return process

    def end(self) -> int:
        """Let the process go, and return its code."""
        with self.lock:
            process, self.process = self.process, None
        if process is None:
            return 0
        stdin, stdout = _pipes(process)
        with contextlib.suppress(OSError):
            stdin.close()
        if not self.pool.stopped.is_set():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
        if process.poll() is None:
            process.kill()
        stdout.close()
        return process.wait()


def _exchange(process: subprocess.Popen[bytes], task: T) -> Answer[T, R]:
    stdin, stdout = _pipes(process)
    pickle.dump(task, stdin, protocol=pickle.HIGHEST_PROTOCOL)
    stdin.flush()
    value, failure = pickle.load(stdout)
    return Answer(task=task, value=value, failure=failure)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("a worker process is always started with both pipes")
    return process.stdin, process.stdout


def _loss(code: int, limit: float | None) -> Failure:
    if limit is not None:
        return Failure(kind="slow", message=f"not done after {limit:g} seconds")
    if code == _NO_MEMORY:
        return Failure(kind="large", message=f"it needs more than {_MEMORY >> 30} GiB of memory")
    if code < 0:
        return Failure(kind="died", message=f"its process was ended by {signal.Signals(-code).name}")
    return Failure(kind="died", message=f"its process ended with {code}")


def _serve() -> None:
    """Be a worker process: read the function, then answer each task until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Libraries that print must not write into the pipe of answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory()
    stand_back()
    tasks = sys.stdin.buffer
    function = pickle.load(tasks)
    _reply(answers, None)
    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return
        reply: tuple[object, Failure | None]
        try:
            reply = (function(task), None)
        except MemoryError:
            os._exit(_NO_MEMORY)
        except Exception as error:  # see _answer_here
            reply = (None, _crash(error))
        _reply(answers, reply)


def _reply(answers: IO[bytes], value: object) -> None:
    try:
        raw = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(_NO_MEMORY)
    if len(raw) > _OUTPUT:
        raw = pickle.dumps((None, Failure(kind="large", message=f"it gives more than {_OUTPUT >> 30} GiB")))
    try:
        answers.write(raw)
        answers.flush()
    except BrokenPipeError:  # the caller is gone; so is the work
        os._exit(0)


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    # By its importable twin: what `__main__` pickles cannot be read on the other side.
    from whosays import workers  # noqa: PLW0406

    workers._serve()
