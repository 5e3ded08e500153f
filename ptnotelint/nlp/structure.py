"""From lines to segments: what section each stretch stands in and under which treatment heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ptnotelint.nlp.entries import CLOCK_FIRST, SPAN, TODAY, today_from, told_at_a_time
from ptnotelint.nlp.guarded import Folded, guarded
from ptnotelint.nlp.headings import (
    CODE,
    DATE_LINE,
    STATION,
    Heading,
    code_family,
    find_heading,
    observed,
    own_key,
    status_key,
)
from ptnotelint.nlp.lines import Line, split_lines
from ptnotelint.nlp.naming import named_cell
from ptnotelint.nlp.sentences import split_sentences
from ptnotelint.nlp.titles import section_after
from ptnotelint.nlp.visit_columns import DateColumn, date_columns, under_dates

MINUTES_COLUMN = {"min", "mins", "minutes", "time", "min.", "time (min)", "mins.", "min spent", "tx min", "timed min", "duration"}
DOSE_COLUMN = {"sets", "reps", "sets/reps", "sets x reps", "set", "rep", "hold", "holds", "sets reps", "repetitions", "hold (sec)", "dose", "dosage", "x", "reps/time", "sets/reps/time", "volume", "laps", "distance", "amount", "how much", "qty", "quantity", "count", "how many", "amt", "reps done", "number", "work done", "parameters/reps"}
# cells of a table's header row, which names columns and no service
HEADER_WORDS = MINUTES_COLUMN | DOSE_COLUMN - {"x"} | {
    "parameters", "params", "detail", "details", "dose", "dosage", "area", "region", "result", "results", "response", "comment", "comments", "units", "reps", "sets", "sets/reps",
    "sets x reps", "load", "resistance", "wt", "weight", "why", "purpose", "assist", "assist/cue", "assistance", "cues", "service", "services", "intervention", "interventions", "category", "code",
    "cpt", "activity", "exercise", "exercises", "notes", "note", "description", "reaction", "what", "item", "svc", "treatment", "procedure", "side", "position", "level", "why / response", "tx", "modality", "resp",
    "task", "tasks", "help", "drill", "drills", "movement", "equipment", "load/level", "cue", "focus", "assist level", "patient response", "surface", "support", "reps x sets", "set x rep",
    "remarks", "skilled cueing", "cueing", "rationale", "goal", "settings", "site", "body part", "in/out"}
WHY_NAME = guarded(r"\W*(?:skilled (?:need|service|interventions?) ?/ ?|response ?/ ?)?(?:clinical |treatment |main |tx )?(?:why|purpose|rationale|reason(?:ing)?|indication|aim|target|deficit|impairment|problem|justification|intent|medical necessity)s?(?: (?:for (?:tx|treatment|service)|addressed|targeted|treated|today|given))?(?: ?/ ?\w+)?\W*\Z")  # columns and rows of a table whose cells are the reason
NUMBER_CELL = guarded(r"\W*(?:(?:row|item|line|no|block|station|slot|entry|tx|rx|treatment|part|step|int(?:ervention)?)\W*)?\d{1,2}(?::\d\d)?\W*(?:min\w*|['’′])?\W*(?:\d{1,2}:\d\d\W*)?|\W*[a-h]\W*")
MINUTES_ROW = guarded(r"(?<!\d)\s(?:min|mins|minutes|time)\W*\Z")
OWN_LINE_ENDS = ("home_program", "education", "signature", "billing", "previous_visit")
# a treatment heading ends these; plans and goals name services too, so there it takes minutes beside the name
UNTREATED = ("home_program", "signature", "billing", "education", "measures", "history", "subjective")


@dataclass(frozen=True, slots=True)
class Part:
    """A segment before anything is recognized in it.

    ``block`` numbers the treatment block, ``unit`` the logical line (a hard-wrapped paragraph, bullet
    or row) it is cut from; ``head_end`` is where its heading ends (= ``start`` without one).
    """

    start: int
    end: int
    block: int
    unit: int
    paragraph: int
    section: str | None = None
    family: str | None = None
    code: str | None = None
    head_end: int = 0
    column: int | None = None
    minutes_column: bool = False
    historical: bool = False
    why: bool = False  # a table's cell under "Why" or "Purpose"
    dose_column: bool = False
    inferred: bool = False  # no heading names the family: most of the block tells of it
    met: int = field(default=-1, repr=False, compare=False)
    """What is met in it of that which guarded patterns need (``part.met & PATTERN.need``); all of it where nobody looked."""


@dataclass(slots=True)
class _State:
    section: str | None = None
    family: str | None = None
    code: str | None = None
    block: int = 0
    paragraph: int = -1
    open_heading: bool = False  # a heading without text of its own: what follows a blank line is still its
    labelled_bullet: bool = False
    in_list: bool = False  # the line before was a bullet
    by_clock: bool = False  # the treatment heading opened a line of a log kept by the clock
    form: bool = False  # the treatment heading stood on a line of its own: keys under it are its fields
    depth: tuple[int, bool] = (0, False)  # indent and bullet of the treatment heading's line
    by_number: bool = False  # the treatment heading was a numbered row's
    inline_section: bool = False
    outer: str | None = None  # the section around a one-line list of measures
    table: bool = False  # the measures stand in a table: its rows are theirs
    field: str | None = ""  # the section around a one-line field, "" when there is none
    minutes_columns: frozenset[int] = frozenset()
    why_columns: frozenset[int] = frozenset()
    mixed_columns: frozenset[int] = frozenset()  # "Why / response": the reason comes first
    dose_columns: frozenset[int] = frozenset()
    dates: tuple[DateColumn, ...] = ()
    old_columns: frozenset[int] = frozenset()  # of a flow sheet with one column a visit: the earlier visits


class _Row(NamedTuple):
    """What a table's row is, as its cells say: one of headers, of minutes, of reasons, or a service with a number before it."""

    header: bool = False
    minutes: bool = False
    why: bool = False
    numbered: bool = False


