"""Registers the tallies room with Django."""

from django.apps import AppConfig


class TalliesConfig(AppConfig):
    name = "quizzes.tallies"
    label = "tallies"

    def ready(self) -> None:
        """Listen for marks that change."""
        import quizzes.tallies.receivers  # noqa: F401, PLC0415
