"""`manage.py privacy --write` makes docs/privacy.md from the data map; `--check` compares them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from literacy.care.datamap.document import DOCUMENT, document


class Command(BaseCommand):
    help = "Shows docs/privacy.md as the data map makes it; writes or checks it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/privacy.md")
        parser.add_argument(
            "--check", action="store_true", help="fail when docs/privacy.md is not up to date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            DOCUMENT.write_text(document(), encoding="utf-8")
        elif options["check"]:
            if not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != document():
                raise CommandError("docs/privacy.md is not what the map says. Run: manage.py privacy --write")
            self.stdout.write("The page is what the map says.")
        else:
            self.stdout.write(document())
