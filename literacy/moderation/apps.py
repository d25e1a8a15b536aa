"""Registers the moderation room with Django."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "literacy.moderation"
    label = "moderation"
