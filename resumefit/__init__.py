"""resumefit: how well a resume covers a job posting, line by line, and what to do about it."""

__version__ = "0.1.0"
