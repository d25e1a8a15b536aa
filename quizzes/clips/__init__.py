"""Clips, pairs and their renditions: building, keeping and delivering them."""
