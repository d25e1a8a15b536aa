"""Registers the care room with Django."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "literacy.care"
    label = "care"

    def ready(self) -> None:
        """Tell the lessons what only this room knows: whom a school's pupils can go to."""
        from literacy.care.contacts import contacts_of_schools  # noqa: PLC0415
        from literacy.lessons.contacts import register_contacts  # noqa: PLC0415

        register_contacts(contacts_of_schools)
