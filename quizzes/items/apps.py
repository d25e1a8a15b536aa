"""Registers the items room with Django."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "quizzes.items"
    label = "items"
