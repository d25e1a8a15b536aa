"""What people do with lists of pupils."""
