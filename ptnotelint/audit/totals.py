"""Totals of a frame from a sample: units or money in error, by the mean of each stratum."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ptnotelint.audit.exact import student_t
from ptnotelint.errors import UsageError


@dataclass(frozen=True, slots=True)
class Stratum:
    """Notes in the frame; and of each reviewed note, what is in error and what was billed."""

    notes: int
    in_error: Sequence[Decimal]
    billed: Sequence[Decimal]


def projected(strata: Sequence[Stratum], level: float, billed_in_frame: int | None = None) -> dict:
    """The total in error in the frame, with limits by Student's t and the finite frame taken into account.

    The limits never go below what the sample itself has in error, nor above what is billed in the frame where that is
    known. With fewer than two reviewed notes of any stratum there are none.

    Examples
    --------
    >>> notes = Stratum(100, [Decimal(2), Decimal(0), Decimal(1), Decimal(1)], [Decimal(3)] * 4)
    >>> projected([notes], 0.95)["projected"]
    {'value': 100.0, 'low': 4.0, 'high': 227.3}
    """
    sampled = sum((sum(stratum.in_error, Decimal(0)) for stratum in strata), Decimal(0))
    total = sum(stratum.notes * _mean(stratum.in_error) for stratum in strata)
    found = {"in_error": float(sampled), "billed": float(sum((sum(stratum.billed, Decimal(0)) for stratum in strata), Decimal(0))),
             "projected": {"value": round(total, 2), "low": None, "high": None}}
    # A stratum reviewed in full adds nothing to the spread, and none to its freedom.
    open_strata = [stratum for stratum in strata if len(stratum.in_error) < stratum.notes]
    freedom = sum(len(stratum.in_error) - 1 for stratum in open_strata)
    if all(len(stratum.in_error) > 1 for stratum in open_strata):
        half = student_t(freedom, level) * math.sqrt(sum(map(_variance, open_strata))) if open_strata else 0.0
        low, high = max(float(sampled), total - half), total + half
        if billed_in_frame is not None:
            high = min(high, billed_in_frame)
        found["projected"] |= {"low": round(low, 2), "high": round(high, 2)}
    if billed_in_frame is not None:
        found["billed_in_frame"] = billed_in_frame
    return found


def read_fees(path: Path) -> dict[str, Decimal]:
    """Amount of one unit by code, from a CSV file with the columns ``code`` and ``amount``.

    Raises
    ------
    UsageError
        With file and line, where a row is not so.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"code", "amount"} <= set(reader.fieldnames or ()):
                raise UsageError(f"{path}:1: a fee table has the columns code and amount")
            fees: dict[str, Decimal] = {}
            for row in reader:
                code = (row["code"] or "").strip().upper()
                amount = _amount((row["amount"] or "").strip())
                if not code or amount is None:
                    raise UsageError(f"{path}:{reader.line_num}: write a code and the amount of one unit, like 97110,28.40")
                if code in fees:
                    raise UsageError(f"{path}:{reader.line_num}: {code} stands twice: keep one amount")
                fees[code] = amount
            return fees
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error):
        raise UsageError(f"{path}: is no CSV file in UTF-8: save it as one") from None


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.removeprefix("$"))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None


def _mean(values: Sequence[Decimal]) -> float:
    return float(sum(values, Decimal(0))) / len(values)


def _variance(stratum: Stratum) -> float:
    """Of the stratum's total, drawn without replacement (Cochran 1977, 2.20)."""
    reviewed, mean = len(stratum.in_error), _mean(stratum.in_error)
    spread = sum((float(value) - mean) ** 2 for value in stratum.in_error) / (reviewed - 1)
    return stratum.notes**2 * (1 - reviewed / stratum.notes) * spread / reviewed
