"""Making the manipulated twin of a recording of speech from a recipe: pure functions, same seed, same samples."""
