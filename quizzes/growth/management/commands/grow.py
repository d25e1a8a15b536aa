"""`manage.py grow`: has the rest of the library fetched and made in the background."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.clips.catalogue_reading import CatalogueError
from quizzes.growth.actions import ask_for_rest
from quizzes.growth.plan import plan_here


class Command(BaseCommand):
    help = (
        "Asks for the part of the library that is not there yet. The site's worker fetches and makes it, one package "
        "at a time, while the site serves. LIBRARY_TIERS=1 leaves the large packages out."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            packages, pairs = ask_for_rest(plan=plan_here())
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        if pairs:
            self.stdout.write(f"Asked for {len(pairs)} pairs from {len(packages)} packages.")
        else:
            self.stdout.write("Nothing is missing.")
