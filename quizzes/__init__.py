"""The instrument: clips, items, sittings and measures; it knows nothing of schools."""
