"""Registers the lessons room with Django."""

from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "literacy.lessons"
    label = "lessons"
