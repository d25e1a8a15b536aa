"""`manage.py quizzes`: renew the ready-made scenarios and quizzes from their files, or draw the parallel tests of a series."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from quizzes.clips.models import Medium, Pair
from quizzes.http.refusal import Refusal
from quizzes.items.actions import draw_forms, unseen
from quizzes.items.loader import QuizFileError, load_quizzes
from quizzes.items.scenarios import ScenarioError, load_scenarios


class Command(BaseCommand):
    help = (
        "load: renew the ready-made scenarios and quizzes from fixtures/scenarios and fixtures/quizzes.toml; "
        "draw: make a first, a second and a later test that are alike and share no original."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["load", "draw"])
        parser.add_argument("--series", default="", help="short name of the series that is drawn")
        parser.add_argument("--en", default="Telling real from fake", help="its title in English")
        parser.add_argument("--nl", default="Echt of nep", help="its title in Dutch")
        parser.add_argument("--clips", type=int, default=10, help="clips in each test")
        parser.add_argument("--media", nargs="+", choices=Medium.values, default=Medium.values)
        parser.add_argument("--seed", default="", help="repeats a draw")
        parser.add_argument(
            "--met", action="store_true", help="also draw pairs whose original is in another quiz"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "draw":
            self._draw(options)
        else:
            self._load()

    def _draw(self, options: dict[str, Any]) -> None:
        pairs = Pair.objects.in_library().published().filter(medium__in=options["media"])
        try:
            series = draw_forms(
                slug=options["series"],
                titles={"en": options["en"], "nl": options["nl"]},
                pairs=pairs if options["met"] else unseen(pairs),
                count=options["clips"],
                seed=options["seed"],
            )
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        for quiz in series.quizzes.order_by("pk"):
            slugs = quiz.placements.values_list("item__pair__slug", flat=True)
            self.stdout.write(f"{quiz.slug}: {', '.join(slugs)}")
        self.stdout.write(f"drawn with the seed {series.seed}")

    def _load(self) -> None:
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
        for slug in report.unsigned:
            self.stdout.write(
                f"{slug}: waits until the site has keys to sign with (manage.py credentials init)"
            )
        for slug, count in report.loaded.items():
            missing = report.missing[slug]
            left_out = f"; not published, so left out: {', '.join(missing)}" if missing else ""
            unbalanced = report.unbalanced.get(slug, [])
            if unbalanced:
                left_out += f"; without a real clip to stand beside, so left out: {', '.join(unbalanced)}"
            self.stdout.write(f"{slug}: {count} items{left_out}")
