"""The pages about what classes are given."""
