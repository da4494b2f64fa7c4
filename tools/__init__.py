"""What helps to work on whosays and is no part of it."""
