"""Registers the reports room with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "quizzes.reports"
    label = "reports"
