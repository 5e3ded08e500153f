"""Every code and every rule of a codebook as rows: what lists, tables and programs are given."""

from __future__ import annotations

from collections.abc import Iterable

from ptnotelint.codebook.book import Codebook
from ptnotelint.codebook.payers import Payer
from ptnotelint.codebook.vocabulary import LEVELS
from ptnotelint.report import Authority


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
    """What there is to say of every rule in a line: those of no single code first, then those of the codes.

    Examples
    --------
    >>> book = Codebook.load()
    >>> {row["rule"]: row["severity"] for row in rule_rows(book, book.payer("medicare"))}["time/no-timed-total"]
    'error'
    """
    rows = []
    for rule in map(book.rule, book.named_rules()):
        rows.append({"rule": rule.rule, "severity": payer.severity_of(rule.rule, rule.severity), "words": rule.words, "code": None, "requirement": None,
                     "question": rule.question, "since": rule.since or None, "until": rule.until if rule.until < "9999" else None, "authority": _authority(rule.authority)})
    for number in book.codes():
        code = book.code_for(number, payer)
        rows += [{"rule": f"{number}/{name}", "severity": payer.severity_of(f"{number}/{name}", LEVELS[code.level(name)]), "words": code.say(element.missing),
                  "code": number, "requirement": code.level(name), "question": code.say(element.question), "since": None, "until": None,
                  "authority": _authority((*element.authority, *code.authority))} for name, element in code.elements.items()]
    return rows


def _authority(authority: Iterable[Authority]) -> list[dict]:
    return [{"ref": each.ref, "verified": each.verified} for each in authority]
