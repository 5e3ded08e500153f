"""Which files are one note, word for word: a line of such a file is a line of its note."""

SUFFIXES = (".txt", ".text", ".note", ".md")
