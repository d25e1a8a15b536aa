"""The pages on which people report clips and editors decide about them; no tables of its own."""
