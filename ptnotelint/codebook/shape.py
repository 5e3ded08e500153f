"""Checks a file's table against the keys and types it may hold, and names what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from fnmatch import fnmatchcase

from ptnotelint.codebook.source import Place, Source
from ptnotelint.codebook.vocabulary import CHECKS, COUNTS, FAMILIES, LABELS, LEVELS, OUTCOMES, SCOPES
from ptnotelint.note import CODE
from ptnotelint.report import REASONS, SEVERITIES, STATUSES

TEXT, FLAG, NUMBER, WORDS, GROUPS, TABLE, TABLES = (
    "a string", "true or false", "a whole number", "a list of strings", "a list of lists of strings", "a table", "a list of tables",
)
AUTHORITY = {"ref": TEXT, "verified": FLAG}
EXAMPLE = {"code": TEXT, "expect": TEXT, "note": TEXT, "refused": TEXT}
ELEMENT = {
    "element": TEXT, "scope": TEXT, "check": TEXT, "labels": WORDS, "dose": WORDS, "vague": WORDS, "wrong": WORDS, "parts": GROUPS,
    "named": WORDS, "kind": WORDS, "with": WORDS, "counts": TEXT, "does_not_count": TEXT, "missing": TEXT,
    "partial": TEXT, "question": TEXT, "authority": TABLES, "examples": TABLES,
}
OVERRIDE = {key: kind for key, kind in ELEMENT.items() if key not in ("element", "scope")}
CODE_FILE = {
    "code": TEXT, "words": TEXT, "timed": FLAG, "families": WORDS, "strict_region": FLAG, "required": WORDS,
    "recommended": WORDS, "not_this": TEXT, "shares": TABLE, "authority": TABLES, "elements": TABLE,
}
PAYER_FILE = {"payer": TEXT, "words": TEXT, "units": TEXT, "severity": TABLE, "requirements": TABLE, "when_totals": TABLE, "when_plan_of_care": TABLE,
              "unverified_edits": FLAG, "change": TABLES, "authority": TABLES}
CHANGE = {"since": TEXT, "until": TEXT, "units": TEXT, "severity": TABLE, "requirements": TABLE}
RULE_FILE = {"rule": TEXT, "severity": TEXT, "words": TEXT, "message": TEXT, "question": TEXT, "why": TEXT, "since": TEXT, "until": TEXT, "signs": TABLES, "authority": TABLES, "examples": TABLES}
SIGN = dict.fromkeys(("codes", "says", "not_says", "note_says", "names", "stands", "silent_on", "has", "lacks", "note_has", "note_lacks", "only", "missing", "billed", "not_billed"), WORDS)
# keys of a sign that look at the service, which only a code with a file has, and those that look at the note and the claim
OF_SERVICE = frozenset(("says", "not_says", "has", "lacks", "only", "missing", "distinct", "at_least", "at_most", "most_words"))
OF_NOTE = ("note_says", "names", "stands", "silent_on", "note_has", "note_lacks", "billed", "not_billed")
PHRASES = ("says", "not_says", "note_says", "names", "stands", "silent_on", "only")
# What a note is searched for in time that grows with its length alone: words that begin with a letter or digit, * at their end or alone, few gaps.
PHRASE_WORD = re.compile(r"(?:\w[^\s*]*\*?|\*)\Z")
MOST_GAPS, LONGEST_PHRASE = 2, 100
SIGN |= {"distinct": TEXT, "at_least": NUMBER, "at_most": NUMBER, "most_words": NUMBER, "what": TEXT}
RULE_EXAMPLE = {"expect": TEXT, "near_miss": FLAG, "billed": WORDS, "payer": TEXT, "note": TEXT, "record": TABLE, "earlier": TABLES}
EARLIER = {"dates": WORDS, "billed": WORDS, "note": TEXT, "record": TABLE}  # visits before the example's own, one a date
NEEDED = {
    "code": ("words", "timed", "families", "required"), "element": ("scope", "check", "missing", "question"),
    "payer": ("words",), "rule": ("severity", "words", "message", "question"),
}


def check_code(source: Source, elements: Iterable[str], codes: Iterable[str]) -> None:
    """A code file: keys, types, families, element names, and what it changes in its elements."""
    table = source.table
    check_keys(source, (), table, CODE_FILE)
    if not CODE.match(table["code"]):
        source.fail(("code",), "a code must be five digits or capitals, like 97110")
    _listed(source, ("families",), table.get("families", ()), FAMILIES, "service family")
    for key in ("required", "recommended"):
        _listed(source, (key,), table.get(key, ()), elements, "element")
    for name in table.get("recommended", ()):
        if name in table.get("required", ()):
            source.fail(("recommended",), f'"{name}" is both required and recommended', value=name)
    for family, why in table.get("shares", {}).items():
        place = ("shares", family)
        _one(source, place, family, FAMILIES, "service family")
        if not isinstance(why, str):
            source.fail(place, f'"{family}" must be {TEXT}: why its wording counts here')
    _authority(source, (), table)
    for name, change in table.get("elements", {}).items():
        place = ("elements", name)
        _one(source, place, name, elements, "element")
        if not isinstance(change, dict):
            source.fail(place, f'"{name}" must be {TABLE}')
        check_keys(source, place, change, OVERRIDE)
        _element(source, place, change, codes)


def check_element(source: Source, codes: Iterable[str]) -> None:
    """An element file: keys, types, scope, check kind, labels, sentences and examples."""
    check_keys(source, (), source.table, ELEMENT)
    _element(source, (), source.table, codes)


def check_payer(source: Source, elements: Iterable[str], rules: Iterable[str] | None) -> None:
    """A payer file: keys, types, dates, and the levels and severities it changes; globs only where the rules are given."""
    check_keys(source, (), source.table, PAYER_FILE)
    for key in ("when_totals", "when_plan_of_care"):
        for name, level in source.table.get(key, {}).items():
            _one(source, (key, name), name, elements, "element")
            _one(source, (key, name), level, tuple(LEVELS), "level")
    _globs(source, (), source.table, elements, rules)
    for at, change in enumerate(source.table.get("change", ())):
        here = ("change", at)
        check_keys(source, here, change, CHANGE)
        if "since" not in change and "until" not in change:
            source.fail((*here, "since"), 'a change needs the key "since" or "until"')
        check_dates(source, here, change)
        _globs(source, here, change, elements, rules)
    _authority(source, (), source.table)


def _globs(source: Source, place: Place, table: dict, elements: Iterable[str], rules: Iterable[str] | None) -> None:
    """What a payer's file, or a change in it, says of counting, severities and requirements."""
    if "units" in table:
        _one(source, (*place, "units"), table["units"], COUNTS, "way of counting")
    for key, what, allowed in (("severity", "severity", (*SEVERITIES, "off")), ("requirements", "level", (*LEVELS, "off"))):
        for glob, level in table.get(key, {}).items():
            here = (*place, key, glob)
            _one(source, here, level, allowed, what)
            if rules is not None and not any(fnmatchcase(rule, glob) for rule in rules):
                number, _, element = glob.partition("/")
                if key == "severity" or element not in elements or not any(rule.startswith(f"{number}/") for rule in rules):
                    near = [rule for rule in rules if rule.startswith(f"{number}/")] or sorted({f"{rule.partition('/')[0]}/*" for rule in rules})
                    source.fail(here, f'"{glob}" names no rule', near)


