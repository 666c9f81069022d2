"""Words in, lines in reading order out. Pure geometry, with the order of the stream as a witness.

A page is cut as a person sees it: into bands where no text crosses a height, runs of bands that share a gutter, and the
columns beside that gutter; each column is cut again. What the page shows is one witness, the order in which the file
writes its words (the stream) is another: right for most producers, guaranteed by none. Which of them wins:

1. Inside a column the page wins: text is read from top to bottom, a line from left to right.
2. Whether text beside a gutter is read column by column or row by row, the stream decides: where all that stands above
   a height comes before all that stands below, the page is cut at that height. A table, an entry beside its margin
   label, a title with its date are written so.
3. Unless this tears running text: where the cuts go through paragraphs, or between lines of columns that share no
   baselines, the producer merely sorted its lines by height, and the gutter wins.
4. Where the stream says neither, columns are read one after the other, from left to right; but a sparse column whose
   lines all stand on the heights of its neighbour's is a margin (labels on the left, dates on the right), and each of
   its blocks stays with the entry beside it.

The way through this package: words -> `segments` -> bands and `gutters` -> `columns`, where `stream` and `margins` say
how they are read -> `lines` and paragraphs -> regions, named by `kinds` and put in order through the `pages`.

Coordinates are points; `y` is the baseline and grows downwards.
"""

from __future__ import annotations

from resumefit.reading.layout.columns import arrange
from resumefit.reading.layout.pages import over_pages
from resumefit.reading.layout.shapes import Region, Row

__all__ = ["Region", "Row", "arrange", "over_pages"]
