"""Judging reports that were sent in."""
