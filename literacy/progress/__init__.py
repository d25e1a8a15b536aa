"""What answers say about learners and classes."""
