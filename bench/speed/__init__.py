"""Speed of the whole line beside bare spaCy, and of each reader beside the bare library, on the same files."""
