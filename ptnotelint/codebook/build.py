"""Makes the frozen records out of checked tables, and merges what a code changes in its elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ptnotelint.codebook.entries import Code, Element, Example, Rule, RuleExample, Sign
from ptnotelint.codebook.payers import Change, Payer, laid_over
from ptnotelint.codebook.shape import check_complete
from ptnotelint.codebook.source import Source
from ptnotelint.codebook.vocabulary import CHECKS
from ptnotelint.report import Authority

TEXTS = ("scope", "check", "counts", "does_not_count", "missing", "partial", "question")
LAID = ("severity", "requirements", "when_totals", "when_plan_of_care")  # tables of a payer; a rule's severity is a word
LISTS = ("labels", "dose", "vague", "wrong", "named", "kind")


def merge(sources: Iterable[Source]) -> dict:
    """Lay files of one entry over each other: later keys win, ``[elements.X]`` and a payer's tables key by key."""
    table: dict = {}
    for source in sources:
        changed = dict(table.get("elements", {}))
        for name, change in source.table.get("elements", {}).items():
            changed[name] = {**changed.get(name, {}), **change}
        laid = {key: laid_over(table[key], source.table[key]) for key in LAID if isinstance(source.table.get(key), dict) and key in table}
        table = {**table, **source.table, **laid, "elements": changed}
    return table


def element(table: dict) -> Element:
    """An element file's record."""
    return Element(element=table["element"], **_fields(table, table["element"], None))


def payer(table: dict) -> Payer:
    """A payer file's record."""
    whens, globs = ("when_totals", "when_plan_of_care"), ("severity", "requirements")
    return Payer(table["payer"], table["words"], *(dict(table.get(key, {})) for key in whens), _authority(table), table.get("units", "cms"),
                 *(dict(table.get(key, {})) for key in globs), table.get("unverified_edits", False), tuple(Change(**change) for change in table.get("change", ())))


def rule(table: dict) -> Rule:
    """A rule file's record."""
    examples = tuple(RuleExample(each["expect"], tuple(each["billed"]), each["note"], each.get("payer", "default"), each.get("near_miss", False),
                                 dict(each.get("record", {})), tuple(each.get("earlier", ()))) for each in table.get("examples", ()))
    signs = tuple(Sign(**{key: tuple(value) if isinstance(value, list) else value for key, value in sign.items()}) for sign in table.get("signs", ()))
    return Rule(*(table[key] for key in ("rule", "severity", "words", "message", "question")), table.get("why", ""), _authority(table), examples, signs,
                **{key: table[key] for key in ("since", "until") if key in table})


def code(source: Source, table: dict, element_named: Callable[[str], Element]) -> Code:
    """A code's record, its elements looked up by `element_named` and changed as its tables say."""
    required, recommended = tuple(table["required"]), tuple(table.get("recommended", ()))
    # A user's file may move an element from one list to the other without restating both.
    if "recommended" in source.table and "required" not in source.table:
        required = tuple(name for name in required if name not in recommended)
    else:
        recommended = tuple(name for name in recommended if name not in required)
    asked = (*required, *recommended)
    for name in table["elements"]:
        if name not in asked and name in source.table.get("elements", {}):
            source.fail(("elements", name), f'code {table["code"]} does not ask for "{name}"', asked)
    elements = {}
    for name in asked:
        elements[name] = element_named(name)
        if name in table["elements"]:
            changed = _fields(table["elements"][name], name, table["code"])
            elements[name] = replace(elements[name], **changed)
            _check_changed(source, elements[name])
    return Code(
        table["code"], table["words"], table["timed"], tuple(table["families"]), table.get("strict_region", False),
        required, recommended, dict(table.get("shares", {})), table.get("not_this", ""), _authority(table), elements,
    )


def _fields(table: dict, name: str, own_code: str | None) -> dict:
    """The record fields that a table gives; `own_code` stands in for examples that name no code."""
    fields = {key: table[key] for key in TEXTS if key in table}
    fields |= {key: tuple(table[key]) for key in LISTS if key in table}
    if "with" in table:
        fields["with_"] = tuple(table["with"])
    if "parts" in table:
        fields["parts"] = tuple(tuple(part) for part in table["parts"])
    if "authority" in table:
        fields["authority"] = _authority(table)
    if "examples" in table:
        fields["examples"] = tuple(
            Example(each.get("code", own_code), each["expect"], each["note"], each.get("refused"), name)
            for each in table["examples"]
        )
    return fields


def _check_changed(source: Source, changed: Element) -> None:
    """A code that changes an element's check kind must also give what that kind reads."""
    needed = {"element": changed.element, "check": changed.check, "scope": changed.scope}
    needed |= {"missing": changed.missing, "question": changed.question}
    needed[CHECKS[changed.check]] = getattr(changed, CHECKS[changed.check])
    check_complete(source, needed, "element")


def _authority(table: dict) -> tuple[Authority, ...]:
    return tuple(Authority(entry["ref"], entry["verified"]) for entry in table.get("authority", ()))
