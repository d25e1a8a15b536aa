"""Broken and hostile uploads, made here: none is kept in a file."""
