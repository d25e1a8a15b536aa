"""Several audits at once; its processes know nothing of the site, and must be able to read this without it."""

import multiprocessing
import signal
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from quizzes.clips.audit import Audit, Features, audit_pairs


def audit_sets(
    asked: Mapping[str, Sequence[tuple[Features, Features]]], workers: int = 1
) -> dict[str, Audit]:
    """Audit several sets of pairs, as many at once as there are `workers`."""
    if workers == 1:
        return {name: audit_pairs(pairs) for name, pairs in asked.items()}
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _heed_the_parent_alone) as pool:
        return dict(zip(asked, pool.map(audit_pairs, asked.values()), strict=True))


def _heed_the_parent_alone() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
