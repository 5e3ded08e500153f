"""FHIR resources as plain JSON: what is not of the type that R4 gives it is taken as absent, and references stay within a file."""

from __future__ import annotations

from collections.abc import Iterator


def part(value: object, name: str) -> dict:
    """The object under a name, or an empty one."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def parts(value: object, name: str) -> list[dict]:
    """The objects of the list under a name."""
    found = value.get(name) if isinstance(value, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def word(value: object, name: str) -> str | None:
    """The string under a name, or None where it is blank or none.

    Examples
    --------
    >>> word({"status": " active "}, "status"), word({"status": 3}, "status")
    ('active', None)
    """
    found = value.get(name) if isinstance(value, dict) else None
    return (found.strip() or None) if isinstance(found, str) else None


class Known:
    """The resources of one bundle, by what they may be referred to as."""

    def __init__(self, entries: list[tuple[str | None, dict]] = ()):
        self._by_name: dict[str, dict] = {}
        for url, resource in entries:
            names = (url, f"{word(resource, 'resourceType')}/{word(resource, 'id')}")
            for name in filter(None, names):
                self._by_name.setdefault(name, resource)

    def named(self, reference: str | None, holder: dict | None = None) -> dict:
        """The resource that a reference's words name: contained in the holder or in the bundle, else an empty one."""
        if not reference:
            return {}
        if reference.startswith("#"):
            return next((each for each in parts(holder, "contained") if word(each, "id") == reference[1:]), {})
        plain = reference.partition("/_history/")[0]
        return self._by_name.get(plain) or self._by_name.get("/".join(plain.split("/")[-2:]), {})

    def resolve(self, reference: dict, holder: dict | None = None) -> dict:
        """The resource of a reference object."""
        return self.named(word(reference, "reference"), holder)

    def id_of(self, reference: dict, holder: dict | None = None) -> str | None:
        """What a referred resource is known by: its id, else the identifier that the reference states.

        Examples
        --------
        >>> Known().id_of({"reference": "Encounter/e1"}), Known().id_of({"identifier": {"value": "V-7"}})
        ('e1', 'V-7')
        """
        words = word(reference, "reference")
        if words and (found := word(self.named(words, holder), "id")) and not words.startswith("#"):
            return found
        if words and not words.startswith("#"):
            return words.partition("/_history/")[0].rsplit("/", 1)[-1].removeprefix("urn:uuid:").removeprefix("urn:oid:") or None
        return word(part(reference, "identifier"), "value")

    def name_of(self, reference: dict, holder: dict | None = None) -> str | None:
        """A person's or organisation's name: as the reference shows it, else of the resource itself."""
        if shown := word(reference, "display"):
            return shown
        resource = self.resolve(reference, holder)
        if resource.get("resourceType") == "PractitionerRole":
            return self.name_of(part(resource, "practitioner"), resource)
        return word(resource, "name") or next(filter(None, map(_spoken, parts(resource, "name"))), None)


def entries_of(resource: dict) -> Iterator[tuple[str | None, dict]]:
    """The resources of a bundle with their full URLs, bundles within it opened; any other resource is its own only entry."""
    waiting = [(None, resource)]
    while waiting:
        url, each = waiting.pop()
        if each.get("resourceType") == "Bundle":
            waiting += reversed([(word(entry, "fullUrl"), part(entry, "resource")) for entry in parts(each, "entry")])
        else:
            yield url, each


def _spoken(name: dict) -> str | None:
    given = name.get("given")
    given = [each for each in given if isinstance(each, str)] if isinstance(given, list) else []
    return word(name, "text") or " ".join(filter(None, (*given, word(name, "family")))) or None
