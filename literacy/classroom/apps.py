"""Registers the classroom room with Django."""

from django.apps import AppConfig


class ClassroomConfig(AppConfig):
    name = "literacy.classroom"
    label = "classroom"

    def ready(self) -> None:
        from literacy.classroom import receivers  # noqa: F401, PLC0415