def split_parts(text: str, folded: str) -> list[Part]:
    """Segments of a note with section, treatment label and block, in order.

    Examples
    --------
    >>> note = "S: pain 3/10\\nManual x 10 min: STM to L UT"
    >>> [(part.section, part.family) for part in split_parts(note, note.lower())]
    [('subjective', None), (None, 'manual')]
    """
    lines = split_lines(text)
    begin = today_from(folded, lines)
    state = _State()
    lettered = LETTERED.search(folded) is not None
    parts: list[Part] = []
    for unit, (first, end) in enumerate(_units(folded, lines)):
        state.section = section_after(state.section, state.inline_section, first.paragraph != state.paragraph, text, folded, first)
        _leave(state, first, folded)
        if state.section == "previous_visit" and TODAY.match(folded, first.body):
            state.section = None
        if DATE_LINE.fullmatch(folded, first.start, first.end):
            state = _State(block=state.block + 1, paragraph=state.paragraph)  # a new entry begins
        passing: tuple[str | None] | None = None
        cells = under_dates(first, state.dates) or ((first.body, end, None),)
        row = _row(folded, cells)
        _note_columns(state, folded, first)
        for index, (start, stop, column) in enumerate(cells):
            stop = end if index == len(cells) - 1 else stop
            for at, (a, b) in enumerate(told_at_a_time(folded, list(split_sentences(text, start, stop)))):
                first_cell = index == 0 or column is None or index == 1 and row.numbered
                if index == 0 and at == 0 and row.numbered and state.by_number:
                    state.family = state.code = None  # each numbered row is a service of its own
                    state.block += 1
                heading = find_heading(folded, a, b) if (first_cell or named_cell(folded, a, b)) and not row.header and not (row.numbered and b - a < 3) else None
                if heading is None and first_cell and row.numbered and at == 0 and (comma := folded.find(",", a, b)) > 0:
                    heading = find_heading(folded, a, comma)  # "Orthosis, first fitting | 16 min": a name and a remark
                inside = heading is not None and at == 0 and _inside_form(state, first)
                if inside and heading.family and _is_field(folded, heading, b):
                    heading, inside = None, False
                if heading is not None and heading.family and unit == 0 and len(cells) == 1 and not re.search(r"\d|:", folded[heading.start:heading.text_start]):
                    heading = None  # the note's title names the clinic, not a block
                if heading is not None and _time_told(folded, heading, b, stop, at):
                    heading, state.section = None, None if state.section == "measures" else state.section
                if heading is not None and at > 0 and (not _strong(folded, heading) or state.family and heading.section == "subjective" and folded.startswith("pt:", heading.start)):
                    heading = None  # amid a treatment "PT:" tells what the therapist did
                if heading is None and at == 0 and index == 0 and state.family and len(cells) == 1 and (own_key(folded, a, b, state.form) and first.indent <= state.depth[0] or folded[b - 1] == "?" and first.start == a or state.by_clock and STATION.match(folded, a, b) or state.family == "wheelchair" and OUT_OF_CHAIR.match(folded, a, b)):
                    state.family = state.code = None
                    state.block += 1
                if heading is not None and state.section == "measures" and (state.table and first.cells and heading.family or not state.inline_section and status_key(folded, heading, b)):
                    heading = None
                if heading is not None and observed(folded, heading, b):
                    heading = replace(heading, section="measures", family=None)
                if lettered and heading is not None and heading.section == "assessment" and heading.end - heading.start < 3:
                    heading = None
                if passing is not None:
                    state.section, passing = passing[0], None
                if heading is not None:
                    if at > 0 and (heading.section == "previous_visit" or heading.section == "history" and folded.startswith(("dx", "diag"), heading.start)):
                        passing = (state.section,)  # in mid-line "last visit:" speaks of its own sentence
                    _enter(state, heading, end if index == 0 or row.numbered else b, first, folded, inside)
                    state.by_number = row.numbered and bool(state.family)
                    nested = find_heading(folded, heading.text_start, b) if heading.section and heading.section != "billing" else None
                    if nested is not None and nested.text_start > heading.text_start:
                        heading = nested
                        _enter(state, heading, b, first, folded)
                in_minutes = column is not None and (column in state.minutes_columns or index > 0 and row.minutes)
                parts.append(Part(a, b, state.block, unit, first.paragraph, state.section, state.family, state.code,
                                  heading.text_start if heading else a, column, in_minutes,
                                  a < begin or column is not None and column in state.old_columns,
                                  column is not None and not row.header and (column in state.why_columns or column in state.mixed_columns and at == 0 or index > 0 and row.why),
                                  column is not None and column in state.dose_columns, met=folded.meets(a, b) if type(folded) is Folded else -1))
        state.paragraph = first.paragraph
    return parts


