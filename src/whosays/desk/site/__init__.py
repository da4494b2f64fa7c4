"""A case as pages to be read anywhere: plain files with relative links, from a file server or from a folder, without script.

`held.py` gathers what is published, `pages.py` makes the answer of each page, `writing.py` lays the pages out as files.
"""
