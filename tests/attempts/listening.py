"""All that a browser gets at a place before its answer, in numbers, and two models that guess the half from them."""

from __future__ import annotations

import re
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from django.http import StreamingHttpResponse
from django.test import Client
from numpy.typing import NDArray

from quizzes.attempts.course import Place, course_of
from quizzes.attempts.models import Sitting
from quizzes.clips.audit import area_under_curve, p_of
from quizzes.clips.audit_models import MODELS, SEED, Labels, Matrix
from quizzes.clips.link_features import features_of_link
from quizzes.clips.models import Half
from tests.attempts.playing import Reply, form_of, place_url
from tests.attempts.test_every_type import without_sound
from tests.attempts.test_secrecy import masked

PERMUTATIONS = 149
FOLDS = 4
_BUCKETS = 8
# What follows from where in the sitting a place stands, and the lists that are drawn for it: their length is known.
_KNOWN = (
    (r'<div class="progress">.*?</ol>', "progress"),
    (r"/sittings/id/[0-9]+/", "/sittings/id/place/"),
    (r"(Clip|Pair|Story) [0-9]+ of", "Clip n of"),
    (r"<span data-saying>.*?</span>", "saying"),
    (r'<fieldset class="options".*?</fieldset>', "options"),
    (r'<section class="credential".*?</section>', "credential"),
)
_PLACE = re.compile(r"/sittings/[^/]+/[0-9]+/")
# The same whatever is shown; in a list, the first that is offered.
_SAID = {
    "judge": {"p_manipulated": "0.95"},
    "context": {"p_manipulated": "0.95"},
    "compare": {"side": "A"},
    "locate": {"cell": "C2"},
    "when": {"from": "0.5", "until": ""},
}


clock = time.perf_counter
"""Seconds, as a browser's own clock has them; a test may put another in its place."""


@dataclass(frozen=True)
class Draw:
    """One place as it was dealt: what was asked, of which pair, which half, and what was heard of it."""

    item: str
    pair: int
    is_twin: bool
    heard: dict[str, float] = field(default_factory=dict)


def listen(client: Client, sitting: Sitting) -> Iterator[Draw]:
    """Play a sitting to its end as a browser does, and note all that comes before the last answer of each place."""
    pairs = dict(sitting.showings.values_list("position", "item__pair"))
    for place in course_of(sitting).places:
        heard = {"place": float(place.position)}
        for number, slug in enumerate(place.chain):
            reply, seconds = _timed(client, place_url(sitting, place.position))
            heard |= _named(f"{number}.page", _of_page(reply) | {"time": np.log(seconds)})
            if number == 0:
                heard |= _named("clip", _of_links(client, reply))
            answered = client.post(*_answer(reply, slug))
            if number + 1 < len(place.chain):
                heard |= _named(f"{number}.answer", _of_reply(answered))
        yield Draw(_item(place), pairs[place.position], place.half == Half.TWIN, heard)


def _item(place: Place) -> str:
    return " ".join(place.chain)


def _timed(client: Client, address: str) -> tuple[Reply, float]:
    began = clock()
    reply = client.get(address)
    if not isinstance(reply, StreamingHttpResponse):
        return reply, clock() - began
    parts = iter(reply.streaming_content)
    next(parts)
    seconds = clock() - began
    for _ in parts:  # to its end, which closes it
        pass
    return reply, seconds


def _answer(reply: Reply, slug: str) -> tuple[str, dict[str, str]]:
    action, hidden = form_of(reply)
    assert hidden["item_type"] == slug
    if slug in _SAID:
        return action, hidden | _SAID[slug]
    first = re.search(
        r'<input type="(?:radio|checkbox)" name="(\w+)" value="([^"]+)"', reply.content.decode()
    )
    assert first is not None
    return action, hidden | {first[1]: first[2]}


