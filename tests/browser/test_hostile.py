"""A small class on a hostile network: what the site acknowledged it has, once, and under the right name."""

from typing import Any

from tests.hostile.campaign import Plan, run
from tests.hostile.line import bad_line
from tests.hostile.school import seed, stored

PLACES = 3


def test_no_acknowledged_answer_is_lost_doubled_or_misplaced(
    live_server: Any, transactional_db: None
) -> None:
    pupils = seed(8, PLACES)
    upstream = int(live_server.url.rpartition(":")[2])
    with bad_line(upstream, latency=0.1, cut=0.05) as line:
        ledger = run(line, pupils, Plan(windows=2, places=PLACES, laptops=1, threads=3, offline=1.0))
    found = ledger.verdict(stored(), len(pupils), PLACES)
    assert ledger.acknowledged, "nobody got an answer through"
    wrong = {name: count for name, count in list(found.items())[3:] if count}
    assert wrong == {}
    assert found["stored"] == len(pupils) * PLACES
