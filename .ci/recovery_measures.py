"""How often the intervals of confidence measures, shares and reliability hold the truth."""

import math
from itertools import accumulate
from random import Random

from recovery_world import EACH, RUNS, Rater, held, table

from quizzes.scoring.calibration import calibration, group_brier, group_sureness, sureness
from quizzes.scoring.dif import DifClass, differs, strata
from quizzes.scoring.items import discrimination
from quizzes.scoring.kr20 import reliability
from quizzes.scoring.marking.judge import STOPS
from quizzes.scoring.roc import area_under_curve
from quizzes.scoring.share import share
from quizzes.scoring.type2 import insight

RATERS = (Rater(0.5), Rater(1.0, 0.3), Rater(1.0, 0.3, 2.0), Rater(2.0), Rater(3.0))


def _area(higher: list[float], lower: list[float]) -> float:
    below = [0.0, *accumulate(lower)]
    won = sum(up * (below[step] + lower[step] / 2) for step, up in enumerate(higher))
    return won / (sum(higher) * sum(lower))


def truth(rater: Rater) -> dict[str, float]:
    """What the measures come to with endless answers, half of them on manipulated clips."""
    fake, real = rater.stops(True), rater.stops(False)
    right = [fake[6 - n] + real[n] for n in (2, 1, 0)]
    wrong = [real[6 - n] + fake[n] for n in (2, 1, 0)]
    sided = sum(right) + sum(wrong)
    confidence = sum(STOPS[4 + n] * (right[n] + wrong[n]) for n in range(3)) / sided
    return {
        "area": _area(fake, real),
        "brier": sum(f * (1 - s) ** 2 + r * s**2 for s, f, r in zip(STOPS, fake, real, strict=True)) / 2,
        "over": confidence - sum(right) / sided,
        "insight": _area(right, wrong),
    }


def confidence() -> str:
    rows = []
    for each in EACH:
        for rater in RATERS:
            chance, true = Random(f"confidence {each} {rater}"), truth(rater)
            holds, given = dict.fromkeys(true, 0), dict.fromkeys(true, 0)
            for _ in range(RUNS):
                ratings = rater.rated(chance, each)
                figures = {
                    "area": area_under_curve(ratings).area,
                    "brier": calibration(ratings).brier,
                    "over": sureness(ratings).over,
                    "insight": insight(ratings).area,
                }
                for name, figure in figures.items():
                    if figure is not None:
                        given[name] += 1
                        holds[name] += figure.holds(true[name])
            row = [held(holds[name], given[name]) if given[name] >= RUNS / 10 else "–" for name in true]
            rows.append([str(2 * each), f"{rater.d_prime:g}", f"{rater.boldness:g}", *row])
    return table(["answers", "d′", "boldness", "AUC", "Brier", "sureness", "type-2 AUC"], rows)


def groups(runs: int = RUNS) -> str:
    """Classes of 25 whose learners differ in d' and boldness; the truth is the mean over the population."""
    rows = []
    for each in (10, 30):
        chance = Random(f"groups {each}")
        many = [truth(_somebody(chance)) for _ in range(40_000)]
        brier, over = (math.fsum(t[name] for t in many) / len(many) for name in ("brier", "over"))
        of_brier = of_over = 0
        for _ in range(runs):
            ratings = [_somebody(chance).rated(chance, each) for _ in range(25)]
            found, also = group_brier(ratings).mean, group_sureness(ratings).mean
            of_brier += found is not None and found.holds(brier)
            of_over += also is not None and also.holds(over)
        rows.append([str(2 * each), held(of_brier, runs), held(of_over, runs)])
    return table(["answers each", "mean Brier", "mean sureness"], rows)


def shares() -> str:
    rows = []
    for total in (10, 20, 30, 60):
        row = []
        for true in (0.2, 0.35, 0.5, 0.7, 0.9):
            chance = Random(f"share {total} {true}")
            row.append(
                held(
                    sum(
                        share(sum(chance.random() < true for _ in range(total)), total).holds(true)
                        for _ in range(RUNS)
                    ),
                    RUNS,
                )
            )
        rows.append([str(total), *row])
    return table(["answers", *(f"p = {p}" for p in (0.2, 0.35, 0.5, 0.7, 0.9))], rows)


def forms(runs: int = RUNS) -> str:
    """KR-20 and corrected point-biserial of Rasch items answered by a class; the truth from 100,000 learners."""
    rows = []
    for items in (10, 20):
        hardness = [-1.5 + 3 * n / (items - 1) for n in range(items)]
        chance = Random(f"forms {items}")
        many = [_answers(chance, hardness) for _ in range(40_000)]
        whole, rest = reliability(many).kr20, discrimination(_rest(many, items // 2)).correlation
        if whole is None or rest is None:
            raise ValueError("a large sample has both")
        for learners in (20, 30, 100):
            of_whole = of_rest = width = 0.0
            for _ in range(runs):
                rows_now = [_answers(chance, hardness) for _ in range(learners)]
                found = reliability(rows_now).kr20
                also = discrimination(_rest(rows_now, items // 2)).correlation
                of_whole += found is not None and found.holds(whole.value)
                of_rest += also is None or also.holds(rest.value)
                width += (found.high - found.low) / runs if found is not None else 0
            rows.append(
                [
                    str(items),
                    str(learners),
                    f"{whole.value:.2f}",
                    f"{100 * of_whole / runs:.1f}",
                    f"{width:.2f}",
                    f"{100 * of_rest / runs:.1f}",
                ]
            )
    head = ["items", "learners", "true KR-20", "KR-20 held", "mean width", "point-biserial held"]
    return table(head, rows)


def two_groups(runs: int = RUNS) -> str:
    """Mantel-Haenszel with a focal group half a logit less able, on an item that is so many logits harder for it."""
    rows = []
    hardness = [-1.5 + 3 * n / 9 for n in range(10)]
    for reference, focal in ((100, 50), (150, 150), (300, 200)):
        for extra in (0.0, 0.4, 0.8):
            chance = Random(f"groups {reference} {focal} {extra}")
            found = large = holds = given = 0
            for _ in range(runs):
                answers = [
                    (sum(row), group, row[4])
                    for group, number in ((False, reference), (True, focal))
                    for row in (
                        _answers(
                            chance,
                            [h + extra * group * (n == 4) for n, h in enumerate(hardness)],
                            -0.5 * group,
                        )
                        for _ in range(number)
                    )
                ]
                dif = differs(strata(answers))
                if dif.p is not None and dif.delta is not None:
                    given += 1
                    found += dif.p < 0.05
                    large += dif.letter is DifClass.C
                    holds += dif.delta.holds(-2.35 * extra)
            rows.append(
                [
                    f"{reference} + {focal}",
                    f"{0 - 2.35 * extra:.2f}",
                    held(found, given),
                    held(holds, given),
                    held(large, given),
                ]
            )
    return table(["learners", "true delta", "p < 0.05", "interval held", "letter C"], rows)


def _somebody(chance: Random) -> Rater:
    return Rater(chance.gauss(1, 0.5), chance.gauss(0.1, 0.3), math.exp(chance.gauss(0, 0.4)))


def _answers(chance: Random, hardness: list[float], mean: float = 0.0) -> list[bool]:
    ability = chance.gauss(mean, 1)
    return [chance.random() < 1 / (1 + math.exp(h - ability)) for h in hardness]


def _rest(rows: list[list[bool]], item: int) -> list[tuple[bool, float]]:
    return [(row[item], (sum(row) - row[item]) / (len(row) - 1)) for row in rows]
