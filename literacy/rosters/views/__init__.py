"""The pages of lists of pupils."""
