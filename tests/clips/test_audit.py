"""The leak audit finds what tells the halves apart, and nothing where nothing does."""

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest

from quizzes.clips.audit import FEWEST_PAIRS, THRESHOLD, Features, audit_pairs
from quizzes.clips.encode import QUALITY, _jpeg, encode
from quizzes.clips.file_features import features_of
from tests.clips.made_library import picture

HEADERS = {"Content-Type": "image/jpeg", "Accept-Ranges": "bytes"}
PERMUTATIONS = 199

Leak = Callable[[bytes], bytes]


def _halves(number: int) -> tuple[bytes, bytes]:
    """Half of the twins have something added, half have something smoothed away."""
    original = picture(number, 160, 120)
    twin = original.copy()
    if number % 2:
        twin[40:80, 90:140] = picture(number + 500, 160, 120)[40:80, 90:140]
    else:
        twin[40:80, 90:140] = twin[40:80, 90:140].mean(axis=(0, 1)).astype(np.uint8)
    first, second = encode([original, twin])
    return first, second


@pytest.fixture(scope="module")
def halves() -> list[tuple[bytes, bytes]]:
    return [_halves(number) for number in range(20)]


def _pairs(
    halves: list[tuple[bytes, bytes]], leak: Leak = lambda data: data, headers: dict[str, str] = HEADERS
) -> list[tuple[Features, Features]]:
    return [(features_of(original, HEADERS), features_of(leak(twin), headers)) for original, twin in halves]


def test_clean_halves_pass(halves: list[tuple[bytes, bytes]]) -> None:
    audit = audit_pairs(_pairs(halves), permutations=PERMUTATIONS)
    assert audit.n_pairs == 20 and audit.passed
    assert min(audit.p_single, audit.p_paired) >= THRESHOLD
    assert audit.models.keys() == {"linear", "tree", "feature"}


def _with_comment(data: bytes) -> bytes:
    comment = b"\xff\xfe\x00\x08edited"
    return data[:2] + comment + data[2 : -len(comment)]


def _one_byte_longer(data: bytes) -> bytes:
    return data + b"\0"


def _other_quality(data: bytes) -> bytes:
    table = data.index(b"\xff\xdb") + 6
    return data[:table] + bytes((data[table] + 1,)) + data[table + 1 :]


def _end_moved(data: bytes) -> bytes:
    return data[:-6] + b"\xff\xd9" + data[-4:]


@pytest.mark.parametrize("leak", [_with_comment, _one_byte_longer, _other_quality, _end_moved])
def test_planted_leak_in_the_file_is_found(halves: list[tuple[bytes, bytes]], leak: Leak) -> None:
    audit = audit_pairs(_pairs(halves, leak), permutations=PERMUTATIONS)
    assert not audit.passed
    assert audit.auc_paired > 0.99 and audit.p_paired < THRESHOLD


def test_planted_leak_in_a_response_header_is_found(halves: list[tuple[bytes, bytes]]) -> None:
    audit = audit_pairs(_pairs(halves, headers=HEADERS | {"ETag": '"2"'}), permutations=PERMUTATIONS)
    assert not audit.passed and audit.top_feature is not None and audit.top_feature.startswith("response.")


def test_leak_that_only_tells_in_a_pair_is_found() -> None:
    rng = np.random.default_rng(5)
    sizes = rng.integers(1000, 900_000, 40)
    audit = audit_pairs(
        [({"size": float(s)}, {"size": float(s + 3)}) for s in sizes], permutations=PERMUTATIONS
    )
    assert audit.p_paired < THRESHOLD
    assert audit.auc_single < 0.6 and audit.auc_paired == 1.0


def test_leak_that_needs_no_direction_is_found_by_the_tree() -> None:
    """Twins sit at both ends, originals between them: no straight line tells them apart."""
    rng = np.random.default_rng(6)
    pairs = [({"x": rng.normal()}, {"x": rng.choice((-1, 1)) * (5 + rng.random())}) for _ in range(40)]
    audit = audit_pairs(pairs, permutations=PERMUTATIONS)
    assert audit.models["tree"].p_single < THRESHOLD
    assert audit.models["tree"].auc_single > 0.9


def test_what_a_bare_encode_would_tell_is_found() -> None:
    """Without the last encode's filling, something pasted in shows as a longer file."""
    pairs = []
    for number in range(1, 60, 2):
        original = picture(number, 160, 120)
        twin = original.copy()
        twin[40:80, 90:140] = np.random.default_rng(number).integers(0, 255, (40, 50, 3), dtype=np.uint8)
        pairs.append((features_of(_jpeg(original), HEADERS), features_of(_jpeg(twin), HEADERS)))
    assert QUALITY == 88 and audit_pairs(pairs, permutations=PERMUTATIONS).p_paired < THRESHOLD


def test_constant_features_tell_nothing() -> None:
    audit = audit_pairs([({"a": 1.0, "b": 7.0}, {"a": 1.0, "b": 7.0})] * 20)
    assert (audit.auc_single, audit.auc_paired, audit.p_single, audit.p_paired) == (0.5, 0.5, 1.0, 1.0)
    assert audit.top_feature is None and audit.passed


def test_a_handful_of_pairs_cannot_tell_anything() -> None:
    few = [({"a": 0.0}, {"a": 1.0})] * (FEWEST_PAIRS - 1)
    assert audit_pairs(few).p_paired == 1.0
    assert audit_pairs([]).n_pairs == 0


def test_audit_comes_out_the_same_every_time(halves: list[tuple[bytes, bytes]]) -> None:
    pairs = _pairs(halves[:12])
    assert audit_pairs(pairs, permutations=19) == audit_pairs(pairs, permutations=19)


def test_chance_alone_fails_about_as_often_as_the_threshold_says() -> None:
    rng = np.random.default_rng(8)
    ps = []
    for _ in range(12):
        pairs = [
            ({"a": rng.normal(), "b": rng.normal()}, {"a": rng.normal(), "b": rng.normal()})
            for _ in range(12)
        ]
        audit = audit_pairs(pairs, permutations=19)
        ps += [audit.models["linear"].p_paired, audit.models["feature"].p_single]
    assert 0.25 < np.mean(ps) < 0.8


def test_processes_that_audit_start_without_the_site() -> None:
    """What they are given is read before Django is set up in them; its models would stop them."""
    asked = "import sys, quizzes.clips.audit_pool; sys.exit('quizzes.clips.models' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
