"""Uploads that were linted, held in memory for the session that brought them: the newest few, and nothing after the server ends."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field

from ptnotelint.web.problems import Problem

UPLOADS_A_SESSION = 2
UPLOADS_AT_MOST = 20
ROWS_A_PAGE = 200
LEFT_OVER = ("unreadable", "without_text", "duplicates", "notes_without_charges", "charges_without_notes")  # of a reconciliation


@dataclass(slots=True)
class Upload:
    """One upload as it is worked on, and when it is done.

    Parameters
    ----------
    session : str
        Whose it is.
    rows : list of dict
        One for each note, for the list: ``name``, ``path``, ``date``, ``verdict``, ``codes``, ``gaps``, ``rules``.
    records : list of bytes
        The notes themselves, as JSON.
    reconciliation : dict
        Of :class:`ptnotelint.read.export.Reconciliation`.
    problem : str
        Why it could not be read or finished; empty otherwise.
    """

    session: str
    rows: list[dict] = field(default_factory=list)
    records: list[bytes] = field(default_factory=list)
    total: int = 0
    stage: str = "reading"
    done: bool = False
    problem: str = ""
    reconciliation: dict = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    workbook: bytes = b""

    @property
    def left_over(self) -> bool:
        """Whether anything was not read, had no text, stood there twice, or found no note or charge to go with."""
        return any(self.reconciliation.get(name) for name in LEFT_OVER)


class Shelf:
    """The uploads of all sessions, by a name that cannot be guessed."""

    def __init__(self):
        self._uploads: OrderedDict[str, Upload] = OrderedDict()

    def put(self, session: str) -> tuple[str, Upload]:
        """A new upload; the oldest finished ones make room for it.

        Raises
        ------
        Problem
            When as many as can be kept are still being worked on.
        """
        if sum(not each.done for each in self._uploads.values() if each.session == session) >= UPLOADS_A_SESSION:
            raise Problem(503, "Other uploads of yours are still being checked. Send this one when they are done.")
        name, upload = secrets.token_urlsafe(9), Upload(session)
        self._uploads[name] = upload
        own = [key for key, each in self._uploads.items() if each.session == session and each.done]
        others = [key for key, each in self._uploads.items() if each.done and key not in own]
        for key in own[: max(0, len(own) + 1 - UPLOADS_A_SESSION)] + others[: max(0, len(self._uploads) - UPLOADS_AT_MOST)]:
            del self._uploads[key]
        return name, upload

    def get(self, name: str, session: str) -> Upload | None:
        """An upload of this session."""
        upload = self._uploads.get(name)
        return upload if upload is not None and upload.session == session else None

    def of(self, session: str) -> list[tuple[str, Upload]]:
        """Every upload of a session, the newest first."""
        return [(name, upload) for name, upload in reversed(self._uploads.items()) if upload.session == session]


def chosen(rows: list[dict], query: str, verdict: str) -> list[tuple[int, dict]]:
    """The rows that a filter leaves, each with its place.

    Examples
    --------
    >>> rows = [{"name": "v1", "path": "", "verdict": "partial", "codes": "97110", "rules": "97110/purpose"}]
    >>> [at for at, _ in chosen(rows, "purpose", "")], chosen(rows, "", "supported")
    ([0], [])
    """
    wanted = query.lower().split()
    return [(at, row) for at, row in enumerate(rows) if (not verdict or row["verdict"] == verdict)
            and all(word in f"{row['name']} {row['path']} {row['codes']} {row['rules']}".lower() for word in wanted)]
