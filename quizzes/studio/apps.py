"""Registers the studio with Django."""

from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "quizzes.studio"
    label = "studio"
