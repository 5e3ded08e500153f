"""What all tests share: a machine that is busy makes no test fail, and texts are asked about in one way."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def lint():
    """The report of a text billed with some codes, by the patterns alone."""
    from ptnotelint.linter import Linter
    from ptnotelint.note import BilledLine, Note

    linter = Linter.load(classifier=False)
    return lambda text, *codes: linter.lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))


@pytest.fixture(scope="session")
def minutes(lint):
    """The minutes that a text states, by code."""
    return lambda text, *codes: {code: told.value for code, told in lint(text, *codes).minutes.items() if told}


@pytest.fixture(scope="session")
def status(lint):
    """The status of an element of the first code that a text is billed with."""
    return lambda element, text, *codes: next(each.status for each in lint(text, *codes).codes[0].elements if each.element == element)


@pytest.fixture(scope="session")
def services(lint):
    """Whether each code that a text is billed with has its service told."""
    return lambda text, codes: {code.code: code.elements[0].status for code in lint(text, *codes).codes}


@pytest.fixture(scope="session")
def totals(lint):
    """The timed and the total minutes that a text billed with therapeutic exercise states."""
    def read(text):
        report = lint(text, "97110")
        return tuple(told.value if told else None for told in (report.timed_minutes, report.total_minutes))
    return read
