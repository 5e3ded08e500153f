"""The rule ids that --select and --ignore may name, and the check that their globs name one."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from ptnotelint.cli import did_you_mean
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError


def rule_ids(book: Codebook) -> list[str]:
    """Every rule id there is: those of codes, then those of none."""
    return [*book.rules(), *book.named_rules()]


def check_payer(name: str, book: Codebook) -> None:
    """Refuse a payer that no profile names.

    Examples
    --------
    >>> check_payer("medicair", Codebook.load())
    Traceback (most recent call last):
    ...
    ptnotelint.errors.UsageError: --payer medicair: no such profile. Did you mean medicaid or medicare?
    """
    if book.payer(name) is None:
        hint = did_you_mean(name, book.payers()) or f" There are: {', '.join(book.payers())}."
        raise UsageError(f"--payer {name}: no such profile.{hint}")


def check_globs(option: str, globs: Iterable[str], book: Codebook) -> None:
    """Refuse a glob that names no rule: a misspelt --ignore must not hide in silence.

    Examples
    --------
    >>> check_globs("--select", ["coding/unknown"], Codebook.load())
    Traceback (most recent call last):
    ...
    ptnotelint.errors.UsageError: --select coding/unknown names no rule. Did you mean coding/unknown-code or coding/bundled-code?
    """
    known = None
    for glob in globs:
        known = known or rule_ids(book)
        if not any(fnmatchcase(rule, glob) for rule in known):
            hint = did_you_mean(glob, known) or " Rule ids are CODE/ELEMENT or FAMILY/NAME; globs like 97110/* too."
            raise UsageError(f"{option} {glob} names no rule.{hint}")
