"""Plug-ins of other packages: found by their entry points, checked, and never in the way of the others."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case, NoSuchFormat
from whosays.line import read_and_extract, versions_for
from whosays.plugged_in import OFF, PlugInFailed, all_plug_ins, plugged_in
from whosays.plugins import EXPORTERS, EXTRACTORS, READERS
from whosays.records import Capture, CaptureId, Claim, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from whosays.line import Outcome

HEAD = """
from whosays.anchors import Cutter
from whosays.derived import name_id
from whosays.problems import make_problem
from whosays.read.drafts import Draft
from whosays.read.passages import make_document, make_passages
from whosays.read.reading import Member, Reading, UnreadableDocument
from whosays.records import Anchor, Mention, MentionId, Problem, ProblemId

class Reads:
    '''Bell books (invented).'''
    name, version = "bells", "1"
    def reads(self, capture, head):
        return capture.name.endswith(".bell")
    def __call__(self, capture, raw, options):
        return self.read(capture, raw)
    def read(self, capture, raw, made_by="bells 1", text=None):
        text = raw.decode() if text is None else text
        drafts = [Draft(zone="paragraph", spans=((0, len(text)),))]
        doc = make_document(capture, text, drafts, made_by=made_by)
        return Reading(document=doc, passages=make_passages(doc, drafts))

class Finds:
    '''Bells (invented).'''
    name, version, makes = "bell-names", "1", ("Mention",)
    def __call__(self, material):
        yield from self.find(material)
    def find(self, material, by="bell-names/first"):
        at = material.cutter.cut(0, 3)
        yield Mention(id=name_id(material.cutter, "work", at), at=at, kind="work", by=by)

class Writes:
    '''A count (invented).'''
    name = "count"
    def __call__(self, view, folder):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "count.txt"
        path.write_text(str(len(list(view.documents()))))
        yield path
"""
RAW = b"The library said that the bell of the old tower is late.\n"


def capture(raw: bytes = RAW, name: str = "tower.bell") -> Capture:
    made = CaptureId(hashlib.sha256(raw).hexdigest())
    return Capture(id=made, name=name, size=len(raw), media_type="text/plain", method="file", fetched_at="2024-01-01T00:00:00Z")


def lay_out(folder: Path, package: str, source: str, **points: str) -> None:
    """Lay a package as pip would install it: a module, and its metadata with the entry points."""
    module = package.replace("-", "_")
    (folder / f"{module}.py").write_text(HEAD + source, encoding="utf-8")
    told = folder / f"{module}-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    groups = "".join(f"[whosays.{kind}s]\n{name} = {module}:{name}\n\n" for kind, name in points.items())
    (told / "entry_points.txt").write_text(groups, encoding="utf-8")


@pytest.fixture
def bring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """What lays a package on the path of this process; with the test it is gone again."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)

    def bring(package: str, source: str = "", **points: str) -> None:
        lay_out(folder, package, source, **points)
        importlib.invalidate_caches()
        plugged_in.cache_clear()

    yield bring
    plugged_in.cache_clear()
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
            del sys.modules[name]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    plugged_in.cache_clear()
    yield
    plugged_in.cache_clear()


def faults() -> list[str]:
    return [one.fault for one in plugged_in().listed if one.fault]


def told(outcome: Outcome) -> list[str]:
    return [problem.message for problem in outcome.all_problems() if problem.code == "plug-in-failed"]


def found(outcome: Outcome, kind: type) -> list[object]:
    return [record for run in outcome.found for record in run.records if isinstance(record, kind)]


# ---- what is good


def test_without_packages_there_are_the_built_ins() -> None:
    assert [one.name for one in all_plug_ins()][: len(READERS)] == [reader.name for reader in READERS]
    assert len(all_plug_ins()) - len(plugged_in().listed) == len(READERS) + len(EXTRACTORS) + len(EXPORTERS)


