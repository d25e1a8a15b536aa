"""The library for teachers: every published pair, found by what it teaches and told with its truth."""
