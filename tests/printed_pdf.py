"""Small PDFs written by hand, for tests of their reader."""

from __future__ import annotations

import zlib

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(*objects: bytes) -> bytes:
    """A file of numbered objects, the first its catalog."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream."""
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n" % (entries, len(packed)) + packed + b"\nendstream"


def one_page(content: bytes, resources: bytes = b"/Font<</F1 5 0 R>>", *more: bytes) -> bytes:
    """A page drawn by `content`; `more` are objects from the sixth on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<%s>>>>" % resources
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(content), FONT, *more)


def printed(*lines: str) -> bytes:
    """A page of lines, an empty one leaving a gap."""
    drawn = b"".join(b"(%s) Tj 0 -14 Td " % line.encode("cp1252").translate(None, b"()\\") for line in lines)
    return one_page(b"BT /F1 11 Tf 72 720 Td " + drawn + b"ET")
