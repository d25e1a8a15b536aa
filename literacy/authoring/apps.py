"""Registers the authoring room with Django."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    name = "literacy.authoring"
    label = "authoring"

    def ready(self) -> None:
        """Listen to the classroom, and show the lessons room what is being written."""
        from literacy.authoring import receivers  # noqa: F401, PLC0415
        from literacy.authoring.drafts import draft_for_author  # noqa: PLC0415
        from literacy.lessons.readers import register_drafts  # noqa: PLC0415

        register_drafts(draft_for_author)
