"""Other programs beside whosays, asked the same in the same run; nothing of them is in the project (opt-in)."""
