"""How often the intervals of d' and c hold the truth: candidates summed over all scores, the chosen one simulated."""

from collections.abc import Callable
from functools import cache
from itertools import product
from random import Random
from statistics import fmean

from recovery_world import CRITERIA, D_PRIMES, EACH, NORMAL, RUNS, binomial, held, judged, rates, table

from quizzes.scoring.beta import beta_quantile
from quizzes.scoring.discernment import Counts, discern
from quizzes.scoring.estimate import Z95, Estimate, minus, plus
from quizzes.scoring.forced_choice import ROOT2, discern_pairs
from quizzes.scoring.rates import log_linear

Interval = Callable[[int, int, int], tuple[Estimate, Estimate]]


def delta_method(hits: int, alarms: int, each: int) -> tuple[Estimate, Estimate]:
    """The interval in use before: Gourevitch & Galanter 1967."""
    hit, alarm = (NORMAL.inv_cdf(log_linear(count, each)) for count in (hits, alarms))
    reach = (
        Z95
        * sum(
            rate * (1 - rate) / (each * NORMAL.pdf(NORMAL.inv_cdf(rate)) ** 2)
            for rate in (log_linear(hits, each), log_linear(alarms, each))
        )
        ** 0.5
    )
    d_prime, criterion = hit - alarm, -(hit + alarm) / 2
    return Estimate(d_prime, d_prime - reach, d_prime + reach), Estimate(
        criterion, criterion - reach / 2, criterion + reach / 2
    )


def beta_method(prior: float) -> Interval:
    """Quantiles of Beta(count + prior, ...) on the scale of z, joined."""

    @cache
    def z_of(count: int, each: int) -> Estimate:
        ends = [NORMAL.inv_cdf(beta_quantile(p, count + prior, each - count + prior)) for p in (0.025, 0.975)]
        return Estimate(NORMAL.inv_cdf(log_linear(count, each)), *ends)

    def interval(hits: int, alarms: int, each: int) -> tuple[Estimate, Estimate]:
        twice = plus(z_of(hits, each), z_of(alarms, each)).flipped
        return minus(z_of(hits, each), z_of(alarms, each)), Estimate(
            twice.value / 2, twice.low / 2, twice.high / 2
        )

    return interval


def coverage(interval: Interval, each: int, d_prime: float, criterion: float) -> tuple[float, float]:
    """Probability that the intervals of d' and of c hold the truth, summed over all scores."""
    hit, alarm = rates(d_prime, criterion)
    by_hits, by_alarms = binomial(hit, each), binomial(alarm, each)
    of_d = of_c = 0.0
    for hits, alarms in product(range(each + 1), repeat=2):
        probability = by_hits[hits] * by_alarms[alarms]
        if probability > 1e-12:
            first, second = interval(hits, alarms, each)
            of_d += probability * first.holds(d_prime)
            of_c += probability * second.holds(criterion)
    return of_d, of_c


def candidates() -> str:
    ways = {"delta method (before)": delta_method} | {
        name: beta_method(prior)
        for name, prior in (
            ("Beta, 1/2", 0.5),
            ("Beta, 3/5", 0.6),
            ("**Beta, 2/3**", 2 / 3),
            ("Beta, 3/4", 0.75),
            ("Beta, 17/20", 0.85),
            ("Beta, 1", 1.0),
        )
    }
    rows = []
    for each in EACH:
        for name, interval in ways.items():
            found = [coverage(cache(interval), each, d, c) for d, c in product(D_PRIMES, CRITERIA)]
            rows.append(
                [str(2 * each), name, *_summary([d for d, _ in found]), *_summary([c for _, c in found])]
            )
    head = [
        "answers",
        "interval",
        "d′ mean",
        "least to most",
        "in 93–97",
        "c mean",
        "least to most",
        "in 93–97",
    ]
    return table(head, rows)


def simulated() -> str:
    """2,000 learners for every truth, by the product's own `discern`."""
    rows = []
    for each, d_prime in product(EACH, D_PRIMES):
        row_d, row_c = [], []
        for criterion in CRITERIA:
            chance = Random(f"interval {each} {d_prime} {criterion}")
            of_d = of_c = 0
            for _ in range(RUNS):
                figure = _figure(judged(chance, d_prime, criterion, each, each))
                of_d += figure[0].holds(d_prime)
                of_c += figure[1].holds(criterion)
            row_d.append(held(of_d, RUNS))
            row_c.append(held(of_c, RUNS))
        rows.append([str(2 * each), f"{d_prime:g}", *row_d, *row_c])
    head = ["answers", "d′", *(f"d′, c = {c:g}" for c in CRITERIA), *(f"c, c = {c:g}" for c in CRITERIA)]
    return table(head, rows)


def pairs() -> str:
    """The interval of the two-alternative d'."""
    rows = []
    for total in (10, 20, 60):
        row = []
        for d_prime in D_PRIMES:
            chance = Random(f"pairs {total} {d_prime}")
            share, holds = NORMAL.cdf(d_prime / ROOT2), 0
            for _ in range(RUNS):
                figure = discern_pairs(sum(chance.random() < share for _ in range(total)), total).d_prime
                holds += figure is not None and figure.low <= d_prime <= figure.high
            row.append(held(holds, RUNS))
        rows.append([str(total), *row])
    return table(["pairs", *(f"d′ = {d:g}" for d in D_PRIMES)], rows)


def _summary(found: list[float]) -> list[str]:
    inside = sum(0.93 <= share <= 0.97 for share in found)
    return [
        f"{100 * fmean(found):.1f}",
        f"{100 * min(found):.1f}–{100 * max(found):.1f}",
        f"{inside} of {len(found)}",
    ]


@cache
def _figure(counts: Counts) -> tuple[Estimate, Estimate]:
    figure = discern(counts)
    if figure is None:
        raise ValueError("too few to say")
    return figure.d_prime, figure.criterion
