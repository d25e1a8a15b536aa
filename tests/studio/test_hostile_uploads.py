"""Whatever is uploaded: a sentence or a clean clip, and nothing read, written, asked for or carried along."""

import fcntl
import json
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from quizzes.studio.cleaning import answer_of
from quizzes.studio.limits import MEMORY
from quizzes.studio.words import REASONS, sentence_for
from tests.studio.hostile.corpus import corpus
from tests.studio.hostile.manifests import CARRIERS, pointing
from tests.studio.hostile.naming import naming
from tests.studio.hostile.pictures import GPS
from tests.studio.hostile.samples import good

pytestmark = pytest.mark.slow  # half a thousand processes, some 40 seconds of work

ROOT = Path(__file__).resolve().parents[2]
CANARY = b"CANARY-91c4: nobody may read this"
CARRIED = (b"PAYLOAD-7f3a", GPS, CANARY[:11])


class Listener(threading.Thread):
    """A server on this machine that counts who comes; nobody should."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.came = 0
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/canary.ts"

    def run(self) -> None:
        while True:
            try:
                guest, _ = self.socket.accept()
            except OSError:
                return
            self.came += 1
            guest.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + CANARY)
            guest.close()


@dataclass
class Batch:
    """What came of many uploads, by their names."""

    files: dict[str, bytes]
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    used: dict[str, dict[str, Any]] = field(default_factory=dict)
    cleaned: dict[str, bytes] = field(default_factory=dict)
    came: int = 0
    left: set[str] = field(default_factory=set)


def run(folder: Path, files: dict[str, bytes], listener: Listener, *options: str) -> Batch:
    """Clean all files, in one process that forks for each."""
    batch, names = Batch(files), list(files)
    for number, name in enumerate(names):
        (folder / f"{number:04}.in").write_bytes(files[name])
    command = [sys.executable, "-s", "-P", "-m", "tests.studio.hostile.batch", str(folder), *options]
    environment = {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
    subprocess.run(command, env=environment, cwd=folder, check=True, timeout=600)
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    for number, name in enumerate(names):
        result = results[f"{number:04}"]
        batch.used[name] = result
        batch.answers[name] = answer_of(result["code"], result["said"].encode() or b"{}")
        batch.cleaned[name] = (folder / f"{number:04}.out").read_bytes()
    batch.came = listener.came
    expected = {f"{number:04}.{end}" for number in range(len(names)) for end in ("in", "out")}
    batch.left = {path.name for path in folder.iterdir()} - expected - {"results.json", "canary.mp4"}
    return batch


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    server = Listener()
    server.start()
    yield server
    server.socket.close()


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[], Batch]) -> Batch:
    """What `make` gives, made by the first worker that asks; the others wait for it, since it costs the whole machine a minute."""
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    kept = shared / f"{name}.pickle"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
        batch: Batch = pickle.loads(kept.read_bytes())
        return batch


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Batch:
    """The whole corpus, cleaned as in earnest."""
    return once(tmp_path_factory, "hostile", lambda: _hostile(tmp_path_factory, listener))


def _hostile(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Batch:
    folder = tmp_path_factory.mktemp("hostile")
    canary = folder / "canary.mp4"
    canary.write_bytes(CANARY)
    return run(
        folder, corpus() | naming(str(canary), listener.address) | pointing(listener.address), listener
    )


@pytest.fixture(scope="module")
def unguarded(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Batch:
    """The files that name others, cleaned by a process that the kernel does not hold back."""
    return once(tmp_path_factory, "unguarded", lambda: _unguarded(tmp_path_factory, listener))


def _unguarded(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Batch:
    folder = tmp_path_factory.mktemp("unguarded")
    canary = folder / "canary.mp4"
    # A film that could be played, so that reading it would show.
    canary.write_bytes(good()["mp4"] + CANARY)
    return run(folder, naming(str(canary), listener.address) | pointing(listener.address), listener, "open")


def test_corpus_is_large_enough(hostile: Batch) -> None:
    assert len(hostile.files) >= 500
    assert len(set(hostile.files.values())) >= 450


def test_every_upload_is_cleaned_or_refused_by_a_reason_that_is_known(hostile: Batch) -> None:
    strange = {
        name: answer
        for name, answer in hostile.answers.items()
        if not answer.get("ok") and answer.get("key") not in REASONS
    }
    assert strange == {}
    assert [name for name, used in hostile.used.items() if used["code"] > 0] == []


def test_no_error_comes_as_a_surprise(hostile: Batch) -> None:
    details = {name: answer["detail"] for name, answer in hostile.answers.items() if "detail" in answer}
    assert details == {}


def test_every_reason_is_said_in_both_languages() -> None:
    for key in REASONS:
        with translation.override("en"):
            english = sentence_for(key)
        with translation.override("nl"):
            assert sentence_for(key) != english


def test_sound_files_are_taken(hostile: Batch, tmp_path: Path, listener: Listener) -> None:
    answers = run(tmp_path, good(), listener).answers
    assert {name: answer for name, answer in answers.items() if not answer.get("ok")} == {}
    fine = {name: answer for name, answer in hostile.answers.items() if name.startswith("fine")}
    assert {name: answer for name, answer in fine.items() if not answer.get("ok")} == {}
    assert len(fine) >= 25


def test_nothing_is_carried_along(hostile: Batch) -> None:
    carried = [name for name, data in hostile.cleaned.items() if any(mark in data for mark in CARRIED)]
    assert carried == []


def test_nothing_that_tells_of_the_place_is_said(hostile: Batch) -> None:
    said = {name: json.dumps(answer.get("provenance", {})) for name, answer in hostile.answers.items()}
    # A place in the sentences of a signer is what he says, and stays; what a camera wrote is only said to be there.
    told = {name for name, text in said.items() if GPS.decode() in text and "credentials" not in name}
    assert told == set()
    for name in ("jpeg that says where", "jpeg with exif with a place", "jpeg with xmp with a place"):
        assert hostile.answers[f"fine {name}"]["provenance"]["data"]["place"] is True


def test_no_credentials_are_believed_that_are_not_in_order(hostile: Batch) -> None:
    states = {
        name: answer["provenance"]["state"] for name, answer in hostile.answers.items() if answer.get("ok")
    }
    assert "trusted" not in states.values()
    assert {states[f"fine {name} with credentials"] for name in CARRIERS} == {"untrusted"}
    assert states["fine jpeg with the credentials of another"] == "altered"
    for name, state in states.items():
        if "manifest" in name:
            assert state in ("broken", "absent"), name
    assert states["jpeg whose credentials lie elsewhere"] == "absent"


def test_what_is_kept_is_of_one_plain_kind(hostile: Batch) -> None:
    starts = {"image/png": b"\x89PNG", "audio/flac": b"fLaC", "video/mp4": b"\0\0\0"}
    for name, answer in hostile.answers.items():
        if answer.get("ok"):
            assert hostile.cleaned[name].startswith(starts[answer["mime"]]), name
            assert max(answer.get("width", 0), answer.get("height", 0)) <= 1280


def test_nobody_is_asked_for_anything_and_no_other_file_is_read(hostile: Batch, unguarded: Batch) -> None:
    assert (hostile.came, unguarded.came) == (0, 0)
    for batch in (hostile, unguarded):
        assert [name for name, data in batch.cleaned.items() if CANARY[:11] in data] == []


def test_pinned_formats_alone_follow_no_name(unguarded: Batch) -> None:
    shown = {
        name: answer
        for name, answer in unguarded.answers.items()
        if answer.get("ok") and not any(word in name for word in ("dref", "reference", "elsewhere"))
    }
    assert shown == {}


def test_nothing_is_written_beside_the_one_file(hostile: Batch, unguarded: Batch) -> None:
    assert hostile.left == set()
    assert unguarded.left == set()


def test_memory_and_time_stay_within_bounds(hostile: Batch) -> None:
    assert max(used["memory"] for used in hostile.used.values()) <= MEMORY
    assert max(used["cpu"] for used in hostile.used.values()) <= 30


def test_files_named_for_what_they_are_not_are_refused(hostile: Batch) -> None:
    for name in (
        "nothing",
        "zip bomb",
        "shell",
        "elf",
        "pickle",
        "svg image file",
        "eps",
        "pdf",
        "m3u8 http",
        "svg entity file",
    ):
        assert hostile.answers[name]["ok"] is False
    assert hostile.answers["heic"]["key"] == "heic"
    assert hostile.answers["film of 70 seconds"]["key"] == "too-long-film"
    assert hostile.answers["sound of 11 minutes"]["key"] == "too-long-sound"
    assert hostile.answers["film of 4200 by 2400"]["key"] == "too-many-pixels"
    assert hostile.answers["png of 30000 by 30000"]["key"] == "too-many-pixels"
    assert hostile.answers["film of twelve tracks"]["key"] == "too-many-streams"
    assert hostile.answers["mp4 of twenty tracks"]["key"] == "too-many-streams"
    assert hostile.answers["a strip in the end"]["key"] == "too-small"


def test_half_a_film_is_not_taken_for_a_whole_one(hostile: Batch) -> None:
    taken = [
        f"{name} cut at {tenth} tenths"
        for name in ("mp4", "mov", "webm", "mkv")
        for tenth in range(1, 7)
        if hostile.answers[f"{name} cut at {tenth} tenths"]["ok"]
    ]
    assert taken == []


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own fences are Linux's")
def test_kernel_keeps_the_process_in(tmp_path: Path) -> None:
    """Asked to read, write, run and speak, the process that opens uploads can do none of it."""
    script = f"""
