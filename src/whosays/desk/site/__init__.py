"""A case as pages to be read anywhere: plain files with relative links, from a file server or from a folder.

They need no script, but for searching. `gathered.py` gathers what is published, `pages.py` makes the answer of each page,
`index.py` what is searched, `writing.py` lays it out as files.
"""
