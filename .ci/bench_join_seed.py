"""Fills a new site for the bench with classes of thirty; prints each pupil's class code and words as JSON."""

import json
import sys

import django


def main() -> None:
    """`<classes>`: how many to make."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from literacy.classroom.actions import add_pupils, make_classroom, make_school  # noqa: PLC0415
    from literacy.people.models import User  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)  # a refusal is a whole page
    teacher = User.objects.create_user("teacher@bench.example", name="Teacher")
    school = make_school(name="Bench", teacher=teacher)
    cards = []
    for number in range(int(sys.argv[1])):
        room = make_classroom(school=school, name=f"Class {number}", teacher=teacher)
        added = add_pupils(classroom=room, names=[f"Pupil {n}" for n in range(30)])
        cards += [{"code": room.code, "words": card.code} for card in added.new]
    json.dump(cards, sys.stdout)


if __name__ == "__main__":
    main()