def test_what_a_package_brings_is_used(bring: Callable[..., None]) -> None:
    bring("bell-tower", reader="Reads", extractor="Finds")
    outcome = read_and_extract(capture(), RAW, strict=True)
    assert outcome.document is not None
    assert (outcome.document.made_by, told(outcome)) == ("bells 1", [])
    (run,) = (run for run in outcome.found if run.run.name == "bell-names")
    assert (run.run.version, [record.by for record in run.records if isinstance(record, Mention)]) == (
        "1",
        ["bell-names/first"],
    )


def test_its_versions_are_among_those_by_which_files_are_read_again(bring: Callable[..., None]) -> None:
    before = versions_for(capture(), RAW)
    bring("bell-tower", reader="Reads", extractor="Finds")
    assert versions_for(capture(), RAW).startswith("bells/1 ")
    assert "bell-names/1" in versions_for(capture(), RAW)
    bring("broken-bells", "raise OSError('no bell')", extractor="Nothing")
    assert "not:broken-bells/1.0/Nothing" in versions_for(capture(), RAW)
    assert "bells" not in before


def test_the_variable_leaves_all_out(bring: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    bring("bell-tower", reader="Reads")
    monkeypatch.setenv(OFF, "off")
    plugged_in.cache_clear()
    assert plugged_in().listed == ()


# ---- what cannot be loaded


@pytest.mark.parametrize(
    ("source", "points", "fault"),
    [
        ("raise ImportError('no clapper')", {"reader": "Reads"}, "cannot be loaded: ImportError: no clapper"),
        ("import sys; sys.exit(3)", {"reader": "Reads"}, "cannot be loaded: SystemExit: 3"),
        ("", {"reader": "Missing"}, "cannot be loaded: AttributeError"),
        ("class Bad:\n def __init__(self): raise KeyError('rope')", {"reader": "Bad"}, "cannot be loaded: KeyError: 'rope'"),
        ("class Bad(Reads): name = 'plain'", {"reader": "Bad"}, "there is a reader plain already"),
        ("class Bad(Reads): name = 'Bells!'", {"reader": "Bad"}, "its name is 'Bells!'"),
        ("class Bad(Reads): version = None", {"reader": "Bad"}, "it has no version"),
        ("class Bad(Reads): reads = None", {"reader": "Bad"}, "it has no method `reads`"),
        ("class Bad(Reads): heeds = ('weather',)", {"reader": "Bad"}, "it heeds weather"),
        ("class Bad(Finds): name = 'line'", {"extractor": "Bad"}, "there is an extractor line already"),
        ("class Bad(Finds): makes = ('Judgement',)", {"extractor": "Bad"}, "its `makes` is ('Judgement',)"),
        ("class Bad: name = 'bad'", {"exporter": "Bad"}, "it cannot be called"),
    ],
)  # fmt: skip
def test_what_is_no_plug_in_is_told_and_costs_itself_alone(
    bring: Callable[..., None], source: str, points: dict[str, str], fault: str
) -> None:
    bring("broken-bells", source, **points)
    bring("good-tower", reader="Reads", extractor="Finds", exporter="Writes")
    (one,) = faults()
    assert fault in one
    assert [one.name for one in plugged_in().readers] == ["bells"]
    outcome = read_and_extract(capture(), RAW)
    assert outcome.document is not None
    assert outcome.document.made_by == "bells 1"
    assert found(outcome, Mention)
    missing = [] if "exporter" in points else [f"{next(iter(points.values()))} of broken-bells 1.0 is not used: {one}"]
    assert told(outcome) == missing


def test_of_two_with_one_name_the_first_package_has_it(bring: Callable[..., None]) -> None:
    bring("b-tower", reader="Reads")
    bring("a-tower", reader="Reads")
    assert [(one.package, bool(one.fault)) for one in plugged_in().listed] == [("a-tower 1.0", False), ("b-tower 1.0", True)]


# ---- what fails while it reads


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("raise ZeroDivisionError('no beat')", "it stopped with ZeroDivisionError: no beat (bell_tower.py, line"),
        ("return 'words'", "it gave a str"),
        ("return self.read(capture, raw, made_by='plain 2')", "was made by 'plain 2'"),
        ("return self.read(capture, raw, text='half \\ud800')", "half characters"),
        ("return [Problem(id=ProblemId('prb-1'), code='mine', message='odd')]", "it gave a Problem"),
        (
            "import dataclasses; r = self.read(capture, raw); at = dataclasses.replace(r.passages[0].pieces[0], text='else')\n"
            "    return dataclasses.replace(r, passages=(dataclasses.replace(r.passages[0], pieces=(at,)),))",
            "words that do not stand at 0-",
        ),
    ],
)
def test_a_reader_that_fails_is_told_and_the_next_one_reads(bring: Callable[..., None], body: str, why: str) -> None:
    bring("bell-tower", f"class Bad(Reads):\n  def __call__(self, capture, raw, options):\n    {body}\n", reader="Bad")
    outcome = read_and_extract(capture(), RAW)
    (message,) = told(outcome)
    assert message.startswith("tower.bell: bells of bell-tower 1.0: ")
    assert why in message
    assert outcome.faults == ()
    if not outcome.document:  # nobody else is for the ending `.bell`, unless it is said to be plain text
        raise AssertionError("plain text is for it too")
    assert outcome.document.made_by.startswith("plain ")
    with pytest.raises(PlugInFailed):
        read_and_extract(capture(), RAW, strict=True)


