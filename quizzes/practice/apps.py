"""Registers the practice room with Django."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "quizzes.practice"
    label = "practice"