def _row(folded: str, cells) -> _Row:
    if len(cells) < 2:
        return _Row()
    start, stop, _ = cells[0]
    header = sum(folded[a:b].strip(" *_|:") in HEADER_WORDS for a, b, _ in cells) > 1
    return _Row(header, MINUTES_ROW.search(folded, start, stop) is not None, not header and WHY_NAME.match(folded[start:stop]) is not None,
                len(cells) > 2 and NUMBER_CELL.fullmatch(folded, start, stop) is not None)


def _units(folded: str, lines: list[Line]):
    """Runs of lines that a hard wrap broke apart, as (first line, end offset)."""
    at = 0
    while at < len(lines):
        stop = at + 1
        while stop < len(lines) and lines[stop].wrapped and find_heading(folded, lines[stop].body, lines[stop].end) is None \
                and SERVICE_FIRST.match(folded, lines[stop].body) is None and CLOCK_FIRST.match(folded, lines[stop].body) is None:
            stop += 1
        yield lines[at], lines[stop - 1].end
        at = stop


def _strong(folded: str, heading: Heading) -> bool:
    """In mid-line it takes a colon, or minutes right behind a service's name ("MT 10' patella mobs")."""
    if (heading.family or heading.code) and re.search(r"\d\s?(?:min|mins|minutes|m|['’′])(?!\w)", folded[heading.start:heading.text_start]):
        return True
    if heading.code and folded[heading.start].isdigit() and folded[heading.start - 1] in "([":
        return True  # "What about walking? (97116, 12 min) With …": a sentence that opens with its code
    if heading.code and folded[heading.start].isdigit() and re.search(r"\s[-–—]+\s", folded[heading.start:heading.text_start + 1]):
        return True  # "… strength. 97140 - STM to …"
    return ":" in folded[heading.end:heading.text_start] or ":" in folded[heading.start:heading.end] or heading.section is not None and folded.startswith("/ ", heading.start + 1)  # "S/ … O/ …"


def _time_told(folded: str, heading: Heading, end: int, stop: int, at: int) -> bool:
    """"… Eval 30 min." closing a line gives the minutes of what was told; it opens nothing."""
    if heading.family is None or heading.text_start < end or end < stop:
        return False
    if at > 0:
        return re.search(r":(?!\d\d)", folded[heading.start:end]) is None
    return heading.family == "evaluation" and heading.code is None and re.search(r"\d", folded[heading.start:end]) is not None