def check_dates(source: Source, place: Place, table: dict) -> None:
    """``since`` and ``until`` are ISO dates, where they are given."""
    for key in ("since", "until"):
        try:
            date.fromisoformat(table.get(key, "2000-01-01"))
        except ValueError:
            source.fail((*place, key), f'"{key}" must be an ISO date like 2026-03-04')


def check_rule(source: Source, shipped: Iterable[str], elements: Iterable[str], codes: Iterable[str], others: Callable[[], Iterable[str]] = tuple) -> None:
    """A rule file: keys, types, severity and signs. Most checks are code, so a file cannot name a new rule.

    ``others`` gives codes that have no file; it is called only where a sign names a code that has none.
    """
    check_keys(source, (), source.table, RULE_FILE)
    _one(source, ("rule",), source.table["rule"], shipped, "rule")
    if "severity" in source.table:
        _one(source, ("severity",), source.table["severity"], (*SEVERITIES, "off"), "severity")
    check_dates(source, (), source.table)
    for at, sign in enumerate(source.table.get("signs", ())):
        _sign(source, ("signs", at), sign, elements, codes, others)
    for at, example in enumerate(source.table.get("examples", ())):
        here = ("examples", at)
        check_keys(source, here, example, RULE_EXAMPLE)
        for key in ("expect", "billed", "note"):
            if key not in example:
                source.fail((*here, key), f'an example needs the key "{key}"')
        _one(source, (*here, "expect"), example["expect"], OUTCOMES, "outcome")
        for number, earlier in enumerate(example.get("earlier", ())):
            check_keys(source, (*here, "earlier", number), earlier, EARLIER)
    _authority(source, (), source.table)


