"""Simulates learners whose truth is known, counts how often every interval holds it, and writes docs/algorithms/recovery.md."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import recovery_gain  # noqa: E402
import recovery_intervals  # noqa: E402
import recovery_measures  # noqa: E402
import recovery_scales  # noqa: E402

TEXT = Path(__file__).with_name("recovery.txt")
OUT = ROOT / "docs" / "algorithms" / "recovery.md"

TABLES: dict[str, Callable[[], str]] = {
    "candidates": recovery_intervals.candidates,
    "simulated": recovery_intervals.simulated,
    "pairs": recovery_intervals.pairs,
    "class_means": recovery_gain.class_means,
    "learner": recovery_gain.learner,
    "classes": recovery_gain.classes,
    "unlike_forms": recovery_gain.unlike_forms,
    "confidence": recovery_measures.confidence,
    "groups": recovery_measures.groups,
    "shares": recovery_measures.shares,
    "forms": recovery_measures.forms,
    "two_groups": recovery_measures.two_groups,
    "calibrated": recovery_scales.calibrated,
    "practised": recovery_scales.practised,
}


def main() -> None:
    """Fill each `[[name]]` of recovery.txt with its table. Every table has a fixed seed, so a second run changes nothing."""
    text = TEXT.read_text(encoding="utf-8")
    for name, make in TABLES.items():
        begun = time.monotonic()
        text = text.replace(f"[[{name}]]\n", make())
        print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)
    OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
