"""`manage.py lessons load` and `manage.py lessons status --json`."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from literacy.lessons.loader import load_lessons, read_lessons
from literacy.lessons.status import status_of


class Command(BaseCommand):
    help = "Brings the lessons of fixtures/lessons into the database (load), or says how they stand (status)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["load", "status"])
        parser.add_argument("--json", action="store_true", help="status as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "load":
            self._load()
        else:
            self._status(as_json=options["json"])

    def _load(self) -> None:
        report = load_lessons(settings.FIXTURES, settings.BASE_DIR / "static")
        for slug in report.written:
            self.stdout.write(f"{slug}: written")
        for slug in report.unchanged:
            self.stdout.write(f"{slug}: unchanged")
        if report.problems:
            lines = "\n".join(str(problem) for problem in report.problems)
            raise CommandError(f"Lessons with these problems keep the version they had:\n{lines}")

    def _status(self, *, as_json: bool) -> None:
        status = {c.slug: status_of(c) for c in read_lessons(settings.FIXTURES, settings.BASE_DIR / "static")}
        if as_json:
            self.stdout.write(json.dumps(status, ensure_ascii=False, indent=2))
            return
        for slug, languages in status.items():
            for language, facts in languages.items():
                problems, lacks = facts.pop("problems"), facts.pop("lacks")
                level = f"{facts.pop('scale')} {facts.pop('reading_level')}"
                counts = ", ".join(f"{value} {key}" for key, value in facts.items())
                self.stdout.write(f"{slug} {language}: {counts}, {level}")
                for each in (*problems, *lacks):
                    self.stdout.write(f"  {each}")
