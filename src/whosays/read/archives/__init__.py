"""Archives: files that hold files. Their members become captures of their own; a name in one is a label, never a path."""
