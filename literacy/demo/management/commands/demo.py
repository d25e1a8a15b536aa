"""`manage.py demo`: make the demo school, or complete it; safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from literacy.demo.school import make_demo_school
from literacy.demo.sign_ins import CLASSES, LEAD, QUIZ, TEACHER, TRIALS


class Command(BaseCommand):
    help = "Make a demo school with two classes whose answers come from a stated model. Needs DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo school is only made on a demo site. Set DEMO=1 and try again.")
        report = make_demo_school()
        self.stdout.write(
            f"The demo school has {report.pupils} pupils; {report.new_answers} answers were added."
        )
        if not report.has_quiz:
            self.stdout.write(
                f"There is no quiz “{QUIZ}” with clips yet, so nobody has answered anything. "
                "Run `manage.py library build` and `manage.py quizzes load`, then this again."
            )
        self.stdout.write(f"Teacher: {TEACHER[0]} with {TEACHER[2]}")
        self.stdout.write(f"School lead: {LEAD[0]} with {LEAD[2]}")
        self.stdout.write(
            f"Pupils: class code {CLASSES[0].code}, then " + ", ".join(trial.code for trial in TRIALS)
        )
