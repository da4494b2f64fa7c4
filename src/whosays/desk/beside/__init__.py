"""What pages load beside themselves: pictures of pages, and what was captured, as it was. None of it changes the case."""

from whosays.desk.beside import originals, pictures

ALL = (originals.add, pictures.add)
