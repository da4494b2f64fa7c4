"""`python -m whosays.cli` is `whosays`."""

from whosays.cli import main

main()
