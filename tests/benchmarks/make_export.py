"""An export as a clinic might send it, of any size: notes and charges as two CSV files, and as one workbook.

The notes are those of ``corpora/`` that may be read, with other numbers and words of the same kind, dealt to invented
patients who come in episodes of visits. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from unrepeated_notes import CORPORA, joined, vary

from ptnotelint.train.annotated import read_annotated

NOTE_COLUMNS = ("Visit ID", "Patient ID", "Date of Service", "Therapist", "Clinic", "Payer", "Note")
CHARGE_COLUMNS = ("Visit ID", "CPT", "Units", "Modifiers")
SHEET_ROWS = 1_048_575  # below the header of one sheet
PAYERS = ("medicare", "commercial", "commercial", "workers_comp")
FIRST_DAY = date(2026, 1, 5)
NOTES_A_PATIENT, PATIENTS_A_THERAPIST, THERAPISTS_A_CLINIC = 12, 40, 6


@dataclass(frozen=True, slots=True)
class Visit:
    """A note with its charges."""

    note: tuple[str, ...]
    charges: tuple[tuple[str, ...], ...]


def visits(count: int, seed: int = 0) -> Iterator[Visit]:
    """Make visits, in the order of their patients."""
    chance = random.Random(seed)
    sources = [note for note in read_annotated(CORPORA, "train") if note.record["billed"]]
    for number in range(count):
        patient, nth = divmod(number, NOTES_A_PATIENT)
        therapist = patient // PATIENTS_A_THERAPIST
        head, tail = chance.sample(sources, 2)
        text = vary(head.text if nth % 2 else joined(head.text, tail.text, chance), chance)
        day = FIRST_DAY + timedelta(days=(patient * 7) % 200 + 3 * nth)
        visit = f"V{number:07}"
        note = (visit, f"P{patient:06}", day.isoformat(), f"Therapist {therapist:04}", f"Clinic {therapist // THERAPISTS_A_CLINIC:03}", PAYERS[patient % 4], text)
        yield Visit(note, tuple((visit, line["code"], str(line["units"]), " ".join(line["modifiers"])) for line in head.record["billed"]))


def write_csv(folder: Path, count: int, seed: int) -> None:
    """``notes.csv`` and ``charges.csv``."""
    with open(folder / "notes.csv", "w", newline="", encoding="utf-8") as notes, open(folder / "charges.csv", "w", newline="", encoding="utf-8") as charges:
        note_rows, charge_rows = csv.writer(notes), csv.writer(charges)
        note_rows.writerow(NOTE_COLUMNS)
        charge_rows.writerow(CHARGE_COLUMNS)
        for visit in visits(count, seed):
            note_rows.writerow(visit.note)
            charge_rows.writerows(visit.charges)


def write_workbook(folder: Path, count: int, seed: int) -> None:
    """``notes.xlsx``, with a sheet of notes and one of charges."""
    import xlsxwriter

    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(folder / "notes.xlsx", plain) as book:
        book.set_properties({"created": FIRST_DAY})
        for name, columns, rows in (("Notes", NOTE_COLUMNS, (visit.note for visit in visits(count, seed))),
                                    ("Charges", CHARGE_COLUMNS, (line for visit in visits(count, seed) for line in visit.charges))):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, columns)
            for at, row in enumerate(rows, 1):
                if at > SHEET_ROWS:
                    raise SystemExit(f"more than {SHEET_ROWS:,} rows fit no sheet: make fewer notes")
                sheet.write_row(at, 0, row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="made if need be; two folders in it, csv/ and xlsx/")
    parser.add_argument("--notes", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    for name, write in (("csv", write_csv), ("xlsx", write_workbook)):
        folder = options.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        write(folder, options.notes, options.seed)
        print(f"{folder}: {options.notes:,} notes")


if __name__ == "__main__":
    main()
