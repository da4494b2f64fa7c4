"""The sample case: fiction, written for whosays, on an invented river."""
