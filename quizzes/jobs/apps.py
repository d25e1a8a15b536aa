"""Registers the jobs room with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "quizzes.jobs"
    label = "jobs"
