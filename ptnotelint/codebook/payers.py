"""A payer's profile: how it counts units, which rules it is stricter or milder in, and from when to when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from ptnotelint.codebook.entries import Code, Element
from ptnotelint.report import Authority


@dataclass(frozen=True, slots=True)
class Change:
    """What a payer changes from one ISO date until another, both included."""

    since: str = ""
    until: str = "9999-12-31"
    units: str = ""
    severity: dict[str, str] = field(default_factory=dict)
    requirements: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer profile: the levels and severities it changes, and when, and how it counts units.

    ``when_totals`` applies to timed codes of notes that state both totals (timed and treatment
    minutes), ``when_plan_of_care`` where the plan of care was supplied. ``severity`` maps rule ids or
    globs to ``error``, ``warning``, ``info`` or ``off``; ``requirements`` maps ``CODE/element`` or globs of it to
    ``required``, ``recommended`` or ``off``. Of several that fit, the last holds.
    """

    payer: str
    words: str
    when_totals: dict[str, str] = field(default_factory=dict)
    when_plan_of_care: dict[str, str] = field(default_factory=dict)
    authority: tuple[Authority, ...] = ()
    units: str = "cms"
    severity: dict[str, str] = field(default_factory=dict)
    requirements: dict[str, str] = field(default_factory=dict)
    unverified_edits: bool = False
    changes: tuple[Change, ...] = ()

    def on(self, day: str) -> Payer:
        """The profile in force on an ISO date.

        Examples
        --------
        >>> payer = Payer("p", "a plan", changes=(Change(since="2026-01-01", units="ama"),))
        >>> payer.on("2025-12-31").units, payer.on("2026-01-01").units
        ('cms', 'ama')
        """
        now = self
        for change in self.changes:
            if change.since <= day <= change.until:
                now = replace(now, units=change.units or now.units, severity=laid_over(now.severity, change.severity),
                              requirements=laid_over(now.requirements, change.requirements))
        return now

    def severity_of(self, rule: str, own: str) -> str:
        """A rule's severity for this payer; `own` where the profile says nothing of it.

        Examples
        --------
        >>> Payer("p", "a plan", severity={"units/*": "info", "units/over-billed": "off"}).severity_of("units/over-billed", "error")
        'off'
        """
        return next((severity for glob, severity in reversed(self.severity.items()) if fnmatchcase(rule, glob)), own)

    def asks_for(self, *families: str) -> bool:
        """Whether the profile turns on a rule of these families, whose own severity is ``off``."""
        return any(severity != "off" and glob.startswith((*(f"{family}/" for family in families), "*")) for glob, severity in self.severity.items())


def laid_over(under: dict[str, str], over: dict[str, str]) -> dict[str, str]:
    """Two tables of globs as one, in which those laid over come last and so hold.

    Examples
    --------
    >>> laid_over({"units/*": "info", "*/time": "off"}, {"units/*": "error"})
    {'*/time': 'off', 'units/*': 'error'}
    """
    return {**{glob: value for glob, value in under.items() if glob not in over}, **over}


def as_asked(code: Code, requirements: dict[str, str], element_named: Callable[[str], Element]) -> Code:
    """A code with the levels that a payer asks: a glob changes what the code asks for, a full ``CODE/element`` may add to it.

    Examples
    --------
    >>> code = Code("97012", "mechanical traction", False, ("traction",), required=("force",), elements={"force": Element("force", "service", "any")})
    >>> as_asked(code, {"*/force": "recommended"}, None).level("force")
    'recommended'
    """
    levels = {name: code.level(name) for name in code.elements}
    for glob, level in requirements.items():
        number, _, element = glob.partition("/")
        if number == code.code and not any(sign in element for sign in "*?["):
            levels[element] = level
        levels.update({name: level for name in code.elements if fnmatchcase(f"{code.code}/{name}", glob)})
    required, recommended = (tuple(name for name, level in levels.items() if level == wanted) for wanted in ("required", "recommended"))
    if (required, recommended) == (code.required, code.recommended):
        return code
    return replace(code, required=required, recommended=recommended,
                   elements={name: code.elements.get(name) or element_named(name) for name in (*required, *recommended)})