def test_what_a_reader_gave_before_it_failed_stands(bring: Callable[..., None]) -> None:
    body = "    yield self.read(capture, raw)\n    raise OSError('the book is wet')"
    bring("bell-tower", f"class Bad(Reads):\n  def __call__(self, capture, raw, options):\n{body}\n", reader="Bad")
    outcome = read_and_extract(capture(), RAW)
    assert outcome.document is not None
    assert outcome.document.made_by == "bells 1"
    assert len(told(outcome)) == 1


def test_a_reader_that_cannot_be_asked_is_passed_over(bring: Callable[..., None]) -> None:
    bring("bell-tower", "class Bad(Reads):\n  def reads(self, capture, head):\n    return 1 / 0\n", reader="Bad")
    outcome = read_and_extract(capture(name="tower.txt"), RAW)
    assert outcome.document is not None
    assert [message.split(" (")[0] for message in told(outcome)] == [
        "tower.txt: bells of bell-tower 1.0: it stopped with ZeroDivisionError: division by zero"
    ]


def test_bytes_that_it_says_it_cannot_read_are_not_its_fault(bring: Callable[..., None]) -> None:
    body = "raise UnreadableDocument(capture.name, 'the ink has run')"
    bring("bell-tower", f"class Bad(Reads):\n  def __call__(self, capture, raw, options):\n    {body}\n", reader="Bad")
    outcome = read_and_extract(capture(), RAW)
    assert [problem.code for problem in outcome.problems] == ["unreadable-document"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("yield from self.find(material); raise KeyError('rope')", "it stopped with KeyError: 'rope'"),
        ("yield from self.find(material, by='names/head')", "it signed a record with 'names/head'"),
        ("yield make_problem('number-gap', 'one bell is missing', doc=material.doc.id)", "it yielded a Problem, which"),
        ("at = Anchor(doc=material.doc.id, start=0, end=3, text='Bel')\n"
         "    yield Mention(id=MentionId('men-1'), at=at, kind='work', by=self.name)", "words that do not stand at 0-3"),
        ("yield Mention(id=MentionId('bell-1'), at=material.cutter.cut(0, 3), kind='work', by=self.name)", "is 'bell-1'"),
        ("yield 'a bell'", "it yielded a str"),
        ("return 3", "it stopped with TypeError"),
    ],
)  # fmt: skip
def test_an_extractor_that_fails_is_told_and_the_others_find_theirs(bring: Callable[..., None], body: str, why: str) -> None:
    bring("bell-tower", f"class Bad(Finds):\n  def __call__(self, material):\n    {body}\n", extractor="Bad")
    bring("other-tower", "class Other(Finds): name = 'zz'\n", extractor="Other")
    outcome = read_and_extract(capture(name="tower.txt"), RAW)
    names = [run.run.name for run in outcome.found]
    assert "bell-names" not in names
    assert names[-1] == "line"
    messages = told(outcome)
    assert why in messages[0]
    assert messages[1:] == [
        "zz of other-tower 1.0: it signed a record with 'bell-names/first' instead of 'zz' or 'zz/RULE'; tell who made it"
    ]
    assert outcome.faults == ()
    assert found(outcome, Claim)


