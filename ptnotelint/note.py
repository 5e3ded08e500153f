"""What comes in: a note, and the lines billed for its visit."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date

from ptnotelint.errors import PtnotelintError

CODE = re.compile(r"[0-9A-Z]{5}\Z")
BILLED_LINE = re.compile(r"\s*(?P<code>[0-9A-Za-z]+?)\s*(?:[xX]\s*(?P<units>[^:\s]+))?\s*(?::(?P<modifiers>.*))?\Z")
MODIFIER = re.compile(r"[0-9A-Z]{2}\Z")


class NoteError(PtnotelintError):
    """A record that breaks the contract; the reader adds file and line."""


@dataclass(frozen=True, slots=True)
class BilledLine:
    """One line of the claim.

    Parameters
    ----------
    code : str
        Five characters, digits or capitals.
    units : int
        Units billed, 1 or more.
    modifiers : tuple of str
        Two-character modifiers in the order given.

    Examples
    --------
    >>> BilledLine.parse("97110x2:GP,59")
    BilledLine(code='97110', units=2, modifiers=('GP', '59'))
    """

    code: str
    units: int = 1
    modifiers: tuple[str, ...] = ()

    def __post_init__(self):
        if not isinstance(self.code, str) or not CODE.match(self.code):
            raise NoteError("a billed code must be five digits or capitals, like 97110")
        if isinstance(self.units, bool) or not isinstance(self.units, int) or self.units < 1:
            raise NoteError(f"units of {self.code} must be a whole number, 1 or more")
        for modifier in self.modifiers:
            if not isinstance(modifier, str) or not MODIFIER.match(modifier):
                raise NoteError(f"a modifier of {self.code} must be two digits or capitals, like GP")

    @classmethod
    def parse(cls, text: str) -> BilledLine:
        """Read ``97110``, ``97110x2`` or ``97110x2:GP,59`` (blanks and ``+`` also separate modifiers)."""
        match = BILLED_LINE.match(text)
        if not match:
            raise NoteError("a billed line is written CODE, CODExUNITS or CODExUNITS:MODIFIERS, like 97110x2:GP")
        code = match["code"].upper()
        if not CODE.match(code):
            raise NoteError("a billed code must be five digits or capitals, like 97110")
        units = match["units"] or "1"
        if not (units.isascii() and units.isdigit()) or len(units) > 4:
            raise NoteError(f"units of {code} must be a whole number, 1 or more")
        modifiers = tuple(part.upper() for part in re.split(r"[,+:\s]+", match["modifiers"] or "") if part)
        return cls(code, int(units), modifiers)

    @classmethod
    def from_dict(cls, record: object) -> BilledLine:
        """Read a ``{code, units, modifiers}`` object, or the text form of :meth:`parse`."""
        if isinstance(record, str):
            return cls.parse(record)
        if not isinstance(record, dict) or "code" not in record:
            raise NoteError('a billed line must be {"code": …, "units": …, "modifiers": […]}')
        code = record["code"]
        if isinstance(code, bool) or not isinstance(code, (str, int)):
            raise NoteError("a billed code must be five digits or capitals, like 97110")
        units = record.get("units")
        if isinstance(units, str) and units.strip().isascii() and units.strip().isdigit():
            units = int(units)
        if isinstance(units, float) and units.is_integer():
            units = int(units)
        modifiers = () if record.get("modifiers") is None else record["modifiers"]
        if isinstance(modifiers, str):
            modifiers = [part for part in re.split(r"[,+:\s]+", modifiers) if part]
        if not isinstance(modifiers, (list, tuple)):
            raise NoteError("modifiers must be a list of two-character modifiers")
        return cls(str(code).strip().upper(), 1 if units is None else units, tuple(modifiers))


@dataclass(frozen=True, slots=True)
class Note:
    """One visit's note with what was billed for it: the record of the published contract.

    ``billed`` is None when nobody stated codes (the text's billing block is then read) and empty
    when nothing was billed. The structured fields win over what the text says.

    Raises
    ------
    NoteError
        From :meth:`from_dict`, when a field has the wrong type or value; always, when a text or the id holds half of a surrogate
        pair, which no output could hold.

    Examples
    --------
    >>> Note.from_dict({"note_id": "a", "text": "Rx: SLR 3x10", "billed": ["97110x2"]}).billed[0].units
    2
    """

    text: str
    note_id: str | None = None
    billed: tuple[BilledLine, ...] | None = None
    date_of_service: str | None = None
    payer: str | None = None
    status: str | None = None
    attachments: tuple[str, ...] = ()
    plan_of_care: str | None = None
    visit_id: str | None = None
    patient_id: str | None = None
    clinic: str | None = None
    therapist: dict | None = None
    assistant: dict | None = None
    discipline: str | None = None
    visit_type: str | None = None
    minutes: dict | None = None
    timed_minutes: float | None = None
    total_minutes: float | None = None
    start: str | None = None
    end: str | None = None
    diagnoses: tuple[str, ...] | None = None
    start_of_care: str | None = None
    certified_until: str | None = None
    amount_to_date: float | None = None
    path: str | None = None
    without_text: str | None = None
    """Why no text could be had of what was given, like ``scanned PDF``: its codes are then ``cannot_tell``."""

    def __post_init__(self):
        for text in (self.text, *self.attachments, self.plan_of_care or "", self.note_id or ""):
            if not is_unicode(text):
                raise NoteError("half of a surrogate pair in a string: export it again")

    @property
    def is_blank(self) -> bool:
        """Whether what was given as its text and attachments holds nothing but blanks; what could not be read is not called so."""
        return self.without_text is None and not any(text.strip() for text in (self.text, *self.attachments))

    @classmethod
    def from_dict(cls, record: object) -> Note:
        """Read a note record; unknown fields are left out (see :func:`unknown_fields`)."""
        if not isinstance(record, dict):
            raise NoteError("a note record must be a JSON object")
        if not isinstance(record.get("text"), str):
            raise NoteError('a note record needs a "text" that is a string')
        known = {name: record[name] for name in FIELDS if record.get(name) is not None}
        for name, reader in READERS.items():
            if name in known:
                known[name] = reader(name, known[name])
        for name in STRINGS:
            if name in known and not isinstance(known[name], str):
                if isinstance(known[name], (int, float)) and not isinstance(known[name], bool) and name.endswith("_id"):
                    known[name] = str(known[name])
                else:
                    raise NoteError(f'"{name}" must be a string')
        return cls(**known)


def is_unicode(text: str) -> bool:
    """Whether a text holds whole characters alone, so that UTF-8 can hold it.

    Examples
    --------
    >>> is_unicode("95°"), is_unicode(chr(0xD83D))
    (True, False)
    """
    try:
        text.isascii() or text.encode()
    except UnicodeEncodeError:
        return False
    return True


def unknown_fields(record: dict) -> list[str]:
    """Field names of a record that the contract does not know, in their order.

    Examples
    --------
    >>> unknown_fields({"text": "", "mood": "fine"})
    ['mood']
    """
    return [name for name in record if name not in FIELDS]


def _billed(name: str, value: object) -> tuple[BilledLine, ...]:
    if isinstance(value, str):
        value = [part for part in value.split(";") if part.strip()]
    if not isinstance(value, (list, tuple)):
        raise NoteError('"billed" must be a list of billed lines')
    return tuple(BilledLine.from_dict(line) for line in value)


def _iso_date(name: str, value: object) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise NoteError(f'"{name}" must be an ISO date like 2026-03-04') from None


def _texts(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise NoteError(f'"{name}" must be a list of strings')
    return tuple(value)


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e9:
        raise NoteError(f'"{name}" must be a number, 0 or more')
    return value


def _status(name: str, value: object) -> str:
    if value not in ("draft", "signed"):
        raise NoteError('"status" must be "draft" or "signed"')
    return value


def _mapping(name: str, value: object) -> dict:
    if not isinstance(value, dict):
        raise NoteError(f'"{name}" must be an object')
    return value


def _minutes(name: str, value: object) -> dict:
    return {str(code).upper(): _number(name, count) for code, count in _mapping(name, value).items()}


FIELDS = tuple(field.name for field in fields(Note) if field.name not in ("path", "without_text"))
READERS = {
    "billed": _billed, "date_of_service": _iso_date, "attachments": _texts, "diagnoses": _texts, "status": _status,
    "timed_minutes": _number, "total_minutes": _number, "amount_to_date": _number, "minutes": _minutes,
    "therapist": _mapping, "assistant": _mapping, "start_of_care": _iso_date, "certified_until": _iso_date,
}
STRINGS = tuple(name for name in FIELDS if name not in READERS and name != "text")
