"""The documentation of the settings, written from the one list of variables."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from literacy.environment import BASE_DIR, VARIABLES, Variable

DOCUMENT = BASE_DIR / "docs" / "settings.md"
HEAD = """# Settings

Second Look is set by environment variables and needs none of them: without any it runs on this machine alone, on SQLite, in
the folder `var`. A wrong or missing value stops the start with a sentence that names the variable. `manage.py settings --write`
makes this page from `literacy/environment.py`; no other file reads the environment.

| variable | without it | what it is for |
| --- | --- | --- |
"""


def _row(variable: Variable) -> str:
    default = variable.default.replace(str(BASE_DIR), "").lstrip("/") if variable.default else ""
    shown = "**needed** in production" if variable.needed_in_production else ""
    if default:
        shown = f"`{default}`" + (f"; {shown}" if shown else "")
    return f"| `{variable.name}` | {shown or '–'} | {variable.help.replace('|', chr(92) + '|')} |"


def document() -> str:
    """The whole page."""
    return HEAD + "\n".join(_row(variable) for variable in VARIABLES) + "\n"


class Command(BaseCommand):
    help = "Shows docs/settings.md as the list of variables makes it; writes or checks it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/settings.md")
        parser.add_argument(
            "--check", action="store_true", help="fail when docs/settings.md is not up to date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            DOCUMENT.parent.mkdir(exist_ok=True)
            DOCUMENT.write_text(document(), encoding="utf-8")
        elif options["check"]:
            if not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != document():
                raise CommandError(
                    "docs/settings.md is not what the list of variables says. Run: manage.py settings --write"
                )
            self.stdout.write(f"{len(VARIABLES)} variables, all documented.")
        else:
            self.stdout.write(document())
