"""Simulates learners whose truth is known, counts how often every interval holds it, and puts the tables in docs/algorithms/recovery.md."""

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

PAGE = ROOT / "docs" / "algorithms" / "recovery.md"

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


def main(names: list[str]) -> None:
    """Make these tables again, or all of them. Each has a seed of its own, so a second run changes nothing."""
    for name in names or list(TABLES):
        begun = time.monotonic()
        made = TABLES[name]()
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(f"<!-- {name} -->\n")
        _, _, after = rest.partition("<!-- end -->\n")
        PAGE.write_text(f"{before}<!-- {name} -->\n\n{made}\n<!-- end -->\n{after}", encoding="utf-8")
        print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
