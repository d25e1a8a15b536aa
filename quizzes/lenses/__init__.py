"""Lenses: ways of looking at a clip that show what the eye or ear alone does not; each can mislead."""