def _leave(state: _State, line: Line, folded: str) -> None:
    """What ends before this line: labels at a blank line or at the next bullet of the same list."""
    if state.field != "":
        state.section, state.field = state.field, ""
    if line.paragraph != state.paragraph:
        state.dates = ()
        state.minutes_columns = state.old_columns = state.why_columns = state.mixed_columns = frozenset()
        if state.open_heading:
            state.open_heading = False
        else:
            state.family = state.code = None
            state.block += 1
            if state.inline_section and state.section in OWN_LINE_ENDS:
                state.section = None
            elif state.inline_section and state.section in ("plan", "goals", "subjective", "history"):
                state.section = None
            elif state.section == "goals" and state.in_list and not line.bullet and not GOAL_WORDS.search(folded, line.start, min(line.end, line.start + 50)):
                state.section = None  # the list under "Goals:" is at its end
            elif state.inline_section and state.section == "measures" and (state.table or WENT_ON.match(folded, line.body, line.end)):
                state.section = None  # the paragraph after the findings tells what was then done
            state.inline_section = False
        state.labelled_bullet, state.in_list = False, line.bullet
        return
    state.open_heading, state.in_list = False, line.bullet
    if line.bullet and state.labelled_bullet and line.indent > state.depth[0]:
        return  # points below a labelled point are still its
    if line.bullet and state.labelled_bullet:
        state.family = state.code = None
        state.block += 1
    elif state.inline_section and (state.section in ("signature", "billing") or state.section == "history" and not line.bullet and line.indent <= state.depth[0]):
        state.section = None  # "Dx: ..." is a field of one line
    elif state.inline_section and state.section == "measures" and not (state.table and line.cells):
        state.section, state.inline_section, state.table = state.outer, False, False
    elif state.inline_section and state.section == "goals" and not line.bullet and own_key(folded, line.body, line.end) and not GOAL_WORDS.search(folded, line.body, line.end):
        state.section, state.inline_section = None, False
    elif state.inline_section and state.section == "previous_visit" and not line.bullet and own_key(folded, line.body, line.end) and TODAY.search(folded, line.body) is None:
        state.section, state.inline_section = state.outer, False  # "Last visit (9/1): Semont x3", and below it "Balance: ..."
    state.labelled_bullet = False


def _inside_form(state: _State, line: Line) -> bool:
    """Whether a line stands deeper than the treatment heading over it: indented under it, or a bullet where that is none."""
    indent, bullet = state.depth
    return bool(state.family) and (line.indent > indent or state.form and line.bullet and not bullet)


# keys of a treatment block's fields that are elsewhere names of services
KEY_OF_FORM = guarded(r"(?:activit(?:y|ies)|tasks?(?: practi[cs]ed)?|exercises?|drills?|items?|training|practi[cs]e|education|teaching|interventions?|treatment|techniques?|technique used|functional tasks?|transfers?|balance|strength|stretch\w*|mobility|fitting|fit|modality|content|program)\W*\Z")


def _is_field(folded: str, heading: Heading, end: int) -> bool:
    """Whether a heading inside a treatment block is only the key of a field: a general word with text behind it."""
    return heading.code is None and heading.text_start < end and KEY_OF_FORM.match(folded, heading.start, heading.end) is not None


def _enter(state: _State, heading: Heading, end: int, line: Line, folded: str, inside: bool = False) -> None:
    has_text = heading.text_start < end and ONLY_MINUTES.fullmatch(folded, heading.text_start, end) is None
    if has_text and heading.section in ("assessment", "measures") and (state.family or state.code) and (inside or heading.section == "assessment" and not line.bullet and FIELD.match(folded, heading.start)):
        state.field = state.section  # "Response: …" inside a treatment block is a line of that block
        state.section = heading.section
        return
    if has_text and heading.section in OWN_LINE_ENDS and ">" in folded[heading.end:heading.text_start]:
        state.field, state.section = state.section, heading.section  # "Home -> same": in a note of arrows each line is its own
        return
    if heading.section == "billing" and heading.code:
        heading = replace(heading, code=None)  # "Charges 97110 x 2": the codes of a charge line label nothing
    if has_text and heading.section == "goals" and (state.family or state.code) and GOAL_FIELD.match(folded, heading.start) and not LATER.search(folded, heading.text_start, end) and not (heading.end - heading.start < 6 and AMOUNT.search(folded, heading.text_start, end)):
        return  # "Goal: increase ROM" inside a treatment block is why that treatment was given
    family = heading.family or (code_family(heading.code) if heading.code else None)
    if heading.section:
        if heading.section == "measures" and state.section != "measures":
            state.outer = None if state.section in UNTREATED else state.section
            state.table = len(line.cells) > 1 and HEADS_MEASURES.fullmatch(folded, *line.cells[0][:2]) is not None
        state.section, state.family, state.code = heading.section, None, None
        state.inline_section = has_text
        if heading.section == "treatment" and has_text:
            state.section = "treatment"
    if family or heading.code:
        state.family, state.code = family, heading.code
        state.labelled_bullet = line.bullet and has_text
        state.form, state.depth = not has_text, (line.indent, line.bullet)
        state.by_clock = STATION.match(folded, line.body) is not None or SPAN.search(folded, heading.start, heading.text_start) is not None
        timed = re.search(r"\d", folded[heading.start:heading.text_start]) is not None
        alone = state.section == "previous_visit" and state.inline_section and TODAY.search(folded, heading.end) is None
        if state.section in UNTREATED or alone or (timed and state.section in ("plan", "goals")):
            state.section = None  # "Last visit: …" told on its own line, where no "today" parts the visits further down
    state.open_heading = not has_text
    state.block += 1


