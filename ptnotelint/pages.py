"""The pages of ``explain``: what a code, an element or a rule asks, of whom, since when, and how well that was measured."""

from __future__ import annotations

import re
from collections.abc import Callable

from ptnotelint.codebook import LEVELS, Code, Codebook, Element, Payer, Rule
from ptnotelint.report import REMINDER
from ptnotelint.train.accuracy import asked_words, code_words, element_words, measured, rule_words
from ptnotelint.write.page_lines import SCOPES, Line, authority_lines, joined, section

PAYERS = {"default": "", "own": ", a payer of your own that asks for it"}  # of examples, in words


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
        if found is None and (other := book.unfiled(code.upper())):
            return unfiled_page(book, other)
        return code_page(book, found) if found else element_page(book, code.lower()) if code.lower() in book.elements() else None
    return rule_page(book, found, element.lower()) if found and element.lower() in found.elements else None


def code_page(book: Codebook, code: Code) -> list[Line]:
    """What a code is, what it asks for, and what is confused with it."""
    lines = [Line(f"{code.code}  {code.words}", "title")]
    lines.append(Line("Counted in 15-minute units." if code.timed else "Untimed: units do not follow from minutes."))
    if code.strict_region:
        lines.append(Line("The body part must be said of this service."))
    for level in ("required", "recommended"):
        if getattr(code, level):
            lines.append(Line(level.capitalize(), "heading"))
            lines += [Line(joined(code.say(code.elements[name].counts)), "entry", name) for name in getattr(code, level)]
    lines += section("Wording of other services that counts here when their own code is not billed",
                     *(f"{family.replace('_', ' ')}: {why}" for family, why in code.shares.items())) if code.shares else []
    lines += section("Not this code", code.not_this) + _asked_by_payers(book, code)
    if rules := book.signed_rules(code.code):
        lines += section("Also looked for", *(f"{rule.rule}: {rule.words}" for rule in rules))
    return lines + authority_lines(code.authority) + _measured(code_words, code.code)


def unfiled_page(book: Codebook, code: Code) -> list[Line]:
    """A code that no file describes, and what is looked for all the same."""
    lines = [Line(f"{code.code}  {code.words}", "title"), Line("No file describes this code: its service is not looked for, and its verdict is not_checked. A file of your own can be added with --codebook.")]
    return lines + section("Looked for all the same", *(f"{rule.rule}: {rule.words}" for rule in book.signed_rules(code.code))) + authority_lines(code.authority)


def element_page(book: Codebook, name: str) -> list[Line]:
    """What an element means, for codes that do not change it, and which codes ask for it."""
    element = book.element(name)
    codes = [book.code(code) for code in book.codes()]
    lines = [Line(name, "title"), Line(f"Must be {SCOPES[element.scope]}.")]
    for level in ("required", "recommended"):
        asking = [code.code for code in codes if code.level(name) == level]
        lines += section(f"{level.capitalize()} for", ", ".join(asking))
    # A code whose element is not the shared one says something of its own about it.
    changed = [code.code for code in codes if name in code.elements and code.elements[name] != element]
    lines += section("Means something of its own for", ", ".join(changed))
    lines += _body(element, lambda sentence: sentence.replace("{words}", "the service").replace("{code}", "the code"))
    return lines + _measured(element_words, name) + _examples(element)


def rule_page(book: Codebook, code: Code, name: str) -> list[Line]:
    """What one code asks of one element."""
    element, rule = code.elements[name], f"{code.code}/{name}"
    lines = [Line(f"{rule}  {code.words}", "title"), Line(f"Level: {code.level(name)}: missing is an {LEVELS[code.level(name)]}."), Line(f"Must be {SCOPES[element.scope]}.")]
    lines += _by_payer(book, rule, LEVELS[code.level(name)], code) + _body(element, code.say)
    if code.shares and element.scope == "service":
        shared = ", ".join(family.replace("_", " ") for family in code.shares)
        lines += section("Also counts, unlabelled, when their own code is not billed", shared)
    return lines + section("Not this code", code.not_this) + _measured(asked_words, rule) + _examples(element, code.code)


