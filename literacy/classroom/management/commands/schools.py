"""`manage.py schools list`, `schools quota NUMBER --mb 8000` and `schools delete NUMBER --name NAME`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from literacy.classroom.actions import delete_school
from literacy.classroom.models import School
from quizzes.studio.models import Quota

_MOST_MB = 1_000_000


class Command(BaseCommand):
    help = (
        "Names the schools with their numbers (list), sets how much room one has in the studio (quota), or deletes "
        "one with all that is its own (delete)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["list", "quota", "delete"])
        parser.add_argument("number", nargs="?", type=int, help="of the school, as `list` gives it")
        parser.add_argument(
            "--mb",
            type=int,
            help="of a quota: millions of bytes; without it, the school has what STUDIO_QUOTA_MB gives everybody",
        )
        parser.add_argument(
            "--name", default="", help="its whole name, so that no other is deleted by mistake"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "list":
            self._list()
        elif options["act"] == "quota":
            self._quota(_school(options["number"]), options["mb"])
        else:
            self._delete(_school(options["number"]), options["name"])

    def _list(self) -> None:
        quotas = dict(Quota.objects.values_list("shelf", "megabytes"))
        for school in School.objects.annotate(pupils=Count("classrooms__enrolments")).order_by("pk"):
            room = f", {quotas[school.shelf]} MB in the studio" if school.shelf in quotas else ""
            self.stdout.write(f"{school.pk}: {school.name} ({school.pupils} pupils{room})")

    def _quota(self, school: School, megabytes: int | None) -> None:
        if megabytes is None:
            Quota.objects.filter(shelf=school.shelf).delete()
            self.stdout.write(f"{school.name} has what STUDIO_QUOTA_MB gives everybody.")
            return
        if not 0 <= megabytes <= _MOST_MB:
            raise CommandError(f"--mb must be from 0 to {_MOST_MB}.")
        Quota.objects.update_or_create(shelf=school.shelf, defaults={"megabytes": megabytes})
        self.stdout.write(f"{school.name} has {megabytes} MB in the studio.")

    def _delete(self, school: School, name: str) -> None:
        if name != school.name:
            raise CommandError(
                f"School {school.pk} has another name. Deleting cannot be undone, so give its whole name with --name."
            )
        pupils = delete_school(school=school)
        self.stdout.write(
            f"{name} is deleted, with {pupils} pupils, their answers, and all clips of its own."
        )


def _school(number: int | None) -> School:
    school = None if number is None else School.objects.filter(pk=number).first()
    if school is None:
        raise CommandError("There is no school with that number. See `manage.py schools list`.")
    return school
