"""Making the manipulated twin of a photograph from a recipe: pure functions, same seed, same bytes."""
