"""Lets pupils take a quiz over a hostile network on the site as it is served, and counts what was lost, doubled or misplaced."""

import json
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

from bench_site import Site
from postgres import own_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.hostile.campaign import Plan, run  # noqa: E402 - from the folder named above
from tests.hostile.ledger import Given, Pupil  # noqa: E402
from tests.hostile.line import bad_line  # noqa: E402

OUT = ROOT / "var" / "bench" / "hostile.json"
LATENCY, CUT, PLACES = 0.4, 0.05, 10


def main(sittings: int = 200, windows: int = 20) -> int:
    """Play so many sittings, so many of them in real browsers; 1 when an acknowledged answer was lost or doubled."""
    begun = time.monotonic()
    plan = Plan(windows=windows, places=PLACES, laptops=5, threads=24, minutes_offline=2)
    with (
        tempfile.TemporaryDirectory(prefix="second-look-hostile-") as folder,
        own_server(durable=True) as database,
    ):
        site = Site(Path(folder) / "site", database, threads=8)
        pupils = [
            Pupil(**each) for each in site.seed("seed", str(sittings), str(PLACES), script="hostile_seed.py")
        ]
        print(f"{sittings} pupils have a quiz of {PLACES}; {windows} of them sit at browsers.", flush=True)
        with site.served(light=False) as server, bad_line(server.port, latency=LATENCY, cut=CUT) as line:
            ledger = run(line, pupils, plan)
        stored = [Given(**each) for each in site.seed("stored", script="hostile_seed.py")]
    found = ledger.verdict(stored, sittings, PLACES)
    figures = {
        **found,
        "in_browsers": windows,
        "seconds": round(time.monotonic() - begun),
        "requests": dict(line.fates),
        "hardships": dict(ledger.hardships),
        "words": dict(ledger.words),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:<36} {value}")
    return 1 if any(list(found.values())[3:]) or found["stored"] != sittings * PLACES else 0


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)  # so that the servers are stopped then, too
    sys.exit(main(*map(int, sys.argv[1:3])))
