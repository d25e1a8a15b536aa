"""`manage.py quizzes load`: renew the ready-made scenarios and quizzes from their files."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from quizzes.items.loader import QuizFileError, load_quizzes
from quizzes.items.scenarios import ScenarioError, load_scenarios


class Command(BaseCommand):
    help = "Renews the ready-made scenarios and quizzes from fixtures/scenarios and fixtures/quizzes.toml."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["load"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            stories = load_scenarios(settings.FIXTURES / "scenarios")
            report = load_quizzes(settings.FIXTURES / "quizzes.toml")
        except (QuizFileError, ScenarioError) as error:
            raise CommandError(str(error)) from error
        for name in stories.kept:
            self.stdout.write(f"scenario {name}: begun by somebody, so its steps stay as they were")
        self.stdout.write(f"{len(stories.loaded)} scenarios")
        for slug, pack in report.waiting.items():
            self.stdout.write(f"{slug}: waits until the pack {pack} is imported")
        for slug, count in report.loaded.items():
            missing = report.missing[slug]
            left_out = f"; not published, so left out: {', '.join(missing)}" if missing else ""
            unbalanced = report.unbalanced.get(slug, [])
            if unbalanced:
                left_out += f"; without a real clip to stand beside, so left out: {', '.join(unbalanced)}"
            self.stdout.write(f"{slug}: {count} items{left_out}")
