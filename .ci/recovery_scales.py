"""How well Rasch and Elo find the difficulties and abilities that went in."""

import math
from random import Random
from statistics import fmean

from recovery_world import held, table

from quizzes.scoring.elo import TARGET, Elo, expected_success, nearest_to_target, update
from quizzes.scoring.rasch import rasch


def calibrated(runs: int = 500) -> str:
    """Coverage of difficulties and abilities, and the mean error of difficulties, for whole and dealt-out forms."""
    rows = []
    for learners, items, dealt in ((30, 10, 10), (60, 10, 10), (30, 20, 20), (90, 30, 10), (300, 30, 10)):
        chance = Random(f"rasch {learners} {items} {dealt}")
        hardness = [-2 + 4 * n / (items - 1) for n in range(items)]
        of_items = of_persons = stretched = number = persons = 0.0
        for _ in range(max(20, runs * 30 // learners)):
            abilities = [chance.gauss(0.3, 1) for _ in range(learners)]
            answers = [
                {
                    item: chance.random() < 1 / (1 + math.exp(hardness[item] - ability))
                    for item in chance.sample(range(items), dealt)
                }
                for ability in abilities
            ]
            found = rasch(answers)
            if not found.enough:
                continue
            number += items
            persons += learners
            of_items += sum(figure.difficulty.holds(hardness[item]) for item, figure in found.items.items())
            stretched += sum(
                figure.difficulty.value * hardness[item] for item, figure in found.items.items()
            ) / fmean(h * h for h in hardness)
            of_persons += sum(
                person is not None and person.ability.holds(ability)
                for person, ability in zip(found.persons, abilities, strict=True)
            )
        rows.append(
            [
                str(learners),
                f"{dealt} of {items}",
                str(int(number // items)),
                f"{100 * of_items / number:.1f}",
                f"{stretched / number:.3f}",
                f"{100 * of_persons / persons:.1f}",
            ]
        )
    head = ["learners", "items each", "runs", "difficulties held", "slope on the truth", "abilities held"]
    return table(head, rows)


def practised(learners: int = 300, pool: int = 200, answers: int = 40) -> str:
    """Learners practise at the target from a pool of unknown difficulty; the second half of them is judged by the truth."""
    rows = []
    for chance_level in (0.0, 0.25, 0.5):
        chance = Random(f"elo {chance_level}")
        hardness = [chance.gauss(0, 1.2) for _ in range(pool)]
        ratings = [Elo() for _ in hardness]
        abilities, ends, inside, right, late = [], [], 0, 0, 0
        for learner in range(learners):
            ability, rating = chance.gauss(0, 1), Elo()
            left = list(range(pool))
            for turn in range(answers):
                chance.shuffle(left)
                item = nearest_to_target(
                    rating.value, [(n, ratings[n].value) for n in left], chance=chance_level
                )[0]
                left.remove(item)
                success = expected_success(ability, hardness[item], chance=chance_level)
                correct = chance.random() < success
                rating, ratings[item] = update(rating, ratings[item], correct, chance=chance_level)
                if turn >= 10 and learner >= learners // 2:
                    late += 1
                    right += correct
                    inside += TARGET[0] <= success <= TARGET[1]
            if learner >= learners // 2:
                abilities.append(ability)
                ends.append(rating.value)
        rows.append(
            [
                f"{chance_level:g}",
                f"{_correlation(abilities, ends):.2f}",
                f"{_correlation(hardness, [r.value for r in ratings]):.2f}",
                held(right, late),
                held(inside, late),
            ]
        )
    head = [
        "guessing",
        "abilities, r",
        "difficulties, r",
        "right, from the 11th answer",
        "truly inside the target",
    ]
    return table(head, rows)


def _correlation(xs: list[float], ys: list[float]) -> float:
    x, y = fmean(xs), fmean(ys)
    both = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return both / math.sqrt(sum((a - x) ** 2 for a in xs) * sum((b - y) ** 2 for b in ys))
