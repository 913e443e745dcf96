"""Measurements: `python -m tests.bench.bench_store`; never asserted, only ratios within one run count."""
