"""One gap in the text report: what is not documented, its question, and what came near without counting."""

from __future__ import annotations

from ptnotelint.report import ElementReport, Finding, Refused
from ptnotelint.write.page import LONGEST_QUOTE, Page
from ptnotelint.write.terminal import cells, folded, plain, shortened, window, wrapped
from ptnotelint.write.words import REASONS

STYLES = {"error": {"fg": "red"}, "warning": {"fg": "yellow"}, "info": {"fg": "cyan"}}
INDENT = "    "
MORE_SHOWN = 3
LONGEST_CUE = 30


def gap_lines(finding: Finding, element: ElementReport | None, page: Page) -> list[str]:
    """Lines of one finding; ``element`` brings the refused near misses and what was only partly said.

    Examples
    --------
    >>> finding = Finding("97012/force", "error", "No amount of pull is documented.", "How much pull was used?")
    >>> refused = Refused(15, 20, "60 lb", "planned", "Next visit")
    >>> element = ElementReport("force", "required", "missing", refused=(refused,))
    >>> print("\\n".join(gap_lines(finding, element, Page({"text": "Next visit try 60 lb."}))))
      error 97012/force
        No amount of pull is documented.
        ? How much pull was used?
        L1  Next visit try 60 lb.
                           ^^^^^ refused: planned ("Next visit")
    """
    style = STYLES[finding.severity]
    lines = [f"  {page.paint(finding.severity, **style)} {plain(finding.rule)}"]
    lines += [INDENT + line for line in wrapped(finding.message, page.width - 4)]
    if finding.question:
        start, *more = wrapped(finding.question, page.width - 6)
        lines += [f"{INDENT}{page.paint('?', bold=True)} {start}", *(f"{INDENT}  {line}" for line in more)]
    if element and element.status == "partial" and element.evidence:
        lines.append(f"{INDENT}found {page.quotes(element.evidence, page.width - 10)}")
    refused = list(element.refused) if element else []
    pointed = next((item for item in refused if _is_at(item, finding)), None)
    if pointed is None and finding.start is not None:
        if page.excerpts == "full":
            lines += _pointed_lines(Refused(finding.start, finding.end or finding.start, None, ""), "", style, page)
        return lines + _others_refused("refused", refused, [], page)
    first = pointed or (refused[0] if refused else None)
    if first is None:
        return lines
    others = [item for item in refused if item is not first]
    return lines + _refused_lines(first, style, page) + _others_refused("also refused", others, [first], page)


def _is_at(item: Refused, finding: Finding) -> bool:
    return item.source == "text" and item.start is not None and (item.start, item.end) == (finding.start, finding.end)


def _reason(item: Refused) -> str:
    cue = f' ("{shortened(folded(item.cue), LONGEST_CUE)}")' if item.cue else ""
    return REASONS.get(item.reason, plain(item.reason)) + cue


def _refused_lines(item: Refused, style: dict, page: Page) -> list[str]:
    if page.excerpts == "full" and item.start is not None and item.source in page.texts:
        return _pointed_lines(item, f"refused: {_reason(item)}", style, page)
    quote = f' "{shortened(folded(item.text), LONGEST_QUOTE)}"' if item.text else ""
    return [INDENT + line for line in wrapped(f"{page.place(item)} refused{quote}: {_reason(item)}", page.width - 4)]


def _pointed_lines(item: Refused, label: str, style: dict, page: Page) -> list[str]:
    """The source line, a caret line under the words, and the label beside the carets or below them."""
    place = page.place(item)
    start = f"{INDENT}{place}  "
    line, column, length = window(page.texts[item.source], item.start, item.end, page.width - cells(start))
    carets = " " * (cells(start) + column) + page.paint("^" * length, **style)
    used = cells(start) + column + length
    lines = [f"{INDENT}{page.paint(place, dim=True)}  {line}".rstrip(), carets]
    if label and used + 1 + cells(label) <= page.width:
        lines[1] += f" {label}"
    elif label:
        lines += [" " * cells(start) + part for part in wrapped(label, page.width - cells(start))]
    return lines


def _others_refused(lead: str, items: list[Refused], said: list[Refused], page: Page) -> list[str]:
    known = {(page.place(item), _reason(item)) for item in said}
    places: dict[str, None] = {}
    for item in items:
        if (page.place(item), _reason(item)) not in known:
            places.setdefault(f"{page.place(item)} {_reason(item)}".strip())
    if not places:
        return []
    shown = list(places)[:MORE_SHOWN]
    if len(places) > MORE_SHOWN:
        shown.append(f"and {len(places) - MORE_SHOWN} more")
    start, *more = wrapped(f"{lead}: {', '.join(shown)}", page.width - 4)
    return [INDENT + start, *(f"{INDENT}  {line}" for line in more)]
