"""`manage.py schools list` and `manage.py schools delete NUMBER --name NAME`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from literacy.classroom.actions import delete_school
from literacy.classroom.models import School


class Command(BaseCommand):
    help = "Names the schools with their numbers (list), or deletes one with all that is its own (delete)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["list", "delete"])
        parser.add_argument("number", nargs="?", type=int, help="of the school, as `list` gives it")
        parser.add_argument(
            "--name", default="", help="its whole name, so that no other is deleted by mistake"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "list":
            self._list()
        else:
            self._delete(options["number"], options["name"])

    def _list(self) -> None:
        counted = School.objects.annotate(pupils=Count("classrooms__enrolments")).order_by("pk")
        for number, name, pupils in counted.values_list("pk", "name", "pupils"):
            self.stdout.write(f"{number}: {name} ({pupils} pupils)")

    def _delete(self, number: int | None, name: str) -> None:
        school = None if number is None else School.objects.filter(pk=number).first()
        if school is None:
            raise CommandError("There is no school with that number. See `manage.py schools list`.")
        if name != school.name:
            raise CommandError(
                f"School {number} has another name. Deleting cannot be undone, so give its whole name with --name."
            )
        pupils = delete_school(school=school)
        self.stdout.write(
            f"{name} is deleted, with {pupils} pupils, their answers, and all clips of its own."
        )
