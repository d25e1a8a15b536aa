"""Film: techniques that make the twin of a moving picture, one frame after the other."""
