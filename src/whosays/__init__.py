"""whosays: who says what about whom, in which words, how sure, when, and what it finally rests on."""
