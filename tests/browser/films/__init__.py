"""Films in a real browser: every frame can be reached, both halves stand on one clock, and nothing plays by itself."""
