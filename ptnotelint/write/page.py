"""What every line of the text report needs: its width, its colours, and the note's words by place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ptnotelint.report import Evidence, Refused
from ptnotelint.write.quoted import outermost
from ptnotelint.write.terminal import cells, folded, line_number, shortened
from ptnotelint.write.words import source_words

LONGEST_QUOTE = 44


@dataclass(frozen=True, slots=True)
class Page:
    """Texts by source name, how much of them may be shown, and how.

    Examples
    --------
    >>> page = Page({"text": "O: SLR\\n3x10"})
    >>> page.quotes([Evidence(7, 11, "3x10")], 40)
    'L2 "3x10"'
    """

    texts: Mapping[str, str]
    excerpts: str = "full"
    color: bool = False
    width: int = 80

    def paint(self, text: str, **style) -> str:
        """Style a piece that is already laid out, so that no escape code is ever measured or split."""
        if not self.color or not style or not text:
            return text
        import click  # only for colour: plain output needs no terminal library

        return click.style(text, **style)

    def place(self, item: Evidence | Refused) -> str:
        """``L12``, with the source's name where that is not the note's own text."""
        known = item.start is not None and item.source in self.texts
        line = f"L{line_number(self.texts[item.source], item.start)}" if known else ""
        return line if item.source == "text" else f"{source_words(folded(item.source))} {line}".rstrip()

    def quotes(self, items: Iterable[Evidence], room: int, column: int = 0) -> str:
        """Quoted words with their places, as many as fit in ``room`` columns, then how many more.

        The first place is padded to ``column`` so that quotes stand in line.
        """
        items = self._distinct(items)
        said, painted, last = "", "", None
        for count, item in enumerate(items):
            place = self.place(item)
            more = len(items) - count - 1
            tail = f" +{more}" if more else ""
            shown = place.ljust(column if item.text else 0) if count == 0 else place if place != last else ""
            lead = (", " if count else "") + shown + (" " if shown and item.text else "")
            quote = ""
            if item.text:
                left = max(4, room - cells(lead) - cells(tail) - 2) if count == 0 else LONGEST_QUOTE
                quote = f'"{shortened(folded(item.text), left)}"'
            if count and cells(said) + cells(lead) + cells(quote) + cells(tail) > room:
                return painted + self.paint(f" +{more + 1}", dim=True)
            said += lead + quote
            painted += self.paint(lead, dim=True) + quote
            last = place
        return painted

    def _distinct(self, items: Iterable[Evidence]) -> list[Evidence]:
        """Evidence without words that a longer quote holds, and without repeats: of words, or of places where words are not shown."""
        kept: dict[tuple, Evidence] = {}
        for item in outermost(items):
            key = ("words", folded(item.text).lower()) if item.text else ("place", self.place(item))
            kept.setdefault(key, item)
        return list(kept.values())
