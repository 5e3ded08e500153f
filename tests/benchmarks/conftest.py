"""Benchmarks are run by hand, not collected: neither as tests nor for doctests."""

collect_ignore_glob = ["*.py"]
