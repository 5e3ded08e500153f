"""The page of one finding of a run: what asked, where it looked, what it refused and why, on whose authority, made by what."""

from __future__ import annotations

import json

import click

from ptnotelint.audit.finished import Run
from ptnotelint.audit.trace import Trace
from ptnotelint.cli.pages import SCOPES, WIDTH, authority_lines, heading, paragraph, section, title
from ptnotelint.codebook import Codebook
from ptnotelint.report import REMINDER, Authority
from ptnotelint.write.terminal import folded, plain
from ptnotelint.write.words import REASONS, VERDICTS, count_words, element_words


def trace_page(trace: Trace, run: Run, book: Codebook) -> list[str]:
    """The page of one finding."""
    finding, note = trace.finding, trace.note
    name = note["note_id"] or note["path"] or "a note"
    lines = [title(f"{finding['rule']}  {finding['severity']}  in {plain(name)}"), ""]
    lines += paragraph(finding["message"]) + paragraph(f"? {finding['question']}") + paragraph(REMINDER)
    lines += heading("Asked by") + _asked(trace, book)
    lines += heading("Where it looked") + _looked(trace, book)
    lines += _said(trace)
    if finding["waived_by"]:
        until = f" until {finding['waived_expires']}" if finding["waived_expires"] else ""
        lines += section("Waived", f"by {finding['waived_by']}{until}: {finding['waived_reason']}")
    lines += authority_lines(Authority(**each) for each in finding["authority"] or ())
    return lines + heading("Made by") + _made(trace, run, book)


def _asked(trace: Trace, book: Codebook) -> list[str]:
    finding, note, code = trace.finding, trace.note, trace.code
    if code is None:
        asked = "no single billed line: the whole visit"
    else:
        words = book.code(code["code"])
        modifiers = " ".join(code["modifiers"] or ())
        line = f"billed line {finding['billed_line'] + 1}: " if finding["billed_line"] is not None else ""
        supported = f"; its minutes support {code['supported_units']}" if code["supported_units"] is not None else ""
        asked = (f"{line}{code['code']} {words.words if words else ''}, {count_words(code['units'], 'unit')} {modifiers}".rstrip()
                 + f" ({VERDICTS[code['verdict']]}{supported})")
    level = [f"{element_words(trace.element['element'])} is {trace.element['requirement']} for it, and {trace.element['status'].replace('_', ' ')}"] if trace.element else []
    facts = [f"payer {note['payer']}" if note["payer"] else "", f"date of service {note['date_of_service']}" if note["date_of_service"] else "",
             f"rules of {note['rules_date']}"]
    return [line for text in (asked, *level, ", ".join(filter(None, facts))) for line in paragraph(plain(text))]


def _looked(trace: Trace, book: Codebook) -> list[str]:
    finding = trace.finding
    entry = book.code(finding["code"]) if finding["code"] else None
    element = entry.elements.get(finding["element"]) if entry and finding["element"] else None
    if element is None:
        rule = book.rule(finding["rule"])
        return paragraph(rule.why) if rule else paragraph("The codebook here does not know this rule.")
    lines = paragraph(f"It must be {SCOPES[element.scope]}: in the note, its attachments, its plan of care, and the fields of its record.")
    lines += paragraph(f"Counts: {entry.say(element.counts)}") if element.counts else []
    return lines + (paragraph(f"Does not count: {entry.say(element.does_not_count)}") if element.does_not_count else [])


def _said(trace: Trace) -> list[str]:
    """What was found, what was refused, and what else was said of the service."""
    lines = []
    if trace.element:
        lines += _quotes("Found, but not enough" if trace.element["status"] == "partial" else "Found", trace.element["evidence"], _evidence)
        lines += _quotes("Refused", trace.element["refused"], _refused) or [*heading("Refused"), "  nothing: no words came near"]
    elif trace.finding["start"] is not None:
        lines += [*heading("Place"), f"  {_span(trace.finding)}, line {trace.finding['line']}, column {trace.finding['column']}"]
    for other in trace.others:
        if other["element"] == "service":
            lines += _quotes("What was said of the service", other["evidence"], _evidence)
    present = [element_words(other["element"]) for other in trace.others if other["status"] == "present"]
    return lines + section("Also documented for this code", ", ".join(present))


def _quotes(name: str, items: list[dict] | None, words) -> list[str]:
    return [*heading(name), *(f"  {words(item)}" for item in items)] if items else []


def _evidence(item: dict) -> str:
    sure = f", {item['confidence']:.0%} sure" if item["by"] == "classifier" else ""
    place = f", {element_words(item['section'])}" if item["section"] else ""
    return f"{_quote(item)}  by {item['by']}{sure}{place}"


def _refused(item: dict) -> str:
    cue = f' (for "{folded(item["cue"])}")' if item["cue"] else ""
    return f"{_quote(item)}  {REASONS.get(item['reason'], item['reason'])}{cue}"


def _quote(item: dict) -> str:
    text = f'  "{folded(item["text"])}"' if item["text"] else ""
    return f"{_span(item)}{text}"


def _span(item: dict) -> str:
    source = item.get("source", "text")
    where = "" if source == "text" else f"{element_words(plain(source))} "
    return f"{where}{item['start']}-{item['end']}" if item["start"] is not None else where.rstrip()


def _made(trace: Trace, run: Run, book: Codebook) -> list[str]:
    tool = run.manifest.get("tool", {})
    lines = [f"  {tool.get('name')} {tool.get('version')}, profile {tool.get('profile')}", f"  codebook {tool.get('codebook')}", f"  model {tool.get('model')}"]
    lines += [f"  options {json.dumps(tool.get('options', {}))}", f"  note's text sha256 {trace.note['text_sha256']}, place {trace.note['ordinal']} of the run"]
    lines += [f"  fingerprint {trace.finding['fingerprint']}"]
    if run.manifest.get("command"):
        lines.append(f"  {plain(run.manifest['command'])}")
    if tool.get("codebook") != book.sha256:
        lines += [click.style("  The codebook here is not the run's: what is said above of where it looked may differ.", bold=True)]
    return [line for each in lines for line in (paragraph(each.strip()) if len(each) > WIDTH else [each])]
