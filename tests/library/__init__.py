"""Tests of the library for teachers."""
