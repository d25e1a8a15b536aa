"""A voice out of a network: speech that nobody spoke, with nothing but numpy."""
