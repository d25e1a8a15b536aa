"""Registers the clips room with Django."""

from django.apps import AppConfig


class ClipsConfig(AppConfig):
    name = "quizzes.clips"
    label = "clips"

    def ready(self) -> None:
        from quizzes.clips import receivers  # noqa: F401, PLC0415
