"""Files that other tools made, or another case, read as records and plain values. Nothing here knows a case."""
