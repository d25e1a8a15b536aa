"""The measuring room: marks single answers and turns many of them into figures, knowing nothing of Django."""
