"""What is done to drafts, one file for each step of the way."""
