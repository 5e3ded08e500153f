"""Messages between the server and its working processes: a small JSON object and bytes, each with its length before it."""

from __future__ import annotations

import asyncio
import json
import struct
from typing import BinaryIO

LENGTHS = struct.Struct(">IQ")


def packed(head: dict, body: bytes = b"") -> bytes:
    """One message as bytes."""
    said = json.dumps(head).encode()
    return LENGTHS.pack(len(said), len(body)) + said + body


def read_frame(file: BinaryIO) -> tuple[dict, bytes] | None:
    """The next message of a pipe, or None where it was closed.

    Examples
    --------
    >>> import io
    >>> read_frame(io.BytesIO(packed({"kind": "desk"}, b"text=SLR")))
    ({'kind': 'desk'}, b'text=SLR')
    """
    lengths = file.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    said, body = LENGTHS.unpack(lengths)
    return json.loads(file.read(said)), file.read(body)


async def receive_frame(stream: asyncio.StreamReader) -> tuple[dict, bytes]:
    """The next message of a process; raises IncompleteReadError when it has ended."""
    said, body = LENGTHS.unpack(await stream.readexactly(LENGTHS.size))
    return json.loads(await stream.readexactly(said)), await stream.readexactly(body)
