"""How much one call may ask for, so that no client takes the desk from the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds.

    Parameters
    ----------
    body, upload : int
        Largest body of a call, and of a call that uploads files.
    notes, upload_notes : int
        Most notes of one call, and of one upload.
    call_seconds, upload_seconds : float
        Longest work on one call; the process that works on it is ended after that.
    body_seconds : float
        How long a client may take to send its body.
    wait_seconds : float
        How long a call may wait for its turn.
    large : int
        Bodies above this never take the last free process, so that a short note is always answered at once.
    """

    body: int = 10_000_000
    upload: int = 50_000_000
    notes: int = 500
    upload_notes: int = 5_000
    call_seconds: float = 30
    upload_seconds: float = 900
    body_seconds: float = 60
    wait_seconds: float = 60
    large: int = 100_000
