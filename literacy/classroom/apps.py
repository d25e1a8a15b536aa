"""Registers the classroom room with Django."""

from django.apps import AppConfig


class ClassroomConfig(AppConfig):
    name = "literacy.classroom"
    label = "classroom"

    def ready(self) -> None:
        """Listen to the rooms below, and tell them in whose name a school's files are signed."""
        from literacy.classroom import receivers  # noqa: F401, PLC0415
        from literacy.classroom.shelves import name_of_shelf  # noqa: PLC0415
        from quizzes.clips.credentials import register_namer  # noqa: PLC0415

        register_namer(name_of_shelf)
