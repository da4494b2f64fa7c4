"""View → files, one module a family of outputs."""
