"""One script a program, run by the Python of its own environment: a line of JSON an item in, a line an answer out."""
