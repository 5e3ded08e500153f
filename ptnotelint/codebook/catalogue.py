"""Every code and every rule of a codebook as rows: what lists, tables and programs are given."""

from __future__ import annotations

from ptnotelint.codebook.book import Codebook
from ptnotelint.codebook.entries import Payer

LEVELS = {"required": "error", "recommended": "info"}


def code_rows(book: Codebook) -> list[dict]:
    """What each code is and asks for.

    Examples
    --------
    >>> code_rows(Codebook.load())[0]["timed"]
    False
    """
    return [{"code": code.code, "words": code.words, "timed": code.timed, "families": list(code.families), "required": list(code.required),
             "recommended": list(code.recommended)} for code in map(book.code, book.codes())]


def rule_rows(book: Codebook, payer: Payer) -> list[dict]:
    """Rule, severity and words of every rule: those of no single code first, then those of the codes.

    Examples
    --------
    >>> book = Codebook.load()
    >>> {row["rule"]: row["severity"] for row in rule_rows(book, book.payer("medicare"))}["time/no-timed-total"]
    'error'
    """
    rows = [{"rule": name, "severity": payer.severity_of(name, rule.severity), "words": rule.words} for name in book.named_rules() if (rule := book.rule(name))]
    for number in book.codes():
        code = book.code(number)
        rows += [{"rule": f"{number}/{name}", "severity": payer.severity_of(f"{number}/{name}", LEVELS[code.level(name)]), "words": code.say(element.missing)}
                 for name, element in code.elements.items()]
    return rows
