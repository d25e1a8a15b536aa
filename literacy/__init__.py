"""The school around the instrument: people, classrooms, lessons, progress."""
