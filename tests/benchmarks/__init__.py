"""Benchmarks: ratios within one run, printed as one JSON document by ``python -m tests.benchmarks``."""
