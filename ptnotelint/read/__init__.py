"""From files and standard input to notes: what cannot be read is named and the others go on."""
