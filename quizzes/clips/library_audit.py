"""The leak audit of the real library: every published pair, as its files leave the site."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from quizzes.clips.answers import end_answer
from quizzes.clips.audit import Audit, Features, audit_pairs
from quizzes.clips.audit_groups import audit_groups
from quizzes.clips.doors import Door, Opened, Opener, registered_doors
from quizzes.clips.first_byte import DRAWS, Timing, measured_twice, time_pairs
from quizzes.clips.half_features import features_of_answer, features_of_half
from quizzes.clips.link_features import features_of_link
from quizzes.clips.models import Half, Medium, Pair
from quizzes.clips.store import path_of

# Doors write to the database while they are open, and nobody else can meanwhile; so never for long.
_AT_ONCE = 6
_HALVES = (Half.ORIGINAL, Half.TWIN)


def audit_library() -> dict[str, Audit]:
    """Audit the published pairs of each medium that has any, in the order of their slugs.

    Clips that stand alone on one canvas follow, generated against real, under "<medium> alone <canvas>".
    """
    found: dict[str, list[tuple[Features, Features]]] = {}
    pairs = _pairs()
    doors = _features_of_doors(pairs)
    for pair in pairs:
        first, second = (
            features_of_half(_files(pair, half), _peaks(pair, half)) | doors[pair.slug, half]
            for half in _HALVES
        )
        found.setdefault(pair.medium, []).append((first, second))
    audits = {medium.value: audit_pairs(found[medium.value]) for medium in Medium if medium.value in found}
    return audits | _audit_alone()


def time_library(*, draws: int = DRAWS) -> dict[str, Timing]:
    """Measure, for each door, how long the first byte of both halves of every published pair takes."""
    pairs = _pairs()
    if not pairs:
        return {}
    return {
        name: measured_twice(partial(_times, opener, pairs, draws))
        for name, opener in registered_doors().items()
    }


def _pairs() -> list[Pair]:
    return list(
        Pair.objects.in_library().published().with_both().prefetch_related("renditions").order_by("slug")
    )


def _files(pair: Pair, half: str) -> dict[str, tuple[Path, str]]:
    """Return the files of a half by what they are: `file`, and `small`, `poster`, ... where there are such."""
    files = {}
    for rendition in pair.renditions.all():
        of, _dash, name = rendition.kind.partition("-")
        if of == half:
            files[name or "file"] = (path_of(rendition.file), rendition.mime)
    return files


def _peaks(pair: Pair, half: str) -> str:
    return str(pair.truth.get("peaks", {}).get(half, ""))


def _opened(opener: Opener, pairs: Sequence[Pair]) -> Iterator[tuple[Sequence[Pair], Opened]]:
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        with opener(some) as doors:
            yield some, doors


def _features_of_doors(pairs: Sequence[Pair]) -> dict[tuple[str, str], dict[str, float]]:
    """Return what the links in pages and the answers to them say of each half, by slug and half."""
    found: dict[tuple[str, str], dict[str, float]] = {
        (pair.slug, half): {} for pair in pairs for half in _HALVES
    }
    for name, opener in registered_doors().items():
        for some, doors in _opened(opener, pairs):
            for pair in some:
                for half in _HALVES:
                    found[pair.slug, half] |= {
                        f"{name}.{key}": value for key, value in _door(doors[pair.slug, half]).items()
                    }
    return found


def _door(door: Door) -> dict[str, float]:
    response = door.ask()
    end_answer(response)
    return features_of_link(door.link) | features_of_answer(response)


def _times(opener: Opener, pairs: Sequence[Pair], draws: int, seed: int) -> NDArray[np.float64]:
    medians = [
        time_pairs(
            [{half: doors[pair.slug, half].ask for half in _HALVES} for pair in some], draws=draws, seed=seed
        )
        for some, doors in _opened(opener, pairs)
    ]
    return np.concatenate(medians)


def _audit_alone() -> dict[str, Audit]:
    """Compare the files of generated clips with those of the real clips that stand beside them, by canvas."""
    alone = Pair.objects.in_library().published().filter(Q(has_twin=False) | Q(has_original=False))
    real: dict[tuple[str, str], list[Features]] = {}
    generated: dict[tuple[str, str], list[Features]] = {}
    for pair in alone.prefetch_related("renditions").order_by("slug"):
        canvas = pair.recipe.get("params", {}).get("canvas")
        if canvas:
            side, half = (real, Half.ORIGINAL) if pair.has_original else (generated, Half.TWIN)
            files = _files(pair, half)
            if files:
                key = (pair.medium, "x".join(map(str, canvas)))
                side.setdefault(key, []).append(features_of_half(files))
    return {
        f"{medium} alone {canvas}": audit_groups(real.get((medium, canvas), []), features)
        for (medium, canvas), features in sorted(generated.items())
    }
