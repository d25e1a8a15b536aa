"""How much of the machine the process that opens an upload may use."""

import contextlib
import os
import resource
from dataclasses import dataclass

MEMORY = 1 << 30
OPEN_FILES = 24
_GRACE_S = 2


@dataclass(frozen=True)
class Limits:
    """`cpu` and `wall` in seconds, `output` in bytes."""

    cpu: int
    wall: int
    output: int


BY_HOLDING = {
    "photo": Limits(cpu=30, wall=120, output=32_000_000),
    "sound": Limits(cpu=60, wall=240, output=120_000_000),
    "film": Limits(cpu=600, wall=1200, output=400_000_000),
}


def apply(limits: Limits) -> None:
    """Put limits on this process, once and for all; POSIX only."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + _GRACE_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output, limits.output))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if hasattr(os, "sched_setaffinity"):
        # Decoders take a thread, with its memory, for every core that they see.
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
