"""Fills a new site for the hostile network, and says afterwards what it has stored. Prints JSON."""

import json
import sys
from dataclasses import asdict

import django


def main() -> None:
    """`seed <pupils> <places>` and `player` migrate and fill; `stored` prints every answer."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from tests.hostile import school  # noqa: PLC0415 - after the settings

    if sys.argv[1] in {"seed", "player"}:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
    if sys.argv[1] == "player":
        json.dump(school.seed_player(), sys.stdout)
    elif sys.argv[1] == "seed":
        json.dump([asdict(pupil) for pupil in school.seed(*map(int, sys.argv[2:]))], sys.stdout)
    else:
        json.dump([asdict(answer) for answer in school.stored()], sys.stdout)


if __name__ == "__main__":
    main()