def test_what_was_found_before_it_is_not_found_twice(bring: Callable[..., None]) -> None:
    bring("bell-tower", extractor="Finds")
    bring(
        "other-tower",
        "class Other(Finds):\n  name = 'zz'\n  def __call__(self, m):\n    yield from self.find(m, 'zz')\n",
        extractor="Other",
    )
    outcome = read_and_extract(capture(name="tower.txt"), RAW)
    ids = [record.id for run in outcome.found for record in run.records]
    assert len(ids) == len(set(ids))


# ---- the case and the command line


@pytest.fixture
def tower(tmp_path: Path) -> Path:
    (tmp_path / "tower.bell").write_bytes(RAW)
    return tmp_path / "tower.bell"


def whosays(*args: str | Path, site: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", "whosays.cli", *map(str, args)]
    env = os.environ | {"PYTHONPATH": path}
    return subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_worker_processes_have_them_too(tmp_path: Path, tower: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    lay_out(site, "bell-tower", "", reader="Reads", extractor="Finds", exporter="Writes")
    lay_out(
        site, "wet-tower", "class Bad(Finds):\n  name = 'wet'\n  def __call__(self, m): raise OSError('wet')\n", extractor="Bad"
    )
    Case.new(tmp_path / "case").close()
    added = whosays("add", "--case", tmp_path / "case", "--jobs", "2", tower, "--json", site=site)
    assert (added.returncode, json.loads(added.stdout)["documents"]) == (0, 1), added.stderr
    with Case.open(tmp_path / "case") as case:
        (doc,) = case.documents()
        assert doc.made_by == "bells 1"
        assert [mention.at.text for mention in case.mentions() if mention.by == "bell-names/first"] == ["The"]
        (problem,) = case.problems(code="plug-in-failed")
        assert problem.message.startswith("wet of wet-tower 1.0: it stopped with OSError: wet (wet_tower.py, line ")
    done = whosays("export", "--case", tmp_path / "case", "--format", "count", tmp_path / "out", site=site)
    assert (done.returncode, (tmp_path / "out" / "count.txt").read_text()) == (0, "1")
    bad = whosays("export", "--case", tmp_path / "case", "--format", "counts", tmp_path / "out", site=site)
    assert bad.returncode == 2
    assert "'prov', 'count'" in bad.stderr


def test_the_command_lists_them_and_says_what_is_wrong(tmp_path: Path) -> None:
    lay_out(tmp_path, "bell-tower", "", reader="Reads")
    fine = whosays("plugins", site=tmp_path)
    assert (fine.returncode, fine.stdout) == (0, "reader     bells 1  (bell-tower 1.0)  Bell books (invented).\n")
    lay_out(tmp_path, "wet-tower", "raise OSError('wet')", extractor="Bad")
    done = whosays("plugins", "--json", site=tmp_path)
    assert done.returncode == 1
    assert [(one["name"], one["fault"]) for one in json.loads(done.stdout)] == [
        ("bells", None),
        ("Bad", "wet_tower:Bad cannot be loaded: OSError: wet"),
    ]
    assert "1 plug-in cannot be used" in done.stderr


def test_an_exporter_that_fails_and_one_that_is_not_there_are_told(bring: Callable[..., None], tmp_path: Path) -> None:
    bring("bell-tower", "class Bad(Writes):\n  def __call__(self, view, folder):\n    yield 1 / 0\n", exporter="Bad")
    with Case.new(tmp_path / "case") as case:
        with pytest.raises(PlugInFailed, match=r"count of bell-tower 1\.0: it stopped with ZeroDivisionError"):
            list(case.export(tmp_path / "out", format="count"))
        with pytest.raises(NoSuchFormat, match=r"jsonl, csv,.*count"):
            list(case.export(tmp_path / "out", format="counts"))
