"""Exact limits against scipy, against published values, and against what they promise."""

import math

import pytest

from ptnotelint.audit.exact import beta_cdf, clopper_pearson, hypergeometric, share_limits, student_t

stats = pytest.importorskip("scipy.stats")


@pytest.mark.parametrize(("part", "sample"), [(0, 1), (1, 1), (0, 50), (50, 50), (1, 50), (7, 30), (263, 1000), (4999, 5000), (3, 20000)])
@pytest.mark.parametrize("level", [0.8, 0.9, 0.95, 0.99])
def test_clopper_pearson_is_scipys_exact_interval(part, sample, level):
    expected = stats.binomtest(part, sample).proportion_ci(level, "exact")
    assert clopper_pearson(part, sample, level) == pytest.approx((expected.low, expected.high), abs=1e-10)


@pytest.mark.parametrize(("part", "sample", "limits"), [
    (81, 263, (0.2527, 0.3676)),  # Newcombe 1998, Statistics in Medicine 17:857, table I, method 5
    (15, 148, (0.0578, 0.1617)), (0, 20, (0.0000, 0.1684)), (1, 29, (0.0009, 0.1776)),
])
def test_clopper_pearson_is_as_published(part, sample, limits):
    assert [round(limit, 4) for limit in clopper_pearson(part, sample)] == list(limits)


@pytest.mark.parametrize(("sample", "frame"), [(5, 12), (10, 10), (20, 60), (50, 400)])
def test_hypergeometric_limits_are_the_last_that_are_not_ruled_out(sample, frame):
    for part in range(sample + 1):
        possible = [members for members in range(part, frame - sample + part + 1)
                    if stats.hypergeom.sf(part - 1, frame, members, sample) > 0.025 and stats.hypergeom.cdf(part, frame, members, sample) > 0.025]
        low, high = hypergeometric(part, sample, frame)
        assert (round(low * frame), round(high * frame)) == (possible[0], possible[-1]), (part, sample, frame)


def test_hypergeometric_limits_cover_what_they_promise():
    sample, frame = 12, 40
    for members in range(frame + 1):
        covered = 0.0
        for part in range(max(0, sample - (frame - members)), min(sample, members) + 1):
            low, high = hypergeometric(part, sample, frame)
            if round(low * frame) <= members <= round(high * frame):
                covered += stats.hypergeom.pmf(part, frame, members, sample)
        assert covered >= 0.95


def test_a_small_frame_has_narrower_limits_and_a_large_one_the_binomial_ones():
    small, large = share_limits(5, 50, 200), share_limits(5, 50, 100_000)
    assert small[2] == "hypergeometric" and large[:2] == clopper_pearson(5, 50)
    assert large[0] < small[0] < 0.1 < small[1] < large[1]


@pytest.mark.parametrize("freedom", [1, 2, 10, 49, 1000])
@pytest.mark.parametrize("level", [0.8, 0.9, 0.95])
def test_student_t_is_scipys(freedom, level):
    assert student_t(freedom, level) == pytest.approx(stats.t.ppf((1 + level) / 2, freedom), rel=1e-9)


@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (1, 1), (3, 40), (400, 3), (2000, 18000)])
def test_the_beta_function_is_scipys(a, b):
    for x in (0, 1e-6, 0.01, 0.1, 0.5, 0.9, 0.999, 1):
        assert math.isclose(beta_cdf(x, a, b), stats.beta.cdf(x, a, b), rel_tol=1e-8, abs_tol=1e-12)


@pytest.mark.parametrize(("part", "sample"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(part, sample):
    with pytest.raises(ValueError):
        clopper_pearson(part, sample)
