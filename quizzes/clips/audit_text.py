"""What `library audit` says of its findings, line by line."""

from collections.abc import Iterator

from quizzes.clips.audit import FEWEST_PAIRS, HIGHEST, Audit, Verdict
from quizzes.clips.audit_interval import Interval
from quizzes.clips.audit_run import CODED, SEEN, Findings
from quizzes.clips.first_byte import Timing

NOTHING = "There are no pairs yet. Run `manage.py library build` first."
_BEYOND = {
    CODED: "films taken apart by a script that reads H.264 (not held against the files)",
    SEEN: "films looked at by a script that decodes them (not held against the files)",
}


def lines_of_audit(findings: Findings) -> Iterator[str]:
    """Tell what was found, medium by medium and model by model."""
    if findings.is_empty:
        yield NOTHING
    for name, audit in findings.library.items():
        yield from _lines(f"library, {name}", audit)
    for name, timing in findings.timings.items():
        if timing.n_pairs:
            yield f"time to the first byte, {name}: {sentence_of_timing(timing)}"
    for name, audit in findings.made.items():
        yield from _lines(f"machine-made, {name}", audit)
    for name, audit in findings.beyond.items():
        yield from _lines(_BEYOND[name], audit)


def sentence_of_timing(timing: Timing) -> str:
    """Say what was measured through one door, in figures that a second measurement gives too."""
    apart = abs(timing.later_us) / 1000
    return (
        f"{timing.n_pairs} pairs, the halves differ by {'less than 0.1' if apart < 0.1 else f'{apart:.1f}'} ms "
        f"(p {'at least' if timing.passed else 'below'} 0.01)"
    )


def sentence_of_interval(audit: Audit) -> str:
    """Say what the intervals of an audit are worth."""
    if audit.n_pairs < FEWEST_PAIRS:
        return "too few to tell anything"
    if audit.highest < HIGHEST:
        return f"every interval ends at {audit.highest:.2f} or lower, below {HIGHEST:.2f}"
    if audit.has_enough:
        return f"an interval ends at {audit.highest:.2f}, NOT below {HIGHEST:.2f}"
    return (
        f"so few pairs cannot show that every area is below {HIGHEST:.2f} (the widest interval ends at "
        f"{audit.highest:.2f}); p decides"
    )


def _lines(name: str, audit: Audit) -> Iterator[str]:
    if audit.n_pairs < FEWEST_PAIRS:
        yield f"{name}: {audit.n_pairs} of the fewer kind, {sentence_of_interval(audit)}"
        return
    yield f"{name}: {audit.n_pairs} pairs, strongest feature {audit.top_feature}; {sentence_of_interval(audit)}"
    for model, verdict in audit.models.items():
        yield f"  {model}: one half {_single(verdict)}, both halves {_paired(verdict)}"


def _single(verdict: Verdict) -> str:
    return area(verdict.auc_single, verdict.interval_single, verdict.p_single)


def _paired(verdict: Verdict) -> str:
    return area(verdict.auc_paired, verdict.interval_paired, verdict.p_paired)


def area(auc: float, interval: Interval | None, p: float) -> str:
    """Say an area under the curve with its interval and p."""
    between = "" if interval is None else f" [{interval[0]:.2f}, {interval[1]:.2f}]"
    return f"AUC {auc:.2f}{between} (p {p:.3f})"
