"""How well the whole line finds claims, names, dates, notes and lists, compared with floors that only rise."""
