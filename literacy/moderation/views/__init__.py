"""Pages of those who report, and of those who decide."""
