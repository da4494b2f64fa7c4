"""A report as files that people read: Markdown, a page, a Word file, a PDF."""
