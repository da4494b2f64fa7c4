"""Damaged files by the hundred thousand, to every reader."""
