"""Registers the school with Django, and Celery with it where there is a broker."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class LiteracyConfig(AppConfig):
    name = "literacy"
    label = "literacy"

    def ready(self) -> None:
        if settings.BROKER_URL:
            import_module("literacy.celery")
