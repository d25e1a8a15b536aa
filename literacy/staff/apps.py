"""Registers the staff room with Django."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "literacy.staff"
    label = "staff"

    def ready(self) -> None:
        from literacy.staff import receivers  # noqa: F401, PLC0415
