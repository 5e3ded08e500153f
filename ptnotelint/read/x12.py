"""Professional claims in X12 837P, a charge a visit: what is broken is named by its segment, and the other claims go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.read.charges import Charge
from ptnotelint.read.record import Intake
from ptnotelint.read.tally import Tally
from ptnotelint.read.x12_claims import FILED_AS, MAX_LINES, Claim, SegmentError, person, service_day, service_line
from ptnotelint.read.x12_segments import Segment, read_segments

# The segments of the 837 transaction set (X12 005010, and 004010), and of the envelopes around it.
SEGMENTS = frozenset((
    "ISA GS ST BHT REF NM1 N2 N3 N4 PER HL PRV SBR PAT DMG CUR DTP CLM CL1 DN1 DN2 PWK CN1 DSB UR AMT K3 NTE CR1 CR2 CR3 CR4 CR5 CR6 CR7 CR8 "
    "CRC HI QTY HCP HSD CAS OI MIA MOA LX SV1 SV2 SV3 SV4 SV5 SV6 SV7 TOO MEA PS1 IMM LIN CTP SVD LQ FRM SE GE IEA TA1").split())
PROFESSIONAL = re.compile(r"X222|X098")
OTHER_CLAIMS = (
    (re.compile(r"X223|X096"), "an institutional claim (837I)"), (re.compile(r"X224|X097"), "a dental claim (837D)"),
)
OTHER_SETS = {"835": "a remittance (835), which says what was paid"}
OTHER_LINES = {"SV2": "an institutional service line (837I)", "SV3": "a dental service line (837D)"}
WANTED = "give the professional claims (837P)"
ENVELOPE = ("ISA", "GS", "ST", "SE", "GE", "IEA")
VOID, REPLACEMENT = "8", "7"  # claim frequency, CLM05-3


def read_x12(file: BinaryIO, path: str, intake: Intake) -> Iterator[Charge | UnreadableError]:
    """Read the claims of an X12 file: several interchanges, groups and transactions, in any delimiters.

    Yields
    ------
    Charge or UnreadableError
        A charge a day and therapist of each claim. A claim with a broken segment is unreadable as a whole, for a part of
        it would be taken for all that was billed. Segments are numbered over the whole file, from 1.

    Examples
    --------
    >>> import io
    >>> isa = b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260304*0900*^*00501*000000001*0*P*:~"
    >>> claim = isa + b"ST*837*1*005010X222A1~CLM*v1*60***11:B:1~LX*1~SV1*HC:97110:GP*60*UN*2~DTP*472*D8*20260304~SE*6*1~IEA*0*000000001~"
    >>> [(charge.visit_id, charge.date_of_service, charge.billed) for charge in read_x12(io.BytesIO(claim), "c.837", Intake(print))]
    [('v1', '2026-03-04', (BilledLine(code='97110', units=2, modifiers=('GP',)),))]
    """
    walk = _Walk(path, intake.warn)
    for found in read_segments(file, path, intake.warn):
        if isinstance(found, UnreadableError):
            walk.found.append(found)
        else:
            walk.take(found)
        yield from walk.found
        walk.found.clear()
    walk.end()
    yield from walk.found


class _Walk:
    """Where in the loops the walk stands; what it found waits in ``found``."""

    def __init__(self, path: str, warn: Callable[[str], None]):
        self.path = path
        self.found: list[Charge | UnreadableError] = []
        self.claim: Claim | None = None
        self.version = ""  # GS08, where ST03 does not state it
        self.skipped = self.inside = self.interchange = False
        self.begun, self.refused = 0, set()
        self.tally = Tally(path, warn)
        self._forget()

    def take(self, segment: Segment) -> None:
        if self.skipped and segment.name not in ENVELOPE:
            return
        try:
            if segment.name not in SEGMENTS:
                raise SegmentError("no segment of a claim begins like this")
            if handler := _TAKES.get(segment.name):
                handler(self, segment)
        except SegmentError as error:
            self._broken(segment, str(error))

    def end(self) -> None:
        self._cut_short()
        if self.interchange:
            self.tally.add("the last interchange has no IEA: check that the file is whole")
        self.tally.tell()

    def _forget(self) -> None:
        self.patient_id = self.payer = self.filing = self.billing = None

    def _broken(self, segment: Segment, reason: str) -> None:
        known = segment.name in SEGMENTS
        name = f" ({segment.name})" if known else ""
        left = "its claim is left out" if self.claim else "what it says of a patient or payer is not known"
        error = UnreadableError(self.path, f"segment {segment.number}{name}: {reason}; {left}: export it again", segment.line)
        if self.claim:
            self.claim.broken = self.claim.broken or error
        else:
            self.found.append(error)
        if not (known and self.claim):
            self._forget()  # it may have been the one that changes the patient: the last one's number is not the next one's

    def _close(self) -> None:
        claim, self.claim = self.claim, None
        if claim is None:
            return
        if claim.broken:
            self.found.append(claim.broken)
        elif not claim.lines:
            reason = f"segment {claim.number} (CLM): a claim without a service line: export it again"
            self.found.append(UnreadableError(self.path, reason, claim.line))
        elif claim.frequency == VOID:
            self.tally.add("a void claim (frequency 8) is left out; what it voids is not looked for")
        else:
            if claim.frequency == REPLACEMENT:
                self.tally.add("a claim replaces an earlier one (frequency 7): where that one is in the input too, its lines count twice")
            self.found += claim.charges(self.path)

    def _cut_short(self) -> None:
        """End a transaction that has no SE: its last claim may lack lines."""
        if self.inside and self.claim and not self.claim.broken:
            begun = f"segment {self.claim.number} (CLM)"
            reason = f"{begun}: its transaction ends without an SE, so the claim may be cut short and is left out: export it again"
            self.claim.broken = UnreadableError(self.path, reason, self.claim.line)
        elif self.inside and not self.claim and not self.skipped:
            self.tally.add("a transaction ends without its SE: check that the file is whole")
        self._close()
        self.inside = self.skipped = False

    def _isa(self, segment: Segment) -> None:
        self._cut_short()
        self.interchange, self.version = True, ""

    def _gs(self, segment: Segment) -> None:
        self._cut_short()
        self.version = segment[8]

    def _ge(self, segment: Segment) -> None:
        self._cut_short()

    def _iea(self, segment: Segment) -> None:
        self._cut_short()
        self.interchange = False

    def _st(self, segment: Segment) -> None:
        self._cut_short()
        self._forget()
        self.inside, self.begun = True, segment.number
        version = segment[3] or self.version
        kind = None
        if segment[1] != "837":
            kind = OTHER_SETS.get(segment[1], "an X12 transaction other than a claim")
        elif not PROFESSIONAL.search(version):
            kind = next((words for pattern, words in OTHER_CLAIMS if pattern.search(version)), None)
        self.skipped = kind is not None
        if kind and kind not in self.refused:
            self.refused.add(kind)
            self.found.append(UnreadableError(self.path, f"segment {segment.number} (ST): {kind}: {WANTED}", segment.line))

    def _se(self, segment: Segment) -> None:
        counted = segment.number - self.begun + 1
        if not self.skipped and segment[1] != str(counted):
            self.tally.add("a transaction has another number of segments than its SE states: check that nothing is missing")
        self._close()
        self.inside = self.skipped = False

    def _hl(self, segment: Segment) -> None:
        self._close()
        if segment[3] in ("20", "22"):
            self.patient_id = self.payer = self.filing = None
            self.billing = self.billing if segment[3] == "22" else None
        elif segment[3] == "23":
            self.patient_id = None  # the subscriber's number is not the dependent's

    def _sbr(self, segment: Segment) -> None:
        if self.claim:
            self.claim.other_payer = True
        else:
            self.filing = segment[9]

    def _nm1(self, segment: Segment) -> None:
        role = segment[1]
        if self.claim:
            if role == "82" and not self.claim.other_payer:
                (self.claim.lines[-1] if self.claim.lines else self.claim).therapist = person(segment)
        elif role == "85":
            self.billing = person(segment) if segment[2] == "1" else None
        elif role in ("IL", "QC"):
            self.patient_id = segment[9] or None
        elif role == "PR":
            self.payer = segment[3] or None

    def _clm(self, segment: Segment) -> None:
        self._close()
        _, _, frequency, *_ = *segment.parts(5), "", ""
        payer = FILED_AS.get(self.filing, self.payer)
        self.claim = Claim(segment.number, segment.line, segment[1] or None, frequency, self.patient_id, payer, self.billing)

    def _ref(self, segment: Segment) -> None:
        if not self.claim or self.claim.other_payer or not segment[2]:
            return
        if segment[1] == "EA" and not self.claim.lines:
            self.claim.patient_id = segment[2]  # the provider's own number for the patient, as notes have it
        elif segment[1] == "6R" and self.claim.lines:
            self.claim.lines[-1].control_id = segment[2]

    def _lx(self, segment: Segment) -> None:
        if self.claim:
            self.claim.other_payer = False

    def _sv1(self, segment: Segment) -> None:
        if not self.claim:
            raise SegmentError("a service line outside any claim")
        self.claim.other_payer = False
        if len(self.claim.lines) == MAX_LINES:
            raise SegmentError(f"over {MAX_LINES} lines in one claim")
        line = service_line(segment)
        if line.billed is None:
            self.tally.add("a service line with a code of another list than HCPCS (HC) is left out")
        self.claim.lines.append(line)

    def _other_line(self, segment: Segment) -> None:
        raise SegmentError(f"{OTHER_LINES[segment.name]}, not a professional one: {WANTED}")

    def _dtp(self, segment: Segment) -> None:
        if segment[1] == "472" and self.claim and self.claim.lines:
            self.claim.lines[-1].day, spans = service_day(segment)
            if spans:
                self.tally.add("a service line spans several days, so it has no date of service here and is joined by the claim's number alone")


_TAKES = {
    "ISA": _Walk._isa, "GS": _Walk._gs, "ST": _Walk._st, "SE": _Walk._se, "GE": _Walk._ge, "IEA": _Walk._iea,
    "HL": _Walk._hl, "SBR": _Walk._sbr, "NM1": _Walk._nm1, "CLM": _Walk._clm, "REF": _Walk._ref, "LX": _Walk._lx,
    "SV1": _Walk._sv1, "SV2": _Walk._other_line, "SV3": _Walk._other_line, "DTP": _Walk._dtp,
}
