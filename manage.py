"""The command line of Second Look."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.exit("\nInterrupted before anything began.")
    except ImportError:
        sys.exit(
            "Django is not installed in this environment. Run `make setup`, then use .venv/bin/python manage.py."
        )
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. What was finished is kept; run it again to go on.")


if __name__ == "__main__":
    main()
