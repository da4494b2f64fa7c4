"""Document → proposed records, one module an extractor. Pure."""
