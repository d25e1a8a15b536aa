"""What people report about clips, and taking clips away."""
