"""A case as linked data: Web Annotations and PROV-O, in JSON-LD and Turtle."""
