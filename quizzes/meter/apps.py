"""Registers the meter room with Django."""

from django.apps import AppConfig


class MeterConfig(AppConfig):
    name = "quizzes.meter"
    label = "meter"
