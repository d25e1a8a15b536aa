"""How often a gain is found that is there, and one that is not; for a learner and for a class."""

from random import Random

from recovery_world import RUNS, held, judged, table

from quizzes.scoring.gain import Change, gain, group_gain
from quizzes.scoring.group import discern_group

BETWEEN, GAINED, LEANING = 0.5, 0.3, 0.3
"""Standard deviations between learners: of d', of the gain, of c."""


def learner() -> str:
    """Share of 2,000 learners said to have improved, by true gain."""
    gains, rows = (0.0, 0.5, 1.0, 1.5, 2.0), []
    for each in (5, 10, 20, 30):
        for start in (0.0, 0.5, 1.0, 2.0):
            row = []
            for gained in gains:
                chance = Random(f"gain {each} {start} {gained}")
                better = sum(
                    gain(
                        judged(chance, start, 0, each, each), judged(chance, start + gained, 0, each, each)
                    ).change
                    is Change.BETTER
                    for _ in range(RUNS)
                )
                row.append(held(better, RUNS))
            rows.append([str(2 * each), f"{start:g}", *row])
    return table(["answers each time", "d′ before", *(f"gain {g:g}" for g in gains)], rows)


def classes(runs: int = RUNS) -> str:
    """Share of classes said to have improved, by true mean gain, and how often the interval holds it."""
    gains, rows = (0.0, 0.2, 0.3, 0.5), []
    for learners in (10, 25):
        for each in (5, 10):
            for start in (0.5, 1.5):
                row = []
                for gained in gains:
                    better, holds = _classes(runs, learners, each, start=start, gained=gained)
                    row.append(f"{held(better, runs)} ({held(holds, runs)})")
                rows.append([str(learners), str(2 * each), f"{start:g}", *row])
    return table(["learners", "answers each time", "d′ before", *(f"gain {g:g}" for g in gains)], rows)


def unlike_forms(runs: int = 1000) -> str:
    """False "improved" when nobody gained and the second form is longer."""
    rows = []
    for learners in (25, 100):
        for before, after in ((5, 5), (5, 6), (4, 5), (8, 10), (12, 15)):
            row = []
            for start in (0.5, 1.0, 2.0):
                better, _ = _classes(runs, learners, before, start=start, gained=0.0, later=after)
                row.append(held(better, runs))
            rows.append([str(learners), str(before), str(after), *row])
    return table(["learners", "of each kind before", "after", "d′ 0.5", "d′ 1", "d′ 2"], rows)


def class_means(runs: int = RUNS) -> str:
    """How often the interval of a class of 25 holds its true mean d'."""
    rows = []
    for mean in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5):
        row = []
        for each in (5, 10, 20):
            chance, holds = Random(f"class {mean} {each}"), 0
            for _ in range(runs):
                found = discern_group(
                    judged(chance, chance.gauss(mean, BETWEEN), chance.gauss(0, LEANING), each, each)
                    for _ in range(25)
                ).d_prime
                holds += found is not None and found.holds(mean)
            row.append(held(holds, runs))
        rows.append([f"{mean:g}", *row])
    return table(["true mean d′", "5 of each", "10 of each", "20 of each"], rows)


def _classes(
    runs: int, learners: int, each: int, *, start: float, gained: float, later: int | None = None
) -> tuple[int, int]:
    chance = Random(f"classes {learners} {each} {start} {gained} {later}")
    better = holds = 0
    for _ in range(runs):
        pairs = []
        for _ in range(learners):
            before, leaning = chance.gauss(start, BETWEEN), chance.gauss(0, LEANING)
            after = before + chance.gauss(gained, GAINED)
            number = later or each
            pairs.append(
                (judged(chance, before, leaning, each, each), judged(chance, after, leaning, number, number))
            )
        found = group_gain(pairs)
        better += found.change is Change.BETTER
        holds += found.d_prime is not None and found.d_prime.holds(gained)
    return better, holds
