"""The questions, in the order of the page."""

from __future__ import annotations

from bench.peers.questions import articles, dates, names, pairs, statements

ALL = (names.IN_TEXT, names.UNSEEN, names.NAMED, statements.QUESTION, pairs.QUESTION, articles.QUESTION, *dates.QUESTIONS)
