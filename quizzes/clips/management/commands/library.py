"""`manage.py library`: builds the library, takes packs in and gives them out, counts, and looks for leaks."""

import json
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from quizzes.clips.build import Outcome, build_library
from quizzes.clips.build_progress import reporter_for
from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.catalogue_reading import CatalogueError
from quizzes.clips.library_report import library_digests, library_status
from quizzes.clips.pack_export import ExportError, export_pack
from quizzes.clips.pack_import import import_pack
from quizzes.clips.pack_report import lines_of_export, lines_of_import, waiting_for_packs
from quizzes.jobs.drain import DrainFailed

MACHINE_MADE = 300


class Command(BaseCommand):
    help = (
        "build: download the originals and make the pairs; import, export: packs; status: count; "
        "digests: check every file; audit: look for leaks."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        build = verbs.add_parser("build", help="download the originals and make the pairs that are missing")
        build.add_argument(
            "--tier", type=int, choices=(1, 2), default=1, help="2 takes the large packages too"
        )
        build.add_argument("--workers", type=int, default=0, help="processes; 0 takes LIBRARY_WORKERS")
        build.add_argument(
            "--fixtures", type=Path, default=None, help="folder with originals.toml and recipes/"
        )
        taken = verbs.add_parser("import", help="take over a pack: a folder with pack.toml (docs/packs.md)")
        taken.add_argument("path", type=Path)
        taken.add_argument("--workers", type=int, default=0, help="processes; 0 takes LIBRARY_WORKERS")
        verbs.add_parser("digests", help="print the sha256 of every file, and look whether it is still so")
        given = verbs.add_parser("export", help="write published pairs as a pack into a new folder")
        given.add_argument("path", type=Path)
        given.add_argument("--technique", action="append", default=[], help="may be given more than once")
        status = verbs.add_parser("status", help="count what is published")
        audit = verbs.add_parser(
            "audit", help="try to tell the halves of pairs apart by their files; ends with 1 when that works"
        )
        for verb in (status, audit):
            verb.add_argument("--json", action="store_true")
        audit.add_argument(
            "--machine-made", type=int, default=MACHINE_MADE, metavar="N",
            help="how many pairs of each medium to make and look at too; 0 looks at the library alone",
        )  # fmt: skip
        audit.add_argument("--workers", type=int, default=0, help="processes; 0 takes LIBRARY_WORKERS")
        audit.add_argument("--report", type=Path, default=None, help="file to write the findings to")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['verb']}")(options)
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be used: {error}. Check that there is room on its disk and that "
                "`manage.py migrate` has run, and start again; what is already there is kept."
            ) from error

    def _build(self, options: dict[str, Any]) -> None:
        started = time.monotonic()
        try:
            catalogue = load_catalogue(options["fixtures"] or settings.FIXTURES)
            with reporter_for(self.stdout) as reporter:
                outcome = build_library(
                    catalogue,
                    tier=options["tier"],
                    workers=options["workers"] or settings.LIBRARY_WORKERS,
                    reporter=reporter,
                )
        except (CatalogueError, DrainFailed) as error:
            raise CommandError(str(error)) from error
        self._sum_up(outcome, time.monotonic() - started)
        if outcome.failed:
            raise CommandError(
                f"{len(outcome.failed)} could not be made; the lines above say why. The others are ready. "
                "Start again to try those that failed."
            )

    def _import(self, options: dict[str, Any]) -> None:
        try:
            with reporter_for(self.stdout) as reporter:
                outcome = import_pack(
                    options["path"],
                    catalogue=load_catalogue(settings.FIXTURES),
                    workers=options["workers"] or settings.LIBRARY_WORKERS,
                    reporter=reporter,
                )
        except (CatalogueError, DrainFailed) as error:
            raise CommandError(str(error)) from error
        for line in lines_of_import(outcome):
            self.stdout.write(line)
        if outcome.refused or outcome.failed:
            raise CommandError(
                "Not all of the pack was taken over; the lines above say why. The rest is ready."
            )

    def _export(self, options: dict[str, Any]) -> None:
        try:
            outcome = export_pack(options["path"], techniques=options["technique"])
        except ExportError as error:
            raise CommandError(str(error)) from error
        for line in lines_of_export(outcome):
            self.stdout.write(line)

    def _sum_up(self, outcome: Outcome, seconds: float) -> None:
        for slug, sentence in outcome.failed.items():
            self.stdout.write(f"Failed: {slug}. {sentence}")
        if outcome.left_out:
            packages = ", ".join(outcome.not_fetched)
            self.stdout.write(
                f"Left out, because {packages} did not come: {', '.join(outcome.left_out)}. "
                "The library is smaller until you start again with them in reach."
            )
        if outcome.retired:
            self.stdout.write(f"Retired, no longer in the catalogue: {', '.join(outcome.retired)}.")
        counted = library_status()
        media = ", ".join(f"{number} {medium}" for medium, number in counted["by_medium"].items() if number)
        self.stdout.write(
            f"Library: {counted['pairs']} pairs ({media or 'none yet'}) and {counted['authentic_odd']} real clips that look odd, "
            f"of {counted['originals']} originals, by {len(counted['by_technique'])} techniques. "
            f"{len(outcome.made)} made now, {len(outcome.unchanged)} were there already ({seconds:.1f} s)."
        )

    def _status(self, options: dict[str, Any]) -> None:
        counted = library_status()
        try:
            counted["waiting"] = waiting_for_packs(load_catalogue(settings.FIXTURES))
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(counted, indent=2, ensure_ascii=False))
            return
        media = ", ".join(f"{number} {medium}" for medium, number in counted["by_medium"].items())
        self.stdout.write(f"Pairs: {counted['pairs']} ({media}), of {counted['originals']} originals")
        width = max(map(len, counted["by_technique"]), default=0)
        for technique, number in counted["by_technique"].items():
            self.stdout.write(f"  {technique:{width}}  {number:3}")
        self.stdout.write(f"Real clips that look odd: {counted['authentic_odd']}")
        self.stdout.write(f"Generated clips: {counted['generated']}")
        for slug, packs in counted["waiting"].items():
            self.stdout.write(f"Waiting: {slug}, until the pack {', '.join(packs)} is imported.")
        for failure in counted["failed"]:
            self.stdout.write(f"Failed: {failure['slug']}. {failure['error']}")

    def _digests(self, options: dict[str, Any]) -> None:
        broken = []
        for each in library_digests():
            self.stdout.write(f"{each.sha256}  {each.slug} {each.kind}")
            if not each.is_whole:
                broken.append(f"{each.slug} {each.kind}")
        if broken:
            raise CommandError(
                f"{len(broken)} files are gone or not what they were: {', '.join(broken)}. "
                "`manage.py library build` makes those that are gone or cut short anew."
            )

    def _audit(self, options: dict[str, Any]) -> None:
        # Only here: loading the models takes longer than a build that has nothing to do.
        from quizzes.clips.audit_report import report_of  # noqa: PLC0415
        from quizzes.clips.audit_run import run_audit  # noqa: PLC0415
        from quizzes.clips.audit_text import lines_of_audit  # noqa: PLC0415

        with reporter_for(self.stderr if options["json"] else self.stdout) as reporter:
            findings = run_audit(
                machine_made=options["machine_made"],
                workers=options["workers"] or settings.LIBRARY_WORKERS,
                on_change=reporter.made,
            )
        if options["report"] is not None:
            options["report"].write_text(report_of(findings), encoding="utf-8")
        if options["json"]:
            self.stdout.write(json.dumps(findings.as_dict(), indent=2))
        else:
            for line in lines_of_audit(findings):
                self.stdout.write(line)
        if findings.leaks:
            raise CommandError(
                f"The halves can be told apart by more than what they show ({'; '.join(findings.leaks)}).",
                returncode=1,
            )
