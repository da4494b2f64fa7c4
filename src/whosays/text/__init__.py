"""Language knowledge: strings in, values out."""
