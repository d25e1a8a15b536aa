"""Provenance: signing what we made, and reading what others say their files are."""
