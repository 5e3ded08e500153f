"""The page of one finding of a run: what asked, where it looked, what it refused and why, on whose authority, made by what."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.trace import Trace
from ptnotelint.codebook import Codebook
from ptnotelint.report import REMINDER, Authority
from ptnotelint.write.page_lines import SCOPES, Line, authority_lines
from ptnotelint.write.terminal import folded
from ptnotelint.write.words import REASONS, VERDICTS, count_words, element_words

MOST_FILES = 6


def trace_page(trace: Trace, run: RunFolder, book: Codebook) -> list[Line]:
    """The page of one finding."""
    finding, note = trace.finding, trace.note
    lines = [Line(f"{finding['rule']}  {finding['severity']}  in {folded(note['note_id'] or note['path'] or 'a note')}", "title")]
    lines += [Line(text) for text in (finding["message"], f"? {finding['question']}", REMINDER)]
    lines += _section("Asked by", _asked(trace, book))
    if trace.element is None:
        lines += _section("Billed at this visit", _billed(trace))
    lines += _section("Where it looked", [*_looked(trace, book), *_caution(run, book)]) + _said(trace)
    if finding["waived_by"]:
        until = f" until {finding['waived_expires']}" if finding["waived_expires"] else ""
        lines += _section("Waived", [f"by {finding['waived_by']}{until}: {finding['waived_reason']}"])
    lines += authority_lines(Authority(**each) for each in finding["authority"] or ())
    return lines + _section("Made by", _made(trace, run))


def _section(heading: str, texts: Iterable[str]) -> list[Line]:
    lines = [Line(folded(text), "item") for text in texts if text]
    return [Line(heading, "heading"), *lines] if lines else []


def _asked(trace: Trace, book: Codebook) -> list[str]:
    finding, note, code = trace.finding, trace.note, trace.code
    if code is None:
        asked = "no single billed line: the whole visit"
    else:
        words = book.code(code["code"])
        modifiers = " ".join(code["modifiers"] or ())
        line = f"billed line {finding['billed_line'] + 1}: " if finding["billed_line"] is not None else ""
        supported = f"; its minutes support {code['supported_units']}" if code["supported_units"] is not None else ""
        billed = f"{code['code']} {words.words if words else ''}".rstrip() + f", {count_words(code['units'], 'unit')} {modifiers}".rstrip()
        asked = f"{line}{billed} ({VERDICTS[code['verdict']]}{supported})"
    element = trace.element
    level = f"{element_words(element['element'])} is {element['requirement']} for it, and {element_words(element['status'])}" if element else ""
    facts = [f"payer {note['payer']}" if note["payer"] else "", f"date of service {note['date_of_service']}" if note["date_of_service"] else "",
             f"rules of {note['rules_date']}"]
    return [asked, level, ", ".join(filter(None, facts))]


def _billed(trace: Trace) -> list[str]:
    """Each code with its minutes, and the units that they make: what findings of the whole visit are reckoned from."""
    lines = []
    for code in trace.billed:
        minutes = "no minutes of its own" if code["minutes"] is None else f"{count_words(code['minutes'], 'minute')} ({code['minutes_source']})"
        modifiers = "".join(f" {modifier}" for modifier in code["modifiers"] or ())
        lines.append(f"{code['code']}, {count_words(code['units'], 'unit')}{modifiers}: {minutes}, {VERDICTS[code['verdict']]}")
    note = trace.note
    stated = [f"{name} minutes {note[f'{name}_minutes']:g}" for name in ("timed", "total") if note[f"{name}_minutes"] is not None]
    if note["units_method"] and note["units_timed"]:
        supported = "the minutes do not tell how many they support" if note["units_supported"] is None else f"{note['units_supported']} supported"
        stated.append(f"timed units {note['units_timed']}, {supported} ({note['units_method']})")
    return [*lines, ("stated: " + "; ".join(stated)) if stated else ""]


def _caution(run: RunFolder, book: Codebook) -> list[str]:
    same = run.manifest.get("tool", {}).get("codebook") == book.sha256
    return [] if same else ["The codebook here is not the run's: what this section says may differ from what was asked then."]


def _looked(trace: Trace, book: Codebook) -> list[str]:
    finding = trace.finding
    entry = book.code(finding["code"]) if finding["code"] else None
    element = entry.elements.get(finding["element"]) if entry and finding["element"] else None
    if element is None:
        rule = book.rule(finding["rule"])
        return [rule.why] if rule else ["The codebook here does not know this rule."]
    return [f"It must be {SCOPES[element.scope]}: in the note, its attachments, its plan of care, and the fields of its record.",
            f"Counts: {entry.say(element.counts)}" if element.counts else "",
            f"Does not count: {entry.say(element.does_not_count)}" if element.does_not_count else ""]


def _said(trace: Trace) -> list[Line]:
    """What was found, what was refused, and what else was said of the service."""
    finding, lines = trace.finding, []
    if trace.element:
        found = "Found, but not enough" if trace.element["status"] == "partial" else "Found"
        lines += _quotes(found, trace.element["evidence"], _evidence)
        lines += _quotes("Refused", trace.element["refused"], _refused) or _section("Refused", ["nothing: no words came near"])
    elif finding["start"] is not None:
        lines += _section("Place", [f"{_span(finding)}, line {finding['line']}, column {finding['column']}"])
    for other in trace.others:
        if other["element"] == "service":
            lines += _quotes("What was said of the service", other["evidence"], _evidence)
    present = [element_words(other["element"]) for other in trace.others if other["status"] == "present"]
    return lines + _section("Also documented for this code", [", ".join(present)])


def _quotes(heading: str, items: list[dict] | None, words: Callable[[dict], str]) -> list[Line]:
    return _section(heading, map(words, items or ()))


def _evidence(item: dict) -> str:
    sure = f", {item['confidence']:.0%} sure" if item["by"] == "classifier" else ""
    place = f", {element_words(item['section'])}" if item["section"] else ""
    return f"{_quote(item)} by {item['by']}{sure}{place}"


def _refused(item: dict) -> str:
    cue = f' (for "{item["cue"]}")' if item["cue"] else ""
    return f"{_quote(item)} {REASONS.get(item['reason'], item['reason'])}{cue}"


def _quote(item: dict) -> str:
    return f'{_span(item)} "{item["text"]}"' if item["text"] else _span(item)


def _span(item: dict) -> str:
    source = item.get("source", "text")
    where = "" if source == "text" else f"{element_words(source)} "
    return f"{where}characters {item['start']}-{item['end']}" if item["start"] is not None else where.rstrip()


def _made(trace: Trace, run: RunFolder) -> list[str]:
    tool = run.manifest.get("tool", {})
    inputs = [f"{kind} {each['path']}, sha256 {each['sha256']}" for kind, name in (("input", "inputs"), ("configuration", "configuration"))
              for each in run.manifest.get(name, ())]
    more = [f"and {len(inputs) - MOST_FILES} more files, in manifest.json"] if len(inputs) > MOST_FILES else []
    return [f"{tool.get('name')} {tool.get('version')}, profile {tool.get('profile')}",
            f"codebook {tool.get('codebook')}", f"model {tool.get('model') or 'none: patterns alone'}", f"options {json.dumps(tool.get('options', {}))}",
            f"place {trace.note['ordinal']} of the run, from 0; sha256 of the text {trace.note['text_sha256']}; characters count from 0 in it",
            f"fingerprint {trace.finding['fingerprint']}", *inputs[:MOST_FILES], *more,
            f"to make it again: {run.manifest['command']}" if run.manifest.get("command") else ""]
