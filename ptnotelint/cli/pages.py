"""The pages of ``explain``, as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import click

from ptnotelint.codebook import Code, Codebook, Element, Rule
from ptnotelint.report import REMINDER, Authority

WIDTH = 100
SCOPES = {"service": "said of the billed service itself", "note": "anywhere in the note that counts"}
LEVELS = {"required": "required: missing is an error", "recommended": "recommended: missing is an info"}


def code_page(code: Code) -> list[str]:
    """What a code is, what it asks for, and what is confused with it."""
    lines = [_title(f"{code.code}  {code.words}"), ""]
    lines.append("Counted in 15-minute units." if code.timed else "Untimed: units do not follow from minutes.")
    if code.strict_region:
        lines.append("The body part must be said of this service.")
    wide = max(len(name) for name in code.elements) + 4
    for level in ("required", "recommended"):
        if getattr(code, level):
            lines += _heading(level.capitalize())
            for name in getattr(code, level):
                counts = " ".join(code.say(code.elements[name].counts).split())
                first = f"  {name:{wide - 2}}"
                lines += textwrap.wrap(counts, WIDTH, initial_indent=first, subsequent_indent=" " * wide)
    if code.shares:
        lines += _heading("Wording of other services that counts here when their own code is not billed")
        for family, why in code.shares.items():
            lines += _paragraph(f"{family.replace('_', ' ')}: {why}")
    lines += _section("Not this code", code.not_this) + _authority(code.authority)
    return [*lines, "", f"More: ptnotelint explain {code.code}/{next(iter(code.elements))}"]


def element_page(book: Codebook, name: str) -> list[str]:
    """What an element means, for codes that do not change it, and which codes ask for it."""
    element = book.element(name)
    codes = [book.code(code) for code in book.codes()]
    lines = [_title(name), "", f"Must be {SCOPES[element.scope]}."]
    for level in ("required", "recommended"):
        asking = [code.code for code in codes if code.level(name) == level]
        lines += _section(f"{level.capitalize()} for", ", ".join(asking))
    # A code whose element is not the shared one says something of its own about it.
    changed = [code.code for code in codes if name in code.elements and code.elements[name] != element]
    lines += _section("Means something of its own for", ", ".join(changed))
    lines += _body(element, lambda sentence: sentence.replace("{words}", "the service").replace("{code}", "the code"))
    return lines + _examples(element)


def rule_page(code: Code, name: str) -> list[str]:
    """What one code asks of one element."""
    element = code.elements[name]
    lines = [_title(f"{code.code}/{name}  {code.words}"), ""]
    lines += [f"Level: {LEVELS[code.level(name)]}.", f"Must be {SCOPES[element.scope]}."]
    lines += _body(element, code.say)
    if code.shares and element.scope == "service":
        shared = ", ".join(family.replace("_", " ") for family in code.shares)
        lines += _section("Also counts, unlabelled, when their own code is not billed", shared)
    return lines + _examples(element, code.code)


def named_page(book: Codebook, rule: Rule) -> list[str]:
    """A rule that belongs to no one code: the fault, why it is one, by how much, and visits that show it."""
    lines = [_title(rule.rule), "", *textwrap.wrap(rule.words, WIDTH), "", f"Severity: {rule.severity}{' unless a payer asks for it' if rule.severity == 'off' else ''}."]
    for name in book.payers():
        payer = book.payer(name)
        if severity := payer.severity_of(rule.rule, ""):
            lines.append(f"For {payer.words}: {severity}.")
    lines += _section("Why", rule.why) + _section("And asks", rule.question, REMINDER) + _authority(rule.authority)
    for example in rule.examples:
        near = ", though it looks like the fault" if example.near_miss else ""
        visits = sum(len(earlier["dates"]) for earlier in example.earlier)
        near += f", after {visits} earlier {'visit' if visits == 1 else 'visits'}" if visits else ""
        lines += _heading(f"Example, {example.expect}{near}, billed {', '.join(example.billed)}" + (f", {example.payer}" if example.payer != "default" else ""))
        lines += [f"  {line}" for line in example.note.strip("\n").split("\n")]
    return lines


def _body(element: Element, say) -> list[str]:
    lines = _section("Counts", say(element.counts)) + _section("Does not count", say(element.does_not_count))
    lines += _section("A finding says", say(element.missing))
    lines += _section("When only partly said", say(element.partial))
    lines += _section("And asks", say(element.question), REMINDER)
    return lines + _authority(element.authority)


def _examples(element: Element, code: str | None = None) -> list[str]:
    chosen = [example for example in element.examples if code is None or example.code in (None, code)]
    # An element's examples are of some codes only; those of others still show what is meant.
    lines: list[str] = []
    for example in chosen or element.examples:
        what = example.expect if not example.refused else f"{example.expect}, a near miss ({example.refused})"
        lines += _heading(f"Example, {what}" + (f", billed {example.code}" if example.code else ""))
        lines += [f"  {line}" for line in example.note.strip("\n").split("\n")]
    return lines


def _authority(authority: Iterable[Authority]) -> list[str]:
    lines: list[str] = []
    for entry in authority:
        lines += _paragraph(f"[{'verified' if entry.verified else 'unverified'}] {entry.ref}")
    return _heading("Authority") + lines if lines else []


def _title(text: str) -> str:
    return click.style(text, bold=True)


def _heading(text: str) -> list[str]:
    return ["", click.style(f"{text}:", bold=True)]


def _section(heading: str, *paragraphs: str) -> list[str]:
    lines = [line for text in paragraphs if text for line in _paragraph(text)]
    return _heading(heading) + lines if lines and paragraphs[0] else []


def _paragraph(text: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent="  ", subsequent_indent="  ")
