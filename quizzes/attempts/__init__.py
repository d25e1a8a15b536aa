"""Sittings and answers: one learner taking one quiz."""
