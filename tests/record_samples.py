"""Small records of our own in the formats of other systems, and what a reader makes of bytes."""

from __future__ import annotations

import io
from pathlib import Path

from ptnotelint.errors import UnreadableError
from ptnotelint.read.record import Intake
from ptnotelint.read.records import read_records

FORMATS = Path(__file__).parents[2] / "shared" / "data" / "formats"
WITHOUT_FORMATS = "the samples of other people's records are not beside the repository"

ISA = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260304*0900*^*00501*000000001*0*P*:~"
SUBSCRIBER = "HL*1**20*1~NM1*85*2*CLINIC*****XX*1~HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*ROE*ANN****MI*M77~NM1*PR*2*PLAN SEVEN*****PI*9~"


def read(name, content, **options):
    """What the reader of that name finds in some bytes or text, and its warnings."""
    content = content.encode() if isinstance(content, str) else content
    warnings = []
    return list(read_records(name, io.BytesIO(content), "in", Intake(warnings.append, **options))), warnings


def reasons(found):
    """The messages of what was unreadable."""
    return [str(each) for each in found if isinstance(each, UnreadableError)]


def claims(*segments, version="005010X222A1", head=SUBSCRIBER, isa=ISA):
    """An interchange with one transaction, its SE counted as it should be."""
    inner = "~".join(segments)
    body = f"ST*837*1*{version}~BHT*0019~{head}{inner}~"
    return f"{isa}GS*HC*A*B*20260304*0900*1*X*{version}~{body}SE*{body.count('~') + 1}*1~GE*1*1~IEA*1*000000001~"
