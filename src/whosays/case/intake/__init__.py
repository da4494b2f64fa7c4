"""What comes into a case: files, addresses and their visits, exports and what other tools made."""
