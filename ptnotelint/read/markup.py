"""HTML and the narrative of C-CDA as lines of text: a paragraph, an item or a table row a line."""

from __future__ import annotations

import re

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "footer",
    "form", "header", "hr", "html", "item", "li", "list", "main", "nav", "ol", "p", "paragraph", "pre", "section", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
ITEMS = frozenset(("item", "li"))
CELLS = frozenset(("td", "th"))
UNSEEN = frozenset(("colgroup", "head", "noscript", "object", "renderMultiMedia", "script", "style", "template"))
SPACE = re.compile(r"\s+")


def readable(root, kept_lines: bool = False) -> str:
    """The text of an lxml element as one reads it.

    Parameters
    ----------
    root : lxml element
        Of HTML or of a C-CDA narrative, without comments.
    kept_lines : bool
        Keep the line ends of the source: for text that holds no markup at all.

    Returns
    -------
    str
        Lines parted by ``\\n``. Cells of a row are parted by `` | ``; what stands on several lines in one cell, by ``; ``.

    Examples
    --------
    >>> from lxml import html
    >>> print(readable(html.fromstring("<div><p>Knee  pain<br>less</p><ul><li>SLR<li>heel slides</ul><table><tr><td>97110<td>15 min</table></div>")))
    Knee pain
    less
    - SLR
    - heel slides
    97110 | 15 min
    """
    from lxml import etree

    page = _Page()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        name = etree.QName(node).localname
        if event == "start":
            if name in UNSEEN:
                walker.skip_subtree()
                continue
            page.open(name, node)
            page.write(node.text, kept_lines or name == "pre")
            continue
        if name not in UNSEEN:
            page.close(name)
        if node is not root:
            page.write(node.tail, kept_lines or node.getparent().tag == "pre")
    return page.text()


class _Page:
    """Lines so far, and the one being written: its cells, each a list of parts."""

    def __init__(self):
        self.lines: list[str] = []
        self.flat = 0  # how many cells deep, where a cell is written on one line
        self.mark = ""  # what the next line of an item begins with
        self._begin()

    def open(self, name: str, node) -> None:
        if name in CELLS:
            flat = bool(self.flat) or _flat(node)
            if self.flat or not flat:
                self._part_or_line()
            elif self.cells_open:
                self.cells.append([[]])
            self.cells_open = self.cells_open or flat
            self.flat += flat
        elif name in BLOCKS or name in HEADINGS:
            self._part_or_line()
            if name in HEADINGS and self.lines and not self.flat:
                self.lines.append("")
            if name in ITEMS and not self.flat:
                self.mark = "- "
        elif name == "br":
            self._part_or_line()

    def close(self, name: str) -> None:
        if name in CELLS and self.flat:
            self.flat -= 1
        elif name in BLOCKS or name in HEADINGS or name in CELLS:
            self._part_or_line()
            if name in ITEMS:
                self.mark = ""

    def write(self, words: str | None, kept_lines: bool) -> None:
        if not words:
            return
        first, *more = words.splitlines() if kept_lines and not self.flat else [words]
        self.cells[-1][-1].append(first)
        for line in more:
            self._line()
            self.cells[-1][-1].append(line)

    def text(self) -> str:
        self._line()
        return "\n".join(self.lines)

    def _part_or_line(self) -> None:
        if self.flat:
            self.cells[-1].append([])
        else:
            self._line()

    def _line(self) -> None:
        cells = ["; ".join(filter(None, (SPACE.sub(" ", "".join(part)).strip() for part in cell))) for cell in self.cells]
        if any(cells):
            self.lines.append(self.mark + " | ".join(cells).rstrip())
            self.mark = ""
        self._begin()

    def _begin(self) -> None:
        self.cells: list[list[list[str]]] = [[[]]]
        self.cells_open = False


def _flat(cell) -> bool:
    """Whether a cell is written on its row's line: one that is alone in its row, or holds a table, is laid out as a block."""
    alone = cell.getnext() is None and cell.getprevious() is None
    return not alone and next(cell.iter("{*}table"), None) is None
