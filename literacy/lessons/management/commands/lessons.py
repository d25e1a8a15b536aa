"""`manage.py lessons load` and `manage.py lessons status --json`."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from literacy.lessons.loader import LANGUAGES, Candidate, load_lessons, read_lessons


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
        status = {
            c.slug: _languages(c) for c in read_lessons(settings.FIXTURES, settings.BASE_DIR / "static")
        }
        if as_json:
            self.stdout.write(json.dumps(status, ensure_ascii=False, indent=2))
            return
        for slug, languages in status.items():
            for language, facts in languages.items():
                problems = facts.pop("problems")
                self.stdout.write(
                    f"{slug} {language}: " + ", ".join(f"{value} {key}" for key, value in facts.items())
                )
                for problem in problems:
                    self.stdout.write(f"  {problem}")


def _languages(candidate: Candidate) -> dict[str, dict[str, Any]]:
    """Per language: what is in the lesson, and its problems; zeros where the file cannot be read."""
    facts: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        text = candidate.texts.get(language)
        facts[language] = {
            "words": text.words if text else 0,
            "minutes": text.front.minutes if text else 0,
            "steps": len(text.steps) if text else 0,
            "checks": len(list(text.blocks("check"))) if text else 0,
            "clips": len(list(text.blocks("compare"))) if text else 0,
            "sources": sum(block["count"] for block in text.blocks("sources")) if text else 0,
            "problems": [
                str(problem) for problem in candidate.problems if problem.file.startswith(f"{language}/")
            ],
        }
    return facts
