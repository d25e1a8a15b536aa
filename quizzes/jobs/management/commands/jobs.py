"""`manage.py jobs`: looks after the job table by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count

from quizzes.jobs.dispatch import sweep
from quizzes.jobs.models import Job


class Command(BaseCommand):
    help = (
        "sweep: end jobs that used up their tries and send forgotten ones again; status: count jobs by state."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["sweep", "status"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "sweep":
            failed, sent = sweep()
            self.stdout.write(f"{failed} failed, {sent} sent again")
            return
        counts = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
        for state in Job.State:
            self.stdout.write(f"{state.value}: {counts.get(state.value, 0)}")
