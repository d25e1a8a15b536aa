"""Rosters: lists of pupils from elsewhere, looked at before anything of them is done."""
