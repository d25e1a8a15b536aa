"""What classes are given: building it, looking on, and mending it."""
