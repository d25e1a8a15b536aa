"""Registers the growth room with Django."""

from django.apps import AppConfig


class GrowthConfig(AppConfig):
    name = "quizzes.growth"
    label = "growth"
