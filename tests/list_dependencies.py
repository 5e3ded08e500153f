"""Print docs/dependencies.md: what is installed beside ptnotelint, for which extra, under which licence.

    python tests/list_dependencies.py > docs/dependencies.md

Run it where every extra is installed; a package that is not there is an error.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SHORT = 80  # a longer field holds the licence's text, not its name
HEAD = """# Dependencies and their licences

What `pip install` brings, by what asks for it. Made by `python tests/list_dependencies.py`, from what the packages say of themselves, on the
versions named here; `tests/test_dependencies.py` fails when one that `pyproject.toml` names is missing. ptnotelint itself is Apache-2.0. A package
that an earlier table has is named again only where `pyproject.toml` does. The desk's pages carry a copy of htmx (0BSD), with its licence and hash in
`ptnotelint/web/static/VENDORED.toml`; nothing else of other people's is copied.
"""


def named() -> dict[str, list[Requirement]]:
    """Extra -> the packages that pyproject.toml names for it; the core's are under the empty name."""
    extras = {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    return {extra: [asked for each in wanted if (asked := Requirement(each)).name != PROJECT["name"]] for extra, wanted in extras.items()}


def brought(asked: Iterable[Requirement]) -> dict[str, Distribution]:
    """The packages and all that these need here, by name."""
    found: dict[str, Distribution] = {}
    seen, coming = set(), [(each.name, extra) for each in asked for extra in ("", *each.extras)]
    while coming:
        name, extra = coming.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        found[canonicalize_name(name)] = of = distribution(name)
        for needed in map(Requirement, of.requires or ()):
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                coming += [(needed.name, each) for each in ("", *needed.extras)]
    return dict(sorted(found.items()))


def licence(of: Distribution) -> str:
    """What a package says of its licence: an expression, a field, or classifiers, the first that is there."""
    told, classified = of.metadata, [each.split(" :: ")[-1] for each in of.metadata.get_all("Classifier", []) if each.startswith("License ::")]
    field = " ".join((told["License"] or "").split())
    return told["License-Expression"] or (field if len(field) <= SHORT else "") or ", ".join(classified)


def page() -> str:
    lines, before = [HEAD], set()
    for extra, asked in named().items():
        own, all_of_it = {canonicalize_name(each.name) for each in asked}, brought(asked)
        lines += [f"## {f'`ptnotelint[{extra}]`' if extra else '`ptnotelint`'}", "", "| package | version | licence | named in pyproject.toml |", "|---|---|---|---|"]
        lines += [f"| {name} | {of.version} | {licence(of)} | {'yes' if name in own else ''} |" for name, of in all_of_it.items() if name in own or name not in before]
        lines.append("")
        before |= all_of_it.keys()
    return "\n".join(lines)


if __name__ == "__main__":
    print(page(), end="")
