"""Tests of the studio's pages."""
