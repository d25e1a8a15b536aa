"""Nothing is lost, and nothing is anybody else's: answers kept in the browser through all that can come between."""
