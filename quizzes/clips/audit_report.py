"""The leak audit's report as a page of the documentation, the same for the same findings."""

from collections.abc import Iterator, Mapping

from quizzes.clips.audit import (
    ENOUGH_PAIRS,
    FEWEST_PAIRS,
    FOLDS,
    HIGHEST,
    PERMUTATIONS,
    SEED,
    THRESHOLD,
    Audit,
    Verdict,
)
from quizzes.clips.audit_interval import DRAWS as BOOTSTRAPS
from quizzes.clips.audit_interval import Interval
from quizzes.clips.audit_run import CODED, SEEN, Findings
from quizzes.clips.audit_text import sentence_of_interval, sentence_of_timing
from quizzes.clips.first_byte import DRAWS

_ASKED = f"""\
# Leak audit

Written by `manage.py library audit --report docs/leak-audit.md`; do not edit it by hand.

A learner, or a script in their browser, must not tell the halves of a pair apart by anything but the picture and the sound.
This page says how that was tried, and what came of it.

## What is measured

Of each file that is delivered of a half (the photo; the recording; the film, its small rendition, its poster and its strip):

- its size, and how far it can be packed;
- of a JPEG: its markers, quantisation, Huffman tables, sampling and dimensions, where the coded picture ends and what follows, how
  often which bytes occur;
- of an MP3: its frames, their headers and sizes, how many bits each really takes and borrows from those before it;
- of an mp4: every box with its length and a checksum, so all tables and the size of each frame; of the coded film its length, how
  often each byte occurs, and how far it can be packed;
- of a sound's wave, which is drawn beside it: its length and its highest point;
- status and headers of the answer to a request for all of it, for its first and for its last kilobyte.

Of the library's pairs also, through the very view that serves a sitting before the answer: the link as it stands in the page (the length
of each part and what is signed in it), status and headers, and the time from request to first byte, {DRAWS} times for each half, in turns
whose order is drawn at random.

Two files that stand under random names on the same disk have no date or owner that the site would tell; no header names a file.

## How it is judged

- **One half**: a model sees one half and says whether it is a twin. **Both halves**: it sees how two differ and says which is the twin.
- **Linear**: logistic regression. **Tree**: a decision tree of depth 3. Both are trained and asked in {FOLDS} folds, both halves of a
  pair in the same
  one. **Feature**: the one feature that tells most, chosen with the answers known.
- **AUC**: the area under the ROC curve; 0.5 is guessing, 1 is certainty.
- **p**: the share of {PERMUTATIONS} relabellings, halves swapped within pairs at random, on which the same model does as well, the
  true one counted (Good
  2005). It must be at least {THRESHOLD} for every model.
- **The interval** is that of the AUC at 95 %, by a percentile bootstrap over whole pairs with {BOOTSTRAPS} draws (Efron and
  Tibshirani 1993; over pairs, because two halves belong
  together, Obuchowski 1997). From {ENOUGH_PAIRS} pairs on, its upper end must be below {HIGHEST:.2f} for the linear model and the
  tree. With fewer it is so wide
  that it can show nothing, and p decides.
- **Time**: Wilcoxon's signed ranks over the pairs' medians, p by swapping the halves. What falls below {THRESHOLD} is measured once
  more, and counts when it does so again.
- All seeds are {SEED}, fixed before the first library was measured.

For a difference with no leak at all, the interval of both halves at {ENOUGH_PAIRS} pairs is about 0.13 wide (the AUC of a difference
behaves like
Wilcoxon's signed ranks, with a deviation of one over the root of three times the pairs), that of one half at most 0.09.
"""

_LIMITS = """\
## What this does not show

- That no leak exists: only that these models find none in these features. A leak smaller than the interval allows can hide.
- Anything about the picture and the sound themselves. Whoever decodes both halves and lays them beside each other sees what was
  changed; that is what the
  exercise is about. Before the answer only one half is served.
- Time over a real network, or on a machine that does other things at once. What is measured is the view itself.
- The library has few pairs of some media, so its own figures are weak evidence; the machine-made pairs are there for that. They go
  through the same
  techniques and the same last encode, but are smaller and shorter than those of the library, and their parameters are drawn blindly.
"""


def report_of(findings: Findings) -> str:
    """Return the whole page (Markdown)."""
    return "\n".join([_ASKED, *_outcome(findings), _LIMITS])


def _outcome(findings: Findings) -> Iterator[str]:
    yield "## What came of it\n"
    yield (
        f"**Something tells the halves apart:** {'; '.join(findings.leaks)}.\n"
        if findings.leaks
        else "**Nothing was found that tells the halves apart.**\n"
    )
    yield "### The library\n"
    yield from _table(findings.library) if findings.library else ["There were no pairs.\n"]
    for name, timing in findings.timings.items():
        if timing.n_pairs:
            yield f"Time to the first byte ({name}): {sentence_of_timing(timing)}.\n"
    yield "### Machine-made pairs\n"
    if not findings.made:
        yield "None were made this time.\n"
        return
    originals = ", ".join(f"{count} {name}" for name, count in findings.originals.items())
    yield (
        f"Made on the spot from drawings, made-up sounds and parts of the library's originals ({originals}), each with light, "
        f"colour, noise and "
        "size of its own, by techniques of the library with random parameters; measured, and thrown away.\n"
    )
    yield from _table(findings.made)
    for medium, counts in findings.techniques.items():
        yield f"- {medium}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
    yield ""
    yield from _beyond(findings.beyond)


def _beyond(beyond: Mapping[str, Audit]) -> Iterator[str]:
    if not beyond or min(each.n_pairs for each in beyond.values()) < FEWEST_PAIRS:
        return
    yield "### What the coded pictures of films give away\n"
    yield (
        "A script that takes H.264 apart finds how many bytes each coded picture really needs behind its filling. No file can "
        "hide that from "
        "whoever decodes it ([why](adr/0012-what-coded-films-give-away.md)). It is compared here with what a script learns that "
        "just plays the film and looks how much "
        "moves and how much detail there is. Neither counts as a leak.\n"
    )
    yield from _table({"taken apart": beyond[CODED], "looked at": beyond[SEEN]})


def _table(audits: Mapping[str, Audit]) -> Iterator[str]:
    yield "| | pairs | model | one half: AUC | p | both halves: AUC | p |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, audit in audits.items():
        if audit.n_pairs < FEWEST_PAIRS:
            yield f"| {name} | {audit.n_pairs} | too few to tell anything | | | | |"
            continue
        for model, verdict in audit.models.items():
            yield f"| {name} | {audit.n_pairs} | {model} | {_cells(verdict)} |"
    yield ""
    for name, audit in audits.items():
        if audit.n_pairs >= FEWEST_PAIRS:
            yield f"- {name}: {sentence_of_interval(audit)}."
    yield ""


def _cells(verdict: Verdict) -> str:
    return " | ".join(
        [
            _area(verdict.auc_single, verdict.interval_single),
            f"{verdict.p_single:.3f}",
            _area(verdict.auc_paired, verdict.interval_paired),
            f"{verdict.p_paired:.3f}",
        ]
    )


def _area(auc: float, interval: Interval | None) -> str:
    return f"{auc:.2f}" if interval is None else f"{auc:.2f} ({interval[0]:.2f} to {interval[1]:.2f})"