def _sign(source: Source, here: Place, sign: dict, elements: Iterable[str], codes: Iterable[str], others: Callable[[], Iterable[str]]) -> None:
    check_keys(source, here, sign, SIGN)
    if not sign.get("codes"):
        source.fail((*here, "codes"), 'a sign needs the key "codes"')
    unfiled = [code for code in sign["codes"] if code not in codes]
    if unfiled:
        _listed(source, (*here, "codes"), unfiled, [*codes, *others()], "code")
        for key in OF_SERVICE & sign.keys():
            source.fail((*here, key), f'"{key}" looks at a described service, and no file describes {unfiled[0]}', OF_NOTE)
    for key in PHRASES:
        for phrase in sign.get(key, ()):
            _phrase(source, (*here, key), phrase)
    for key in ("has", "lacks", "note_has", "note_lacks"):
        _listed(source, (*here, key), sign.get(key, ()), LABELS, "label")
    _listed(source, (*here, "distinct"), [sign["distinct"]] if "distinct" in sign else (), LABELS, "label")
    _listed(source, (*here, "missing"), sign.get("missing", ()), elements, "element")


def _phrase(source: Source, place: Place, phrase: str) -> None:
    parts = [part.split() for part in phrase.replace("-", " ").split("...")]
    words = [word for part in parts for word in part]
    if not all(parts) or set(words) <= {"*"} or not all(map(PHRASE_WORD.match, words)):
        source.fail(place, f'"{phrase}" is no phrase: words that begin with a letter or digit, * alone or at the end of one, ... between words', value=phrase)
    if len(parts) > MOST_GAPS + 1 or len(phrase) > LONGEST_PHRASE:
        source.fail(place, f'"{phrase}" takes too long to look for: at most {MOST_GAPS} gaps "..." and {LONGEST_PHRASE} characters', value=phrase)


def check_complete(source: Source, table: dict, kind: str) -> None:
    """After merging: nothing that a code, an element or a payer cannot do without is absent."""
    for key in NEEDED[kind]:
        if key not in table:
            source.fail((kind,), f'{kind} "{table[kind]}" needs the key "{key}"')
    if kind == "element" and not table.get(CHECKS[table["check"]]):
        source.fail(("check",), f'check "{table["check"]}" needs the key "{CHECKS[table["check"]]}"')


def _element(source: Source, place: Place, table: dict, codes: Iterable[str]) -> None:
    if "scope" in table:
        _one(source, (*place, "scope"), table["scope"], SCOPES, "scope")
    if "check" in table:
        _one(source, (*place, "check"), table["check"], CHECKS, "check kind")
    for key in ("labels", "dose", "vague", "wrong", "named", "kind", "with"):
        _listed(source, (*place, key), table.get(key, ()), LABELS, "label")
    for part in table.get("parts", ()):
        _listed(source, (*place, "parts"), part, LABELS, "label")
    for key in ("missing", "partial", "question"):
        for blank in re.findall(r"\{[^}]*\}?", table.get(key, "")):
            if blank not in ("{words}", "{code}"):
                source.fail((*place, key), f'"{key}" holds a blank {blank}', ("{words}", "{code}"))
    _authority(source, place, table)
    for at, example in enumerate(table.get("examples", ())):
        here = (*place, "examples", at)
        check_keys(source, here, example, EXAMPLE)
        for key in ("expect", "note"):
            if key not in example:
                source.fail((*here, key), f'an example needs the key "{key}"')
        _one(source, (*here, "expect"), example["expect"], STATUSES, "status")
        if "refused" in example:
            _one(source, (*here, "refused"), example["refused"], REASONS, "reason")
        if "code" in example:
            _one(source, (*here, "code"), example["code"], codes, "code")


def _authority(source: Source, place: Place, table: dict) -> None:
    for at, entry in enumerate(table.get("authority", ())):
        here = (*place, "authority", at)
        check_keys(source, here, entry, AUTHORITY)
        for key in AUTHORITY:
            if key not in entry:
                source.fail((*here, key), f'an authority needs the key "{key}"')


def check_keys(source: Source, place: Place, table: dict, allowed: dict[str, str]) -> None:
    """Every key of a table is an allowed one and of its kind."""
    for key, value in table.items():
        if key not in allowed:
            source.fail((*place, key), f'unknown key "{key}"', allowed)
        if not _is(value, allowed[key]):
            source.fail((*place, key), f'"{key}" must be {allowed[key]}')


def _is(value: object, kind: str) -> bool:
    match kind:
        case "a string":
            return isinstance(value, str) and bool(value.strip())
        case "true or false":
            return isinstance(value, bool)
        case "a whole number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "a table":
            return isinstance(value, dict)
    inner = {WORDS: TEXT, GROUPS: WORDS, TABLES: TABLE}[kind]
    return isinstance(value, list) and all(_is(item, inner) for item in value)


def _listed(source: Source, place: Place, values: Iterable[str], allowed: Iterable[str], what: str) -> None:
    for value in values:
        _one(source, place, value, allowed, what)


def _one(source: Source, place: Place, value: object, allowed: Iterable[str], what: str) -> None:
    if value not in allowed:
        source.fail(place, f'unknown {what} "{value}"', allowed, value=value)
