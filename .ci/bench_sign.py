"""Measures signing and verifying Content Credentials: of a photo of 1024 px and of a film of ten seconds, alone and as a twin."""

import io
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import bench_pair_originals as originals

Row: TypeAlias = dict[str, Any]

MOST_MS = 15.0
ROUNDS = 30
ROOT = Path(__file__).resolve().parent.parent


def measure() -> list[Row]:
    """All figures of signing, by the very functions that the site calls; needs no settings."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="second-look-bench-") as name:
        film = Path(name) / "film.mp4"
        originals.write_film(film)
        return [
            *rows("photo", originals.photograph(), "image/jpeg", MOST_MS),
            *rows("film", film.read_bytes(), "video/mp4", None),
        ]


def rows(name: str, data: bytes, mime: str, most: float | None) -> list[Row]:
    """Sign and verify one file as an original and as the twin made of it; the median and the slowest of all rounds."""
    from quizzes.provenance.certificates import issue_authority, issue_identity, make_authority  # noqa: PLC0415
    from quizzes.provenance.reading import State, read  # noqa: PLC0415
    from quizzes.provenance.signing import Claim, Parent, sign  # noqa: PLC0415

    now = datetime.now(UTC)
    root = make_authority("Bench", now=now)
    identity = issue_identity(issue_authority(root, "Bench", now=now), "Bench", now=now)

    def signed(claim: Claim) -> bytes:
        return sign(data, mime, claim, identity, generator="Bench")

    original = Claim("An original", parent=Parent("A recording", mime), transcoded="Saved anew.")
    begun = time.process_time()
    first, first_ms = _timed(lambda: signed(original))
    cpu_ms = 1000 * (time.process_time() - begun) / (ROUNDS + 1)
    parent = Parent("The original", mime, first)
    twin = Claim("A twin", "humanEdits", ("Something was changed.",), parent)
    last, last_ms = _timed(lambda: signed(twin))

    def verify() -> State:
        return read(io.BytesIO(last), mime, [root.certificate]).state

    state, verify_ms = _timed(verify)
    if state != State.TRUSTED:
        raise SystemExit(f"What the bench signed reads as {state}.")
    return [
        row(f"{name}_original", median(first_ms), "ms", most),
        row(f"{name}_twin", median(last_ms), "ms", most),
        row(f"{name}_verify", median(verify_ms), "ms", most),
        row(f"{name}_original_cpu", cpu_ms, "ms"),
        row(f"{name}_slowest", max(first_ms + last_ms + verify_ms), "ms"),
        row(f"{name}_grows", (len(last) - len(data)) / 1000, "kB"),
    ]


def _timed(work: Callable[[], Any]) -> tuple[Any, list[float]]:
    """What `work` gives, and its milliseconds; the first round, which loads what is needed, is left out."""
    found, took = work(), []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        found = work()
        took.append(1000 * (time.perf_counter() - begun))
    return found, took


def row(name: str, value: float, unit: str, most: float | None = None) -> Row:
    """One line of the file; it holds while the value is at most `most`."""
    holds = most is None or value <= most
    return {"name": f"sign_{name}", "value": round(value, 3), "unit": unit, "goal": most, "holds": holds}
