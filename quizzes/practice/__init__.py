"""Practice that fits one learner: what is about to fade, at a difficulty that teaches."""
