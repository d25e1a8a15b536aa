"""Registers the care room with Django."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "literacy.care"
    label = "care"
