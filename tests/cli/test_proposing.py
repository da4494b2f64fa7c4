"""What `whosays propose` and `whosays models` print."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.engines.model_server import ModelServer, Raw, claim

from whosays.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Told = Callable[..., tuple[int, str, str]]

KEY = "key-of-the-test-0123456789"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


def agree(told: Told, model: ModelServer) -> None:
    for name, value in (("claims-endpoint", model.url), ("claims-model", "small"), ("send-text", "yes")):
        assert told("settings", name, value, "--who", "Ann Example")[0] == 0


@pytest.mark.usefixtures("here")
def test_each_step_to_the_first_proposal_names_the_next(told: Told, model: ModelServer) -> None:
    code, _, err = told("propose")
    assert (code, err) == (
        1,
        "whosays: the setting claims-endpoint is empty; say which with `whosays settings claims-endpoint …`\n",
    )
    told("settings", "claims-endpoint", model.url, "--who", "Ann Example")
    assert "`whosays settings claims-model …`" in told("propose")[2]
    told("settings", "claims-model", "small", "--who", "Ann Example")
    code, out, err = told("propose", "harbour.txt")
    assert (code, out) == (1, "")
    assert err == (
        f"whosays: nothing was sent: this would send 46 characters of 1 document to {model.url}/chat/completions; whoever"
        " runs that server can read and keep them. If you agree to that for this case, say `whosays settings send-text yes`\n"
    )
    assert model.paths == []


@pytest.mark.usefixtures("here")
def test_what_would_be_sent_is_told_without_sending(told: Told, model: ModelServer) -> None:
    agree(told, model)
    assert told("propose", "--dry-run", "harbour.txt") == (
        0,
        f"to {model.url}/chat/completions, for the model small\n"
        "1 passage of 1 document, 46 characters (0 answered before, which are not sent again)\n"
        "you have agreed to that for this case\n",
        "",
    )
    assert model.paths == []


@pytest.mark.usefixtures("here")
def test_what_became_of_the_answers_is_counted(told: Told, model: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOSAYS_ENGINE_KEY", KEY)
    agree(told, model)
    model.says = lambda passage: [
        claim("the crane is late", ("The harbour board", "said")),
        claim("crane is late", ("The harbour board", "said")),
        claim("the crane is very late", ("The harbour board", "said")),
        claim("the crane is late", ("The mayor", "said")),
    ]
    code, out, err = told("propose", "harbour.txt")
    assert (code, err) == (0, "")
    assert out in (
        "1 document looked at, 1 passage asked about, 0 answered before\n"
        f"{found}\n"
        "rejected: the words do not stand in the passage as the engine told them\n"
        for found in ("1 claim found, 1 known already, 2 rejected", "2 claims found, 0 known already, 2 rejected")
    )
    assert model.headers[0]["authorization"] == f"Bearer {KEY}"
    code, out, err = told("propose", "--answers", "harbour.txt")
    assert (code, err) == (0, "1 answer kept\n")
    assert "The harbour board said that the crane is late." in out
    for words in (
        ["propose", "--json", "harbour.txt"],
        ["claims"],
        ["settings"],
        ["claims", "--json"],
        ["propose", "--answers", "--json"],
    ):
        code, out, err = told(*words)
        assert code == 0
        assert KEY not in out + err


@pytest.mark.usefixtures("here")
def test_a_refusal_is_one_line_without_the_key(told: Told, model: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOSAYS_ENGINE_KEY", KEY)
    agree(told, model)
    model.says = lambda passage: Raw(status=401, body=KEY.encode())
    code, out, err = told("propose", "--json")
    assert (code, out) == (1, "")
    assert '"error": "endpoint-refuses"' in err
    assert KEY not in err


def test_ctrl_c_ends_with_130_and_the_next_run_goes_on(here: Path, told: Told, model: ModelServer) -> None:
    agree(told, model)
    with Case.open(here) as case:
        total = case.plan_claims().questions
    assert total >= 3

    def slow(passage: str) -> list[object]:
        if len(model.passages) == 2:
            time.sleep(100)
        return []

    model.says = slow
    command = [sys.executable, "-c", "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
               " from whosays.cli import main; main(['propose'])"]  # fmt: skip
    run = subprocess.Popen(
        command,
        cwd=here,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    until = time.monotonic() + 120
    while len(model.passages) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=90)
    assert (run.returncode, err.decode().strip()) == (130, "whosays: stopped")
    model.says = lambda passage: []
    code, out, _ = told("propose")
    assert code == 0
    assert f"{total - 1} passages asked about, 1 answered before" in out


def test_help_does_not_load_what_proposes() -> None:
    """Nothing of an engine is imported before it is asked for."""
    check = (
        "import sys; from whosays.cli import cli\n"
        "for words in ([], ['propose'], ['models'], ['models', 'add']):\n"
        "    try: cli.main([*words, '--help'], standalone_mode=False)\n"
        "    except SystemExit: pass\n"
        "heavy = {'onnxruntime', 'tokenizers', 'httpx', 'httpcore', 'spacy', 'numpy', 'whosays.engines', 'whosays.case'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_models_are_listed_and_added(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    code, out, err = told("models")
    assert (code, out) == (0, "")
    assert "bring one with `whosays models add PATH|URL`" in err
    (tmp_path / "model.onnx").write_bytes(b"a graph")
    code, out, _ = told("models", "add", tmp_path / "model.onnx", "--name", "piers")
    assert (code, out.splitlines()[0]) == (
        0,
        f"piers  {tmp_path / 'data' / 'whosays' / 'models' / 'piers'}  (missing: tokenizer.json, gliner_config.json)",
    )
    assert told("models")[1] == out
    code, _, err = told("models", "add", "https://models.example/model.onnx", "--name", "piers")
    assert (code, "say --sha256" in err) == (1, True)


@pytest.mark.usefixtures("here")
def test_a_gliner_engine_wants_a_model(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    code, _, err = told("propose", "--engine", "gliner")
    assert (code, "--model" in err) == (2, True)
    code, _, err = told("propose", "--engine", "gliner", "--model", "piers")
    assert (code, "there is no model 'piers'" in err) == (1, True)
