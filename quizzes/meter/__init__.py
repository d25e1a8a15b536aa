"""What lenses cost: who had them made, how much of that somebody may have, and what it comes to."""
