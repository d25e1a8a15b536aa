"""Translations: find the messages, write the catalogue, compile it, or check that nothing is missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from literacy import translations
from literacy.environment import BASE_DIR


class Command(BaseCommand):
    help = (
        "Finds every message in code and templates, brings literacy/locale/nl/LC_MESSAGES/django.po up to date and "
        "compiles it. Needs no gettext on the machine."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when an entry is wrong or missing"
        )
        parser.add_argument("--compile", action="store_true", help="only compile what is on file")

    def handle(self, *args: Any, **options: Any) -> None:
        for language in translations.LANGUAGES:
            if options["check"]:
                self._check(language)
            else:
                if not options["compile"]:
                    self._update(language)
                written = translations.compile_catalogue(language)
                if options["verbosity"] and written:
                    self.stdout.write(f"Compiled {language}.")

    def _update(self, language: str) -> None:
        path = translations.catalogue_path(language, "po")
        messages = translations.extract()
        known = translations.read(path, language)
        dropped = [fault.msgid for fault in translations.faults(messages, known) if fault.kind == "obsolete"]
        text = translations.po_bytes(translations.merge(messages, known, language))
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != text:
            path.write_bytes(text)
        left = translations.faults(messages, translations.read(path, language))
        self.stdout.write(
            f"{language}: {len(messages)} messages, {len(dropped)} no longer used, {len(left)} to be written."
        )
        for fault in left:
            self.stdout.write(f"  {fault}")

    def _check(self, language: str) -> None:
        path = translations.catalogue_path(language, "po")
        wrong = translations.faults(translations.extract(), translations.read(path, language))
        if wrong:
            lines = "\n".join(f"  {fault}" for fault in wrong)
            raise CommandError(
                f"{len(wrong)} entries of {path.relative_to(BASE_DIR)} are not in order:\n{lines}\n"
                "Run `manage.py messages`, then write the missing msgstr lines."
            )
        self.stdout.write(f"{language}: every message is translated.")