OUT_OF_CHAIR = guarded(r"(?:on )?(?:the )?(?:mat|bed|eob|floor|plinth|standing frame|// ?bars|gait|stand(?:ing)?)\s?[:–—]")
HEADS_MEASURES = guarded(r"\W*(?:(?:outcome |objective |key )?(?:measures?|measurements?|tests?|findings?)|test/measure)\W*")
WENT_ON = guarded(r"\W*(?:(?:then|next|afterwards?|after (?:that|this|the \w+)|following (?:that|this|the \w+)|today|from there|so|with that done|that done|once (?:that|this) was done)\b[\s,]*){0,2}(?:i|we)\s(?:also |then |next |first )?(?:had (?:him|her|them|pt)|walked|worked|did|gave|started|began|trained|practi[cs]ed|mobili[sz]ed|spent|used|applied|instructed|put|treated|went|moved|stretched|needled|massaged|led|ran|taught|showed|brought|got)\b")
ONLY_MINUTES = guarded(r"\W*(?:x\s?)?(?:\d{1,3}\s?(?:min(?:ute)?s?\b|['’′])|\d{1,2}:\d\d\s?(?:-|–|to)\s?\d{1,2}:\d\d)(?:\W*x?\d\s?(?:u|units?)\b)?\W*")
# "A. …", "B. …": a list, of which the first is no assessment
LETTERED = re.compile(r"\n[ \t|]*b(?:[.)][ \t]|[ \t]*\|)")
# a line that begins with one of these is a new service, however full the line before it was
SERVICE_FIRST = guarded(r"(?:massage|e-?stim|us|ifc|ice|cp|mhp|hp|mech traction|ther ex|te|mt|manual|gait|gt|nmr|ta|stm|vaso|ionto|dn)\b(?! (?:and|was|were|is|with the|to the))")
GOAL_WORDS = guarded(r"\b(?:goals?|[ls]tgs?|will|wks?|weeks?|months?|met|unmet|ongoing|progressing|short[- ]term|long[- ]term|potential|by \d)\b|\bin order to\b")
AMOUNT = guarded(r"(?<![a-z])\d+\s?(?:ft|feet|['’′]|m\b|x\b|×|min|mins|minutes|lbs?|#|steps|stairs|reps|%|°|deg|/)|\b[x×]\s?\d")  # what is to be reached, and no reason
GOAL_FIELD = guarded(r"(?:treatment |tx |intervention |session )?goal\b(?! \d)")
LATER = guarded(r"\bwill\b|\b(?:wks?|weeks?|months?|visits?|days)\b|\b[ls]tg|\b(?:met|progressing|ongoing)\b|\bable to\b|\d[+-]?/5|\bby d/?c\b")
FIELD = guarded(r"(?:response|reaction|result|tolerance|comments?|end of session|skilled need|progress)\b")


def _note_columns(state: _State, folded: str, line: Line) -> None:
    """A table's header row tells in which columns bare numbers are minutes."""
    columns = frozenset(column for a, b, column in line.cells if folded[a:b].strip(" *_|") in MINUTES_COLUMN)
    if columns:
        state.minutes_columns = columns
    reasons = frozenset(column for a, b, column in line.cells if WHY_NAME.match(folded[a:b]))
    if len(line.cells) > 2 and reasons:
        state.mixed_columns = frozenset(column for a, b, column in line.cells if column in reasons and "/" in folded[a:b])
        state.why_columns = reasons - state.mixed_columns
    doses = frozenset(column for a, b, column in line.cells if folded[a:b].strip(" *_|#.:") in DOSE_COLUMN)
    if doses or columns:
        state.dose_columns = doses
    dated = date_columns(folded, line)
    if dated:
        state.dates = dated
        state.old_columns = frozenset(each.column for each in dated if each.day != max(other.day for other in dated))


def code_labels(parts: list[Part]) -> tuple[str, ...]:
    """Codes that label treatment headings, in order of first use."""
    return tuple(dict.fromkeys(part.code for part in parts if part.code))


__all__ = ["CODE", "Part", "code_labels", "split_parts"]
