"""Speed of the whole line beside bare spaCy on the same texts."""
