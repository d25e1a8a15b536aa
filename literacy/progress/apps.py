"""Registers the progress room with Django."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "literacy.progress"
    label = "progress"
