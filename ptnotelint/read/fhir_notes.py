"""Notes in FHIR R4: DocumentReference, and DiagnosticReport with a presented form."""

from __future__ import annotations

from collections.abc import Callable

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.attachments import EASIEST, WithoutText, attachment_kind, attachment_text, from_base64
from ptnotelint.read.days import stamp_day
from ptnotelint.read.fhir_walk import Known, part, parts, word
from ptnotelint.read.record import Intake
from ptnotelint.read.text import check_text

WITHDRAWN = ("entered-in-error", "superseded", "cancelled")
UNFINISHED = ("preliminary", "partial", "registered")


def document_note(resource: dict, known: Known, path: str, line: int | None, intake: Intake, say: Callable[[str], None]) -> Note | None:
    """The note of a DocumentReference, or None where it was withdrawn.

    Its contents are the same document in several formats: the one that loses least is read. Its date is that of the
    context's period, else of the encounter where that stands in the same file, else the document's own, with a warning.
    """
    if word(resource, "status") in WITHDRAWN or word(resource, "docStatus") in WITHDRAWN:
        say("a document that was withdrawn or superseded is left out")
        return None
    context = part(resource, "context")
    encounter = next(iter(parts(context, "encounter")), {})
    day = stamp_day(word(part(context, "period"), "start")) or _encounter_day(encounter, resource, known)
    day = day or _own_day(word(resource, "date"), say)
    attachments = [part(content, "attachment") for content in parts(resource, "content")]
    author = next(iter(parts(resource, "author")), {})
    draft = word(resource, "docStatus") in UNFINISHED
    return _note(resource, attachments, encounter, author, day, draft, known, path, line, intake)


def report_note(resource: dict, known: Known, path: str, line: int | None, intake: Intake, say: Callable[[str], None]) -> Note | None:
    """The note of a DiagnosticReport's presented form, or None where it has none or was withdrawn."""
    attachments = parts(resource, "presentedForm")
    if not attachments:
        say("a DiagnosticReport without a presented form is no note and is left out")
        return None
    if word(resource, "status") in WITHDRAWN:
        say("a document that was withdrawn or superseded is left out")
        return None
    encounter = part(resource, "encounter")
    day = stamp_day(word(resource, "effectiveDateTime") or word(part(resource, "effectivePeriod"), "start"))
    day = day or _encounter_day(encounter, resource, known) or _own_day(word(resource, "issued"), say)
    author = next(iter(parts(resource, "performer")), {})
    draft = word(resource, "status") in UNFINISHED
    return _note(resource, attachments, encounter, author, day, draft, known, path, line, intake)


def _note(resource, attachments, encounter, author, day, draft, known, path, line, intake) -> Note:
    text, without = _best_text(attachments, resource, known, path, line, intake)
    name = known.name_of(author, resource)
    identifier = next(filter(None, (word(each, "value") for each in parts(resource, "identifier"))), None)
    return Note(
        check_text(text, path, line, intake.max_note_size), word(resource, "id") or identifier, date_of_service=day,
        status="draft" if draft else None, visit_id=known.id_of(encounter, resource),
        patient_id=known.id_of(part(resource, "subject"), resource), therapist={"name": name} if name else None, path=path, without_text=without)


def _best_text(attachments, resource, known, path, line, intake) -> tuple[str, str | None]:
    """The text of the attachment that loses least, or why none has any."""
    without = "no attachment"
    ranked = []
    for attachment in attachments:
        binary = known.named(word(attachment, "url"), resource)
        coded = attachment.get("data") or binary.get("data")
        kind = attachment_kind(attachment.get("contentType") or binary.get("contentType"))
        if coded is None:
            without = "text held elsewhere"
        elif kind is None:
            without = "attachment of a kind that is not read"
        else:
            ranked.append((EASIEST.index(kind), len(ranked), kind, coded))
    failed: UnreadableError | None = None
    for _, _, kind, coded in sorted(ranked, key=lambda each: each[:2]):
        try:
            text = attachment_text(from_base64(coded, path, line), kind, path, intake, line)
            if text.strip() or len(ranked) == 1:
                return text, None
            without = "attachments without text"
        except WithoutText as error:
            without = str(error)
        except UnreadableError as error:
            failed = failed or error
    if failed:
        raise failed
    return "", without


def _encounter_day(encounter: dict, holder: dict, known: Known) -> str | None:
    return stamp_day(word(part(known.resolve(encounter, holder), "period"), "start"))


def _own_day(stamp: str | None, say: Callable[[str], None]) -> str | None:
    day = stamp_day(stamp)
    if day:
        say("a document names no visit's date; its own is taken")
    return day
