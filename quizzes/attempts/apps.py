"""Registers the attempts room with Django, and its door with the leak audit."""

from django.apps import AppConfig


class AttemptsConfig(AppConfig):
    name = "quizzes.attempts"
    label = "attempts"

    def ready(self) -> None:
        """Tell the leak audit how halves are shown before an answer."""
        from quizzes.attempts.doors import sitting_doors  # noqa: PLC0415
        from quizzes.clips.doors import register_door  # noqa: PLC0415

        register_door("sitting", sitting_doors)
