"""Filters for pages about accounts."""
