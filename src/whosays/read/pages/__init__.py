"""Pages with words at places, from a PDF or from text recognition, to a text with zones.

1. `glyphs` reads the words of a PDF page with their boxes, `recognised` those of a page image; both give `shapes.Page`.
2. `order` puts the lines of a page into columns and reading order, `rows` joins what stands on one printed line.
3. `furniture` takes out running heads and page numbers, `notes` the footnotes; `calls` ties them to their marks.
4. `blocks` puts lines together to paragraphs, headings, items, rows; `joins` over columns and pages.
5. `setting` writes the text and gives every zone its place in it.
"""
