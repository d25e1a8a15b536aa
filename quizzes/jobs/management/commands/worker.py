"""`manage.py worker`: the process that does the background work when no broker is set."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from quizzes.jobs.family import one_thread_each
from quizzes.jobs.worker import Worker


class Command(BaseCommand):
    help = "Does background work until it is stopped. `manage.py serve` starts one by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kinds", default="", help="only these kinds of job, separated by commas")
        parser.add_argument("--until-empty", action="store_true", help="end when no such job is left")
        parser.add_argument(
            "--parent", type=int, help="end when this process, which started the worker, is gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(10)  # answering pupils goes before rendering pictures
        one_thread_each()
        kinds = [kind for kind in options["kinds"].split(",") if kind] or None
        Worker(kinds=kinds, until_empty=options["until_empty"], parent=options["parent"]).run()
