"""The desk's form: what its fields say, as a note record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from ptnotelint.note import BilledLine, Note, NoteError
from ptnotelint.report import NoteReport, whole_number
from ptnotelint.web.problems import Problem

FIELDS_AT_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """A billed line as it stands in the form; ``stated`` are the minutes that the note itself gives the code."""

    code: str = ""
    units: str = ""
    modifiers: str = ""
    minutes: str = ""
    stated: str = ""


@dataclass(frozen=True, slots=True)
class DeskForm:
    """What was sent.

    Parameters
    ----------
    rows : tuple of Row
        Billed lines as typed.
    seen : str
        The rows that the page took from the note's own charge block, as :func:`claim_words` writes them: while the
        rows still say the same, the codes are read from the note anew.
    kept : str
        Name of the uploaded note that this one began as, whose further fields still hold.
    """

    text: str = ""
    rows: tuple[Row, ...] = ()
    seen: str = ""
    payer: str = ""
    date: str = ""
    status: str = ""
    kept: str = ""

    @property
    def own_claim(self) -> bool:
        """Whether the rows are the user's own, and not those of the note's charge block."""
        return any(row.code for row in self.rows) and claim_words(self.rows) != self.seen


def form_of(body: bytes) -> DeskForm:
    """Read an URL-encoded form.

    Examples
    --------
    >>> form_of(b"text=SLR+3x10&code=97110&units=2&modifiers=GP&minutes=").rows
    (Row(code='97110', units='2', modifiers='GP', minutes='', stated=''),)
    """
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_AT_MOST)
    except ValueError:
        raise Problem(422, "The form is not one that this page sends: it must be UTF-8 and have a field once for each line billed.") from None
    names = ("code", "units", "modifiers", "minutes")
    columns = [[value.strip() for value in fields.get(name, [])] for name in names]
    rows = [Row(code.upper(), *rest) for code, *rest in zip(*columns, strict=False) if code]
    if taken := fields.get("take", [""])[0]:
        rows = [Row(code) for code in taken.split()]
    one = {name: fields.get(name, [""])[0] for name in ("text", "seen", "payer", "date", "status", "kept")}
    return DeskForm(rows=tuple(rows), **one)


def note_of(form: DeskForm, base: Note) -> tuple[Note, list[str]]:
    """The note that a form describes, and what in it could not be taken.

    Parameters
    ----------
    base : Note
        Gives the fields that the form does not have.

    Examples
    --------
    >>> note, problems = note_of(DeskForm("SLR", (Row("9711"), Row("97140", "1", "GP", "12"))), Note(""))
    >>> note.billed, note.minutes, problems
    ((BilledLine(code='97140', units=1, modifiers=('GP',)),), {'97140': 12.0}, ['9711: a billed code must be five digits or capitals, like 97110'])
    """
    billed, minutes, problems = [], dict(base.minutes or {}), []
    for row in form.rows:
        try:
            billed.append(BilledLine.from_dict({"code": row.code, "units": row.units or 1, "modifiers": row.modifiers.upper()}))
            if row.minutes:
                minutes[row.code] = minutes.get(row.code, 0) * (row.code in (base.minutes or {})) + _minutes(row)
        except NoteError as error:
            problems.append(f"{row.code}: {error}")
    fields = {"date_of_service": form.date or None, "status": form.status or None, "minutes": minutes or None, "payer": form.payer or None}
    try:
        checked = Note.from_dict({"text": form.text, **fields})
    except NoteError as error:
        problems.append(str(error).replace('"date_of_service"', "the date").replace('"status"', "the status"))
        checked = Note(form.text, payer=form.payer or None, minutes=minutes or None)
    return replace(base, text=form.text, billed=tuple(billed) if form.own_claim else None, date_of_service=checked.date_of_service,
                   payer=checked.payer, status=checked.status, minutes=checked.minutes,
                   without_text=None if form.text.strip() else base.without_text), problems


def shown_rows(form: DeskForm, report: NoteReport) -> tuple[tuple[Row, ...], str]:
    """The rows that the page shows next, and what it has then ``seen``: the user's own, else those of the note."""
    own = {row.code: row.minutes for row in form.rows}
    stated = {code: f"{whole_number(minutes.value):g}" for code, minutes in report.minutes.items() if minutes.source == "text"}
    if form.own_claim:
        return tuple(replace(row, stated=stated.get(row.code, "")) for row in form.rows), ""
    lines = sorted((line.index, code.code, line) for code in report.codes for line in code.lines)
    rows = tuple(Row(code, str(line.units), " ".join(line.modifiers), own.get(code, ""), stated.get(code, "")) for _, code, line in lines)
    return rows, claim_words(rows)


def claim_words(rows: tuple[Row, ...]) -> str:
    """Billed lines in one line of text, as ``--code`` takes them.

    Examples
    --------
    >>> claim_words((Row("97110", "2", "gp"), Row("97140")))
    '97110x2:GP;97140x1'
    """
    return ";".join(f"{row.code}x{row.units or 1}" + (f":{','.join(row.modifiers.upper().split())}" if row.modifiers else "") for row in rows if row.code)


def rows_of(note: Note) -> tuple[Row, ...]:
    """The rows of a record's own billed lines."""
    given = {code: f"{whole_number(minutes):g}" for code, minutes in (note.minutes or {}).items()}
    return tuple(Row(line.code, str(line.units), " ".join(line.modifiers), given.get(line.code, "")) for line in note.billed or ())


def _minutes(row: Row) -> float:
    try:
        value = float(row.minutes)
    except ValueError:
        value = -1
    if not 0 <= value < 1e9:
        raise NoteError("minutes must be a number, 0 or more")
    return value
