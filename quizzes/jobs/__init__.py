"""Background work whose truth is a row of our own."""
