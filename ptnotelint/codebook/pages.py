"""The pages of ``explain``: what a code, an element or a rule asks, line by line and not yet laid out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ptnotelint.codebook.book import Codebook
from ptnotelint.codebook.entries import Code, Element, Rule
from ptnotelint.report import REMINDER, Authority

SCOPES = {"service": "said of the billed service itself", "note": "anywhere in the note that counts"}
LEVELS = {"required": "required: missing is an error", "recommended": "recommended: missing is an info"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; who shows it breaks it to the width there is.

    ``kind`` is ``title``, ``heading``, ``plain``, ``item`` (below a heading), ``entry`` (an item with a ``name`` before it)
    or ``aside`` (a line of an example note, never broken).
    """

    text: str
    kind: str = "plain"
    name: str = ""


def page_of(book: Codebook, name: str) -> list[Line] | None:
    """The page of a code (``97110``), an element (``volume``) or a rule (``97110/volume``, ``units/over-billed``), or None.

    Examples
    --------
    >>> page_of(Codebook.load(), "97110/volume")[0]
    Line(text='97110/volume  therapeutic exercise', kind='title', name='')
    """
    code, _, element = name.partition("/")
    if element and (rule := book.rule(name.lower())):
        return named_page(book, rule)
    found = book.code(code.upper())
    if not element:
        return code_page(found) if found else element_page(book, code.lower()) if code.lower() in book.elements() else None
    return rule_page(found, element.lower()) if found and element.lower() in found.elements else None


def code_page(code: Code) -> list[Line]:
    """What a code is, what it asks for, and what is confused with it."""
    lines = [Line(f"{code.code}  {code.words}", "title")]
    lines.append(Line("Counted in 15-minute units." if code.timed else "Untimed: units do not follow from minutes."))
    if code.strict_region:
        lines.append(Line("The body part must be said of this service."))
    for level in ("required", "recommended"):
        if getattr(code, level):
            lines += _heading(level.capitalize())
            lines += [Line(_joined(code.say(code.elements[name].counts)), "entry", name) for name in getattr(code, level)]
    if code.shares:
        lines += _heading("Wording of other services that counts here when their own code is not billed")
        lines += [Line(_joined(f"{family.replace('_', ' ')}: {why}"), "item") for family, why in code.shares.items()]
    lines += _section("Not this code", code.not_this) + authority_lines(code.authority)
    return lines


def element_page(book: Codebook, name: str) -> list[Line]:
    """What an element means, for codes that do not change it, and which codes ask for it."""
    element = book.element(name)
    codes = [book.code(code) for code in book.codes()]
    lines = [Line(name, "title"), Line(f"Must be {SCOPES[element.scope]}.")]
    for level in ("required", "recommended"):
        asking = [code.code for code in codes if code.level(name) == level]
        lines += _section(f"{level.capitalize()} for", ", ".join(asking))
    # A code whose element is not the shared one says something of its own about it.
    changed = [code.code for code in codes if name in code.elements and code.elements[name] != element]
    lines += _section("Means something of its own for", ", ".join(changed))
    lines += _body(element, lambda sentence: sentence.replace("{words}", "the service").replace("{code}", "the code"))
    return lines + _examples(element)


def rule_page(code: Code, name: str) -> list[Line]:
    """What one code asks of one element."""
    element = code.elements[name]
    lines = [Line(f"{code.code}/{name}  {code.words}", "title"), Line(f"Level: {LEVELS[code.level(name)]}."), Line(f"Must be {SCOPES[element.scope]}.")]
    lines += _body(element, code.say)
    if code.shares and element.scope == "service":
        shared = ", ".join(family.replace("_", " ") for family in code.shares)
        lines += _section("Also counts, unlabelled, when their own code is not billed", shared)
    return lines + _examples(element, code.code)


def named_page(book: Codebook, rule: Rule) -> list[Line]:
    """A rule that belongs to no one code: the fault, why it is one, by how much, and visits that show it."""
    lines = [Line(rule.rule, "title"), Line(rule.words), Line(f"Severity: {rule.severity}{' unless a payer asks for it' if rule.severity == 'off' else ''}.")]
    for name in book.payers():
        payer = book.payer(name)
        if severity := payer.severity_of(rule.rule, ""):
            lines.append(Line(f"For {payer.words}: {severity}."))
    lines += _section("Why", rule.why) + _section("And asks", rule.question, REMINDER) + authority_lines(rule.authority)
    for example in rule.examples:
        near = ", though it looks like the fault" if example.near_miss else ""
        visits = sum(len(earlier["dates"]) for earlier in example.earlier)
        near += f", after {visits} earlier {'visit' if visits == 1 else 'visits'}" if visits else ""
        lines += _heading(f"Example, {example.expect}{near}, billed {', '.join(example.billed)}" + (f", {example.payer}" if example.payer != "default" else ""))
        lines += _example(example.note)
    return lines


def _body(element: Element, say) -> list[Line]:
    lines = _section("Counts", say(element.counts)) + _section("Does not count", say(element.does_not_count))
    lines += _section("A finding says", say(element.missing))
    lines += _section("When only partly said", say(element.partial))
    lines += _section("And asks", say(element.question), REMINDER)
    return lines + authority_lines(element.authority)


def _examples(element: Element, code: str | None = None) -> list[Line]:
    chosen = [example for example in element.examples if code is None or example.code in (None, code)]
    # An element's examples are of some codes only; those of others still show what is meant.
    lines: list[Line] = []
    for example in chosen or element.examples:
        what = example.expect if not example.refused else f"{example.expect}, a near miss ({example.refused})"
        lines += _heading(f"Example, {what}" + (f", billed {example.code}" if example.code else ""))
        lines += _example(example.note)
    return lines


def authority_lines(authority: Iterable[Authority]) -> list[Line]:
    """Who asks for it, and whether the text of each was seen."""
    lines = [Line(_joined(f"[{'verified' if entry.verified else 'unverified'}] {entry.ref}"), "item") for entry in authority]
    return _heading("Authority") + lines if lines else []


def _example(note: str) -> list[Line]:
    return [Line(line, "aside") for line in note.strip("\n").split("\n")]


def _heading(text: str) -> list[Line]:
    return [Line(text, "heading")]


def _section(heading: str, *paragraphs: str) -> list[Line]:
    lines = [Line(_joined(text), "item") for text in paragraphs if text]
    return _heading(heading) + lines if lines and paragraphs[0] else []


def _joined(text: str) -> str:
    return " ".join(text.split())
