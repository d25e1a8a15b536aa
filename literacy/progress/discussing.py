"""The clip that a class should talk about: one that many got wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from literacy.progress.facts import Facts
from literacy.progress.findings import Flag
from quizzes.clips.models import Pair
from quizzes.scoring.share import share
from quizzes.tallies.codes import CORRECT_REJECTION, FALSE_ALARM, HIT, MISS, OUTCOMES

_WRONG: dict[str, tuple[int, ...]] = {Flag.DOUBTS: (FALSE_ALARM,), Flag.BELIEVES: (MISS,)}
_JUDGED: dict[str, tuple[int, ...]] = {
    Flag.DOUBTS: (FALSE_ALARM, CORRECT_REJECTION),
    Flag.BELIEVES: (HIT, MISS),
}


def pair_to_discuss(
    facts: Facts, *, about: str = "", sittings: Collection[object] | None = None
) -> Pair | None:
    """The pair that was surely got wrong most often: by the lower end of the interval, so that one slip wins nothing.

    about: `doubts` looks at real clips alone, `believes` at manipulated ones; a technique or a cue at what shows it;
    anything else at all. sittings: keys of those to look at, all without.
    """
    wrong, judged = (
        _WRONG.get(about, (MISS, FALSE_ALARM)),
        _JUDGED.get(about, (HIT, MISS, FALSE_ALARM, CORRECT_REJECTION)),
    )
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for attempt in facts.counting:
        folded = facts.folded.get(attempt.sitting_id)
        if folded is None or (sittings is not None and attempt.sitting_id not in sittings):
            continue
        pulled = facts.given[attempt.assignment_id].pulled
        for item, code in zip(folded.items, folded.codes, strict=True):
            if OUTCOMES[code] not in judged or item in pulled:
                continue
            known = facts.about.get(item)
            if known is None or (
                about not in ("", *Flag) and about != known.technique and about not in known.cues
            ):
                continue
            counts[item][1] += 1
            counts[item][0] += OUTCOMES[code] in wrong
    best = sorted(counts, key=lambda item: (-share(*counts[item]).low, -counts[item][1], item))
    for item in best[:10]:
        pair = Pair.objects.published().filter(items=item).first()
        if pair is not None:
            return pair
    return None