def _of_page(reply: Reply) -> dict[str, float]:
    """Its words, put into a few buckets, the order of what is offered, and how long all is that is the same for each draw.

    Of a caption, a wave and what is said the length does not count: they are there to be read, and are what differs.
    """
    words = without_sound(masked(reply))
    bag = Counter(map(_bucket, re.findall(r"\w+|[^\w\s]", words)))
    offered = re.findall(r'<input type="(?:radio|checkbox)" name="\w+" value="([^"]+)"', words)
    order = {f"offered.{_bucket(each)}": float(at) for at, each in enumerate(offered)}
    rest = words
    for pattern, name in _KNOWN:
        rest = re.sub(pattern, name, rest, flags=re.DOTALL)
    length = {"length": float(len(rest)), "links": float(words.count("/media/"))}
    return _of_reply(reply) | order | length | {f"bag.{each}": float(n) for each, n in bag.items()}


@cache
def _bucket(word: str) -> int:
    return zlib.crc32(word.encode()) % _BUCKETS


def _of_reply(reply: Reply) -> dict[str, float]:
    """Its status, and how long each header is; of a redirect how long the whole of it is."""
    found = {"status": float(reply.status_code), "headers": float(len(reply.headers))}
    found |= {f"header.{name}": float(len(value)) for name, value in reply.items()}
    if reply.status_code == 302:
        found["body"] = float(len(reply.content))
        found["header.Location"] = float(len(_PLACE.sub("", reply.headers["Location"])))
    return found


def _of_links(client: Client, reply: Reply) -> dict[str, float]:
    """Of every file of the page: how its link looks, how long the answer is, its headers, and its first byte's time."""
    found: dict[str, float] = {}
    links = re.findall(r'="(/sittings/[^"]+/media/[^"]+)"', reply.content.decode())
    for number, link in enumerate(dict.fromkeys(links)):
        file, seconds = _timed(client, link)
        assert file.status_code == 200, link
        said = features_of_link(link) | _of_reply(file) | {"time": float(np.log(seconds))}
        if file.headers.get("Content-Type", "").startswith("text/vtt"):  # words, which are what differs
            said = {name: said[name] for name in ("status", "headers", "link.length", "time")}
        else:
            said["length"] = float(file.headers["Content-Length"])
        found |= _named(str(number), said)
    return found


def _named(name: str, found: dict[str, float]) -> dict[str, float]:
    return {f"{name}.{key}": float(value) for key, value in found.items()}


def guessed(draws: Sequence[Draw]) -> dict[str, tuple[float, float]]:
    """How well each model tells the halves apart: area under the curve, and p of the permutation test.

    A model learns from some pairs and is asked about others. Numbers count by how far they are from what is usual
    for the pair, and the labels of the test are dealt anew within each pair, as the halves were.
    """
    pairs = np.array([each.pair for each in draws])
    labels = _relabelled(pairs, np.array([each.is_twin for each in draws], np.int64))
    rows = _centred(draws, pairs)
    rng = np.random.default_rng(SEED)
    fold_of = {pair: at % FOLDS for at, pair in enumerate(rng.permutation(np.unique(pairs)))}
    folds = np.array([fold_of[pair] for pair in pairs])
    outcome = {}
    for name, model in MODELS.items():
        scores = np.zeros(labels.shape)
        for fold in range(FOLDS):
            unseen = folds == fold
            scores[:, unseen] = model(rows[~unseen], labels[:, ~unseen], rows[unseen])
        scores = np.round(scores, 9)
        aucs = np.array([area_under_curve(*each) for each in zip(scores, labels, strict=True)])
        outcome[name] = (float(aucs[0]), p_of(aucs))
    return outcome


def _relabelled(pairs: NDArray[np.int64], true: Labels) -> Labels:
    """The true labels, and below them as many as there are permutations."""
    rng, found = np.random.default_rng(SEED), [true]
    for _ in range(PERMUTATIONS):
        dealt = true.copy()
        for pair in np.unique(pairs):
            dealt[pairs == pair] = rng.permutation(dealt[pairs == pair])
        found.append(dealt)
    return np.array(found)


def _centred(draws: Sequence[Draw], pairs: NDArray[np.int64]) -> Matrix:
    names = sorted({name for each in draws for name in each.heard})
    rows = np.array([[each.heard.get(name, -1.0) for name in names] for each in draws])
    for pair in np.unique(pairs):
        rows[pairs == pair] -= rows[pairs == pair].mean(axis=0)
    spread = rows.std(axis=0)
    return np.asarray((rows / np.where(spread > 1e-9, spread, 1.0))[:, spread > 1e-9], np.float64)
