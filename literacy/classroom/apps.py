"""Registers the classroom room with Django."""

from django.apps import AppConfig


class ClassroomConfig(AppConfig):
    name = "literacy.classroom"
    label = "classroom"
