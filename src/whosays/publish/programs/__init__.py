"""What other programs take of a case: investigations, bibliographies, networks, calendars."""
