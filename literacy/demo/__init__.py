"""A whole demonstration school, made from a stated model."""
