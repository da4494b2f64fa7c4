"""Sends documents to a Dask cluster and hands out what came of them, in order.

1. a few documents at a time go out, never more than the workers have room for, so that neither end fills its memory;
2. a worker that is lost costs nothing: the scheduler gives its documents to another one;
3. where the whole cluster is lost, what was handed out is kept, and the next run goes on with the rest.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from concurrent.futures import CancelledError
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays.cluster.rows import read_answers
from whosays.cluster.worker import Other, read_there
from whosays.errors import ExtraMissing, WhosaysError
from whosays.line import line_versions
from whosays.workers import Answer, Failure

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from distributed import Client, Future

    from whosays.line import Original, Outcome

# So many documents or bytes go together: fewer evens out documents of uneven length, more saves messages.
_TOGETHER, _BYTES = 8, 4 << 20
_AHEAD = 3  # parcels that are out for each thread of the cluster
_PATIENCE = 15  # seconds to wait for the scheduler, and for a worker where there is none
_LOOK = 1.0  # seconds between looks at whether there are workers

_Batch = list["Original"]


class NoCluster(WhosaysError):
    """Nobody answers at the address, or no worker is there."""

    code = "no-cluster"

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"the cluster at {address} cannot be used: {why}")


class ClusterLost(WhosaysError):
    """The cluster went away while it worked."""

    code = "cluster-lost"

    def __init__(self, address: str) -> None:
        super().__init__(
            f"the cluster at {address} went away; what was read is kept, and the same command goes on with the rest"
        )


class WorkerFailed(WhosaysError):
    """A worker cannot work at all: its disk is full, its installation is broken."""

    code = "cluster-failed"

    def __init__(self, address: str, fault: BaseException) -> None:
        super().__init__(f"a worker of the cluster at {address} cannot read documents ({type(fault).__name__}: {fault})")


class OtherLine(WhosaysError):
    """The whosays of a worker would read documents differently."""

    code = "cluster-differs"

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"a worker of the cluster at {address} would read documents differently: {why}")


def read_on_cluster(
    address: str, originals: Iterable[Original], *, timeout: float
) -> Generator[Answer[Original, Outcome], None, None]:
    """Yield the answer for each capture, in order, as `workers.run_all` does; close it to call back what is out.

    Args:
        address: of the scheduler, "tcp://host:8786" or "tls://host:8786"; certificates as Dask's own settings say.
        originals: taken as the work goes on; their bytes are read here.
        timeout: seconds for one document.

    Raises ExtraMissing, NoCluster, OtherLine, WorkerFailed, ClusterLost.
    """
    with _connected(address) as client:
        yield from _Sending(client, address, timeout).answers(originals)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise ExtraMissing("a cluster needs more packages, Dask and Arrow", "cluster") from error
    # What Dask would say of workers that come and go is told by what comes back.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        raise NoCluster(address, str(error).splitlines()[0] if str(error) else type(error).__name__) from error
    with closing(client):
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise NoCluster(address, "it has no workers") from error
        yield client


class _Sending:
    """What is out, the earliest first."""

    def __init__(self, client: Client, address: str, timeout: float) -> None:
        self._client = client
        self._address = address
        self._timeout = timeout
        self._versions = line_versions()
        self._out: deque[tuple[_Batch, Future[Any]]] = deque()

    def answers(self, originals: Iterable[Original]) -> Iterator[Answer[Original, Outcome]]:
        for batch in _batches(originals):
            self._out.append((batch, self._send(batch)))
            while len(self._out) >= self._room():
                yield from self._take(*self._out.popleft())
        while self._out:
            yield from self._take(*self._out.popleft())

    def _room(self) -> int:
        return max(2, _AHEAD * self._threads())

    def _threads(self) -> int:
        with self._lost():
            return sum(self._client.nthreads().values())  # type: ignore[no-untyped-call]

    def _send(self, batch: _Batch) -> Future[Any]:
        sent = [(one, Path(one.path).read_bytes()) for one in batch]
        with self._lost():
            return self._client.submit(read_there, sent, self._versions, self._timeout, pure=False)

    def _take(self, batch: _Batch, future: Future[Any]) -> Iterator[Answer[Original, Outcome]]:
        from distributed import KilledWorker

        try:
            with self._lost():
                told, fault = self._wait(future)
        finally:
            future.release()  # type: ignore[no-untyped-call]
        if isinstance(fault, KilledWorker):
            yield from self._one_by_one(batch)
        elif isinstance(fault, ModuleNotFoundError):
            raise OtherLine(self._address, f"it has no {fault.name}") from fault
        elif fault:
            raise WorkerFailed(self._address, fault) from fault
        elif isinstance(told, Other):
            raise OtherLine(self._address, _difference(self._versions, told.versions))
        else:
            yield from read_answers(told, batch)

    def _wait(self, future: Future[Any]) -> tuple[Any, Exception | None]:
        """Wait for a parcel, and return what came of it or why nothing did; give up when there was no worker for a while."""
        alone_since: float | None = None
        while True:
            try:
                return future.result(timeout=_LOOK), None
            except Exception as error:  # whatever the worker raised is raised here as well
                if future.status == "error":
                    return None, error
                if not isinstance(error, TimeoutError):
                    raise
            alone_since = None if self._threads() else alone_since or time.monotonic()
            if alone_since and time.monotonic() - alone_since >= _PATIENCE:
                raise ClusterLost(self._address)

    def _one_by_one(self, batch: _Batch) -> Iterator[Answer[Original, Outcome]]:
        """Send what ended several workers again, alone; what ends them alone is a document that cannot be read there."""
        if len(batch) == 1:
            yield Answer(task=batch[0], failure=Failure(kind="died", message="the workers that read it were ended"))
            return
        for one in batch:
            yield from self._take([one], self._send([one]))

    @contextmanager
    def _lost(self) -> Iterator[None]:
        from distributed.client import FutureCancelledError

        try:
            yield
        except (CancelledError, FutureCancelledError, OSError) as error:
            raise ClusterLost(self._address) from error


def _batches(originals: Iterable[Original]) -> Iterator[_Batch]:
    batch: _Batch = []
    size = 0
    for one in originals:
        if batch and size + one.capture.size > _BYTES:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.capture.size
        if len(batch) == _TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _difference(here: str, there: str) -> str:
    """Say in which parts two lines of versions differ."""
    ours, theirs = here.split(), there.split()
    only_here, only_there = ([one for one in a if one not in b] for a, b in ((ours, theirs), (theirs, ours)))
    return f"here {', '.join(only_here) or 'nothing more'}; there {', '.join(only_there) or 'nothing more'}"
