"""The script of the desk is what its sources say, and small."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONT = ROOT / "frontend"
BUILT = ROOT / "src/whosays/desk/static/script"
LIMIT = 150_000  # bytes of script on any page but the network


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def told() -> dict[str, object]:
    made: dict[str, object] = json.loads((BUILT / "built.json").read_text(encoding="utf-8"))
    return made


def test_the_script_was_built_from_these_sources() -> None:
    """`npm ci && npm run build` in frontend/ makes it anew."""
    counted = [path for path in (FRONT / "src").rglob("*") if path.is_file()]
    counted += [FRONT / name for name in ("build.mjs", "package-lock.json", "tsconfig.json")]
    lines = sorted(f"{sha256(path)}  {path.relative_to(FRONT).as_posix()}\n" for path in counted)
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == told()["sources"]


def test_the_script_is_what_was_built() -> None:
    files = {path.name: {"sha256": sha256(path), "size": path.stat().st_size} for path in BUILT.glob("*.js")}
    assert files == told()["files"]


def test_a_page_loads_little_script() -> None:
    assert sum(path.stat().st_size for path in BUILT.glob("*.js") if path.stem != "network") <= LIMIT


def test_no_registry_is_named() -> None:
    lock = (FRONT / "package-lock.json").read_text(encoding="utf-8")
    assert [line for line in lock.splitlines() if '"resolved"' in line] == []


@pytest.mark.skipif(
    shutil.which("npm") is None or not (FRONT / "node_modules").is_dir(), reason="npm has installed nothing here"
)
def test_the_same_sources_give_the_same_bytes() -> None:
    before = {path.name: path.read_bytes() for path in BUILT.iterdir()}
    subprocess.run(["npm", "run", "--silent", "build"], cwd=FRONT, check=True, capture_output=True)
    assert {path.name: path.read_bytes() for path in BUILT.iterdir()} == before
