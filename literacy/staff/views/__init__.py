"""The pages of a school's adults."""
