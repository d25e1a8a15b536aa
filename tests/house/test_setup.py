"""`make setup`: only what changed is installed, an interruption is healed, and what is missing is said."""

import importlib.util
import json
import os
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, working on a folder of its own, with pip replaced by a note of what it would install."""
    spec = importlib.util.spec_from_file_location("second_look_setup", ROOT / ".ci" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv"}.items():
        monkeypatch.setattr(script, name, value)
    monkeypatch.setattr(script, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(script, "STAMP", tmp_path / ".venv" / "installed.json")
    monkeypatch.setattr(script, "LOG", tmp_path / ".venv" / "setup.log")
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("a==1\n")
    done: list[str] = []
    monkeypatch.setattr(script, "done", done, raising=False)

    def make() -> None:
        script.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        script.PYTHON.touch()
        done.append("venv")

    monkeypatch.setattr(script, "_make_venv", make)
    monkeypatch.setattr(script, "_install", done.append)
    return script


def test_the_second_setup_does_nothing(setup: ModuleType) -> None:
    setup.make_environment(develop=False)
    assert setup.done == ["venv", "requirements.txt"]
    setup.make_environment(develop=False)
    assert setup.done == ["venv", "requirements.txt"]


def test_changed_requirements_are_installed_into_the_same_environment(setup: ModuleType) -> None:
    setup.make_environment(develop=False)
    (setup.ROOT / "requirements.txt").write_text("a==2\n")
    setup.make_environment(develop=False)
    assert setup.done == ["venv", "requirements.txt", "requirements.txt"]


def test_tools_for_tests_are_added_when_asked_for_and_serve_for_running_too(setup: ModuleType) -> None:
    setup.make_environment(develop=False)
    setup.make_environment(develop=True)
    setup.make_environment(develop=False)
    assert setup.done == ["venv", "requirements.txt", "requirements-dev.txt"]


def test_an_interrupted_installation_is_begun_afresh(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(requirements: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(setup, "_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            setup.make_environment(develop=False)
    setup.make_environment(develop=False)
    assert setup.done == ["venv", "venv", "requirements.txt"]


def test_an_environment_that_was_moved_or_lost_its_python_is_made_anew(setup: ModuleType) -> None:
    setup.make_environment(develop=False)
    stamp = json.loads(setup.STAMP.read_text())
    setup.STAMP.write_text(json.dumps({**stamp, "place": "/somewhere/else/.venv"}))
    setup.make_environment(develop=False)
    setup.PYTHON.unlink()
    setup.make_environment(develop=False)
    assert setup.done.count("venv") == 3


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "its hash differs"),
        ("Temporary failure in name resolution", "there is no network"),
        ("ERROR: No matching distribution found for a==1", "not to be had for this Python"),
    ],
)
def test_what_pip_says_is_turned_into_a_sentence(setup: ModuleType, said: str, sentence: str) -> None:
    assert sentence in setup.reason(said)


def test_without_a_python_that_fits_the_sentence_says_which_and_how(tmp_path: Path) -> None:
    for tool in ("sh", "dirname"):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}")
    old = tmp_path / "python3"
    old.write_text("#!/usr/bin/sh\nexit 1\n")
    old.chmod(0o755)
    stopped = subprocess.run(
        ["/usr/bin/sh", str(ROOT / ".ci" / "setup")],
        env={**{k: v for k, v in os.environ.items() if k != "PYTHON"}, "PATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert stopped.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13" in stopped.stderr
    assert "apt-get install python3" in stopped.stderr


def test_make_alone_lists_every_command() -> None:
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("setup", "run", "test", "check", "bench", "help"):
        assert f"make {target} " in shown
