"""Tables that a linguist or reporter can check, one file a table."""
