"""Registers the attempts room with Django."""

from django.apps import AppConfig


class AttemptsConfig(AppConfig):
    name = "quizzes.attempts"
    label = "attempts"
