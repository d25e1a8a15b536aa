"""The names under which messages to Celery workers travel; apart from models, for whoever loads before Django."""

RUN_TASK = "jobs.run"
SWEEP_TASK = "jobs.sweep"
