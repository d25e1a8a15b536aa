"""One module for each item type: an answer and the truth go in, a mark comes out."""
