"""What things cost, as ratios within one run: `python -m tests.benchmarks`, or `make bench`."""
