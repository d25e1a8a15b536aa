"""The site's settings plus the kinds of job that only tests know."""

from literacy.settings import *  # noqa: F403
from literacy.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs.kinds"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