def named_page(book: Codebook, rule: Rule) -> list[Line]:
    """A rule that belongs to no one code: the fault, why it is one, by how much, and visits that show it."""
    lines = [Line(rule.rule, "title"), Line(rule.words), Line(f"Severity: {rule.severity}{' unless a payer asks for it' if rule.severity == 'off' else ''}.")]
    lines += _by_payer(book, rule.rule, rule.severity)
    lines.append(Line(f"In force for dates of service {_span(rule.since, rule.until)}." if rule.since or rule.until < "9999"
                      else "In force for every date of service: no first day is known."))
    lines += section("Why", rule.why) + section("A finding says", _unfilled(rule.message)) + section("And asks", _unfilled(rule.question), REMINDER)
    lines += authority_lines(rule.authority) + _measured(rule_words, rule.rule)
    for example in rule.examples:
        near = ", though it looks like the fault" if example.near_miss else ""
        visits = sum(len(earlier["dates"]) for earlier in example.earlier)
        near += f", after {visits} earlier {'visit' if visits == 1 else 'visits'}" if visits else ""
        said = f"Example, {example.expect}{near}, billed {', '.join(example.billed)}" + PAYERS.get(example.payer, f", {example.payer}")
        lines += [Line(said, "heading"), *_example(example.note)]
    return lines


def _by_payer(book: Codebook, rule: str, own: str, code: Code | None = None) -> list[Line]:
    """Where payers differ: a rule's severity, and for an element of a code whether it is asked at all."""
    lines = []
    for payer in map(book.payer, book.payers()):
        before = _of_payer(book, payer, rule, own, code)
        if before != own:
            lines.append(Line(f"For {payer.words}: {before}."))
        for change in payer.changes:
            changed = _of_payer(book, payer.on(change.since or change.until), rule, own, code)
            if changed != before:
                lines.append(Line(f"For {payer.words}, dates of service {_span(change.since, change.until)}: {changed}."))
    return lines


def _of_payer(book: Codebook, payer: Payer, rule: str, own: str, code: Code | None) -> str:
    if code is not None:
        level = book.code_for(code.code, payer).level(rule.partition("/")[2])
        own = LEVELS[level] if level else "not asked"
    return own if own == "not asked" else payer.severity_of(rule, own)


def _asked_by_payers(book: Codebook, code: Code) -> list[Line]:
    """What payers ask of a code otherwise than the codebook does."""
    said = []
    for payer in map(book.payer, book.payers()):
        dated = ((payer.on(change.since or change.until), f", dates of service {_span(change.since, change.until)}") for change in payer.changes)
        for profile, when in ((payer, ""), *dated):
            asked = book.code_for(code.code, profile)
            changed = [f"{name} {asked.level(name) or 'not asked'}" for name in dict.fromkeys((*code.elements, *asked.elements)) if asked.level(name) != code.level(name)]
            said += [f"{payer.words}{when}: {', '.join(changed)}"] if changed else []
    return section("Payers that ask otherwise", *said) if said else []


def _span(since: str, until: str) -> str:
    return " ".join([*([f"from {since}"] if since else []), *([f"until {until}"] if until < "9999" else [])])


def _measured(words: Callable[[dict, str], str], name: str) -> list[Line]:
    figures = measured()
    return section("Measured", words(figures, name)) if figures else []


def _unfilled(sentence: str) -> str:
    """A sentence with its blanks named as such, since each finding fills them in anew.

    Examples
    --------
    >>> _unfilled("{billed} billed; {minutes} support {supported}.")
    '<billed> billed; <minutes> support <supported>.'
    """
    return re.sub(r"\{(\w+)\}", r"<\1>", sentence)


def _body(element: Element, say: Callable[[str], str]) -> list[Line]:
    lines = section("Counts", say(element.counts)) + section("Does not count", say(element.does_not_count))
    lines += section("A finding says", say(element.missing)) + section("When only partly said", say(element.partial))
    return lines + section("And asks", say(element.question), REMINDER) + authority_lines(element.authority)


def _examples(element: Element, code: str | None = None) -> list[Line]:
    chosen = [example for example in element.examples if code is None or example.code in (None, code)]
    # An element's examples are of some codes only; those of others still show what is meant.
    lines: list[Line] = []
    for example in chosen or element.examples:
        what = example.expect if not example.refused else f"{example.expect}, a near miss ({example.refused})"
        lines += [Line(f"Example, {what}" + (f", billed {example.code}" if example.code else ""), "heading"), *_example(example.note)]
    return lines


def _example(note: str) -> list[Line]:
    return [Line(line, "aside") for line in note.strip("\n").split("\n")]
