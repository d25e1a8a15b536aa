"""The pages of the lessons room."""
