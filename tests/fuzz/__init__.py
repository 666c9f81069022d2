"""Fuzzing of the readers: files with damage that nobody thought of. `make fuzz`, or `python -m tests.fuzz --help`."""
