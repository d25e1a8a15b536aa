"""Registers the clips room with Django."""

from django.apps import AppConfig


class ClipsConfig(AppConfig):
    name = "quizzes.clips"
    label = "clips"
