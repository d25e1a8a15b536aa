"""The whole leak audit: the real library, its doors and links, and pairs made for the purpose."""

import multiprocessing
import signal
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from quizzes.clips.audit import Audit, Features, audit_pairs
from quizzes.clips.first_byte import DRAWS, Timing, as_plain
from quizzes.clips.library_audit import audit_library, time_library
from quizzes.clips.trial_material import gather_material
from quizzes.clips.trials import MEDIA, Material, Trial, run_trials
from quizzes.jobs.drain import Tally

CODED, SEEN = "coded", "seen"


@dataclass(frozen=True)
class Findings:
    """All that the audit found.

    `library` has one audit a medium, `timings` one a door, `made` one a medium of machine-made pairs.
    `techniques` counts the latter by medium and technique. `beyond` is not held against the files: what a
    script learns of films that takes the coded data apart (`coded`), and one that looks at the pictures
    (`seen`). `originals` says how many of the library's originals the machine could use, by kind.
    """

    library: Mapping[str, Audit]
    timings: Mapping[str, Timing]
    made: Mapping[str, Audit] = field(default_factory=dict)
    techniques: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    beyond: Mapping[str, Audit] = field(default_factory=dict)
    originals: Mapping[str, int] = field(default_factory=dict)

    @property
    def leaks(self) -> tuple[str, ...]:
        """What tells the halves apart, each in a few words; none is as it must be."""
        audits = {**self.library, **{f"machine-made {name}": each for name, each in self.made.items()}}
        files = [f"{name}: look at {each.top_feature}" for name, each in audits.items() if not each.passed]
        return (*files, *(f"{name}: the time to the first byte" for name, each in self.timings.items() if not each.passed))  # fmt: skip

    @property
    def is_empty(self) -> bool:
        """Whether nothing was there to be looked at."""
        return not self.library and not self.made

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        named = {"library": self.library, "machine_made": self.made, "beyond": self.beyond}
        return {
            **{name: {key: each.as_dict() for key, each in audits.items()} for name, audits in named.items()},
            "first_byte": {name: as_plain(each) for name, each in self.timings.items()},
            "techniques": {medium: dict(counts) for medium, counts in self.techniques.items()},
            "leaks": list(self.leaks),
        }


def run_audit(
    *,
    machine_made: int,
    workers: int = 1,
    draws: int = DRAWS,
    on_change: Callable[[Tally], None] = lambda tally: None,
) -> Findings:
    """Look for leaks in the published pairs, and in `machine_made` pairs of each medium made on the spot.

    `on_change` hears how many of the latter there are. It may be interrupted at any time; nothing of it stays
    on disk or in the database.
    """
    library, timings = audit_library(), time_library(draws=draws)
    if not machine_made:
        return Findings(library, timings)
    material = gather_material()
    made = _made(material, machine_made, workers, on_change)
    by_medium = {medium: [each for each in made if each.medium == medium] for medium in MEDIA}
    asked: dict[str, Sequence[tuple[Features, Features]]] = {
        medium: [each.files for each in found] for medium, found in by_medium.items()
    }
    asked[CODED] = [each.coded for each in made if each.coded is not None]
    asked[SEEN] = [each.seen for each in made if each.seen is not None]
    audits = _audited(asked, workers)
    return Findings(
        library,
        timings,
        made={medium: audits[medium] for medium in MEDIA},
        techniques={
            medium: dict(sorted(Counter(each.technique for each in found).items()))
            for medium, found in by_medium.items()
        },
        beyond={name: audits[name] for name in (CODED, SEEN)},
        originals={
            "pictures": len(material.pictures),
            "films": len(material.films),
            "recordings": len(material.sounds),
        },
    )


def _made(material: Material, count: int, workers: int, on_change: Callable[[Tally], None]) -> list[Trial]:
    """Return all trials in order, whichever came first."""
    total, made = count * len(MEDIA), []
    for trial in run_trials(material, count=count, workers=workers):
        made.append(trial)
        on_change(Tally(waiting=total - len(made), running=0, done=len(made), failed=0, percent=0))
    return sorted(made, key=lambda each: (MEDIA.index(each.medium), each.number))


def _audited(asked: Mapping[str, Sequence[tuple[Features, Features]]], workers: int) -> dict[str, Audit]:
    """Audit several sets of pairs, as many at once as there are `workers`."""
    if workers == 1:
        return {name: audit_pairs(pairs) for name, pairs in asked.items()}
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _heed_the_parent_alone) as pool:
        return dict(zip(asked, pool.map(audit_pairs, asked.values()), strict=True))


def _heed_the_parent_alone() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
