"""How memory, answers and room on the disk grow with the documents of a case (`python -m bench.load`)."""
