"""Report -> what a person or a program reads: a terminal page, JSON."""
