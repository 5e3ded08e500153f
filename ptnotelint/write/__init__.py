"""From reports to what people and programs read: JSON, JSON lines and the text of a terminal."""