import json, os, socket, subprocess
from quizzes.studio import jail
source = open({str(tmp_path / "given")!r}, "rb")
held = jail.close(source.fileno())
tried = dict(
    read=lambda: open("/etc/hostname").read(), write=lambda: open({str(tmp_path / "new")!r}, "w"),
    folder=lambda: os.listdir({str(tmp_path)!r}), remove=lambda: os.unlink({str(tmp_path / "given")!r}),
    speak=lambda: socket.socket(), run=lambda: os.execv("/bin/true", ["true"]), kill=lambda: os.kill(os.getppid(), 0),
    given=lambda: open(f"/dev/fd/{{source.fileno()}}").read(),
)
done = []
for name, attempt in tried.items():
    try:
        attempt()
        done.append(name)
    except PermissionError:
        pass
print(json.dumps([held, done]))
"""
    (tmp_path / "given").write_text("this one", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-s", "-P", "-c", script],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    held, done = json.loads(ran.stdout)
    without = {"landlock": {"read", "write", "folder"}, "seccomp": {"speak", "run", "kill"}}
    # A kernel that lacks one of the two leaves what only that one forbids.
    left = set().union(*(what for fence, what in without.items() if fence not in held))
    assert set(done) - {"given"} <= left
    assert "given" in done
    assert (tmp_path / "given").exists()
