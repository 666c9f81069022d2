"""A batch carried out: its pairs into files as they come, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resumefit.batch.best import Best
from resumefit.batch.matrix import Block
from resumefit.batch.run import Run
from resumefit.errors import ResumefitError, WorkerError
from resumefit.rendering.batch import (
    AlikeFacts,
    AnswerFacts,
    AssignedFacts,
    BatchFacts,
    BestFacts,
    FailureFacts,
    ReachFacts,
    TopFacts,
)
from resumefit.rendering.tables import Table

_ANSWERS = 3  # lines of evidence for one of the best pairs


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch comes to, and what stopped it before its end: Ctrl-C, or the end of a worker."""

    facts: BatchFacts
    stopped: KeyboardInterrupt | WorkerError | None = None


def carry_out(run: Run, tables: Sequence[Table], top: int, *, evidence: bool = False, assign: bool = False) -> Outcome:
    """Do all the work of a run whose postings are read: the pairs go to the tables, resume by resume.

    The `top` best of each posting are kept, with the lines that answer it where `evidence` is asked for. Raises UsageError
    where a table can't be written.
    """
    best = Best(run.plan, top, keep_totals=assign)
    stopped: KeyboardInterrupt | WorkerError | None = None
    try:
        for block in run.blocks():
            _write(block, tables)
            best.add(block)
    except (KeyboardInterrupt, WorkerError) as error:
        stopped = error
    facts = BatchFacts(
        len(best.resumes),
        tuple(_best(run, best, evidence=evidence and not stopped)),
        tuple(
            ReachFacts(name, run.plan.postings[posting].name, total)
            for name, (posting, total) in zip(best.resumes, best.reach, strict=True)
        ),
        tuple(_assigned(run, best)) if assign else None,
        tuple(AlikeFacts(tuple(best.resumes[i] for i in one.resumes), one.share) for one in best.alike()),
        tuple(FailureFacts(one.name, one.error) for one in run.failures),
        finished=stopped is None,
    )
    for table in tables:
        table.close(facts)
    return Outcome(facts, stopped)


def _write(block: Block, tables: Sequence[Table]) -> None:
    for row in range(len(block.rows)) if tables else ():
        pairs = block.pairs(row)
        for table in tables:
            table.add(pairs)


def _best(run: Run, best: Best, *, evidence: bool) -> Iterator[BestFacts]:
    for number, posting in enumerate(run.plan.postings):
        tops = [
            TopFacts(pair, tuple(_answers(run, pair.resume, number)) if evidence else ())
            for _, pair in best.of_posting(number)
        ]
        yield BestFacts(posting.name, posting.title, tuple(tops))


def _answers(run: Run, resume: str, posting: int) -> Iterator[AnswerFacts]:
    """What earned most, and the line that it rests on; nothing where the file is gone by now."""
    try:
        report = run.explain(resume, posting)
    except ResumefitError:
        return
    earned = sorted((points for points in report.score.points if points.match.evidence), key=lambda one: -one.earned)
    for points in earned[:_ANSWERS]:
        yield AnswerFacts(points.match.requirement.label, points.match.how, points.match.evidence[0].line)


def _assigned(run: Run, best: Best) -> Iterator[AssignedFacts]:
    for one in best.assignment():
        ties = tuple(best.resumes[other] for other in one.ties)
        yield AssignedFacts(run.plan.postings[one.posting].name, best.resumes[one.resume], one.total, ties)
