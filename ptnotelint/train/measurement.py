"""A measurement as files and terminals show it: every share with its interval, by element, code and layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ptnotelint.train.figures import KINDS, Figures, Gaps, Share, rounded
from ptnotelint.train.intervals import gap_intervals, share_interval

SAYS = "Synthetic notes, written and annotated by language models and reviewed by no clinician; intervals are 95%, notes drawn anew."


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of each note with its layout, and of all together.

    Parameters
    ----------
    notes : tuple of (str, Figures)
        Layout and counts, a note each.
    """

    notes: tuple[tuple[str, Figures], ...]

    @property
    def total(self) -> Figures:
        return added(figures for _, figures in self.notes)

    def as_dict(self) -> dict:
        """The figures as JSON holds them, without the disagreements."""
        total, layouts = self.total, sorted({layout for layout, _ in self.notes})
        return {
            "about": SAYS, "notes": total.notes, "codes": total.codes,
            "required_gaps": self._gaps(lambda note: note.required), "recommended_gaps": self._gaps(lambda note: note.recommended),
            "required_gaps_by_element": {name: self._of("elements", name) for name in sorted(total.elements)},
            "required_gaps_by_code": {name: self._of("by_code", name) for name in sorted(total.by_code)},
            "gaps_by_rule": {name: self._of("rules", name) for name in sorted(total.rules)},
            "required_gaps_by_layout": {layout: self._gaps(lambda note: note.required, layout) for layout in layouts},
            "status_exact": self._share(lambda note: note.statuses), "verdict_exact": self._share(lambda note: note.verdicts),
            "verdict_exact_by_code": {code: self._share(lambda note, code=code: note.verdicts_by_code.get(code, Share())) for code in sorted(total.verdicts_by_code)},
            "minutes_exact": {kind: self._share(lambda note, kind=kind: note.minutes[kind]) | {"invented": total.invented_minutes[kind]}
                              for kind in KINDS},
            "supported_notes_with_false_alarm": self._share(lambda note: note.false_alarms),
            "spans": {"quotes_marked": self._share(lambda note: note.quoted), "marks_quoted": self._share(lambda note: note.marked),
                      "f1": rounded(total.span_f1)},
            "near_misses": {"refused": self._share(lambda note: note.refused), "reason_exact": self._share(lambda note: note.reasons)},
            "confusion": {name: total.confusion[name] for name in sorted(total.confusion)},
        }

    def _of(self, table: str, name: str) -> dict:
        return self._gaps(lambda note: getattr(note, table).get(name, Gaps()))

    def _gaps(self, of: Callable[[Figures], Gaps], layout: str | None = None) -> dict:
        gaps = [of(figures) for here, figures in self.notes if layout in (None, here)]
        whole = Gaps()
        for each in gaps:
            whole.add(each)
        columns = [[getattr(each, name) for each in gaps] for name in ("right", "false", "overlooked")]
        return whole.as_dict() | {"interval": gap_intervals(*columns) if gaps else {}}

    def _share(self, of: Callable[[Figures], Share]) -> dict:
        shares = [of(figures) for _, figures in self.notes]
        whole = Share()
        for each in shares:
            whole.add(each)
        return whole.as_dict() | {"interval": share_interval([each.hits for each in shares], [each.n for each in shares]) if shares else None}


def added(figures) -> Figures:
    """The counts of many notes as one."""
    total = Figures()
    for each in figures:
        total.add(each)
    return total


def table(found: dict) -> list[str]:
    """What :meth:`Measured.as_dict` gave, as lines for the terminal."""
    rows = [f"{found['notes']} notes, {found['codes']} codes. {SAYS}", "", _row("gaps", "precision", "recall", "F1", "95%", "right", "false", "overlooked")]
    rows += [_gap_row("required", found["required_gaps"]), _gap_row("recommended", found["recommended_gaps"])]
    for words, key in (("element", "required_gaps_by_element"), ("code", "required_gaps_by_code"), ("layout", "required_gaps_by_layout")):
        rows += ["", f"required, by {words}", *(_gap_row(f"  {name}", each) for name, each in found[key].items())]
    rows += ["", _share_row("status exact", found["status_exact"]), _share_row("verdict per code exact", found["verdict_exact"])]
    for kind, each in found["minutes_exact"].items():
        rows.append(_share_row(f"minutes {kind.replace('_', ' ')} exact", each) + (f", {each['invented']} invented" if each["invented"] else ""))
    rows.append(_share_row("supported notes, false alarm", found["supported_notes_with_false_alarm"]))
    spans, misses = found["spans"], found["near_misses"]
    rows += ["", _row("quotes against marked words", f1=spans["f1"]), _share_row("  quotes that are marked", spans["quotes_marked"]),
             _share_row("  marks that are quoted", spans["marks_quoted"]), _share_row("marked near misses refused", misses["refused"])]
    return [*rows, _share_row("  for the annotated reason", misses["reason_exact"])]


def _row(name: str, *cells: str, f1: float | None = None) -> str:
    if not cells:
        cells = ("", "", _figure(f1))
    return (f"{name:30}" + "".join(f"{cell:>11}" if at != 3 else f"{cell:>14}" for at, cell in enumerate(cells))).rstrip()


def _gap_row(name: str, gaps: dict) -> str:
    counts = (str(gaps[key]) for key in ("right", "false", "overlooked"))
    return _row(name, *(_figure(gaps[key]) for key in ("precision", "recall", "f1")), _between(gaps["interval"].get("f1")), *counts)


def _share_row(name: str, counted: dict) -> str:
    between = _between(counted["interval"])
    return f"{name:30}{_figure(counted['share']):>11}  ({counted['hits']}/{counted['n']}{', ' + between if between else ''})"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _between(interval: Sequence[float] | None) -> str:
    return f"{interval[0]:.2f} to {interval[1]:.2f}" if interval else ""
