"""Answers for assistants: what a case holds, as exact quotations with their places, over the Model Context Protocol."""
