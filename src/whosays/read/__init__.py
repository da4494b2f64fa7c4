"""Capture → Document and Passages, one module a family of formats."""
