"""Registers the classroom room with Django."""

from django.apps import AppConfig


class ClassroomConfig(AppConfig):
    name = "literacy.classroom"
    label = "classroom"

    def ready(self) -> None:
        """Listen to the rooms below, and tell them what only this one knows: names of schools, shelves, classmates, readers."""
        from literacy.classroom import receivers  # noqa: F401, PLC0415
        from literacy.classroom.circles import classmates_of  # noqa: PLC0415
        from literacy.classroom.own_lessons import may_read, own_lessons_of  # noqa: PLC0415
        from literacy.classroom.shelves import name_of_shelf, shelf_of_visitor  # noqa: PLC0415
        from literacy.lessons.circles import register_circle  # noqa: PLC0415
        from literacy.lessons.readers import register_readers  # noqa: PLC0415
        from quizzes.clips.credentials import register_namer  # noqa: PLC0415
        from quizzes.meter.payers import register_shelf_finder  # noqa: PLC0415

        register_circle(classmates_of)
        register_readers(may_read, own_lessons_of)
        register_namer(name_of_shelf)
        register_shelf_finder(shelf_of_visitor)
