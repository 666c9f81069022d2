p='snap/models/zones/train.py'
s=open(p).read()
a=s.index('def example('); b=s.index('# Learning\n')
s=s[:a]+'''def example(name: str, document: Document, gold: Iterable[tuple[str, str]]) -> Example:
    passages = outline_of(document)
    marks = list(marks_of(document.text, gold))
    zones = [zone_at(passage, marks) for passage in passages]
    return Example(name, document, passages, evidence_of(document, passages), zones)


def marks_of(text: str, gold: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Where in a text the beginnings of lines stand that a reader wrote down, in order, with their zones."""
    at = 0
    for beginning, zone in gold:
        found = re.compile(r"\\s+".join(map(re.escape, beginning.split()))).search(text, at)
        if found:  # a page's button may be no part of its text
            yield found.start(), found.end(), zone
            at = found.start() + 1


def zone_at(passage: Passage, marks: Sequence[tuple[int, int, str]]) -> str | None:
    """The zone of the mark that begins in a passage, else of the last one before it; None for titles and headings."""
    inside = [zone for start, end, zone in marks if passage.span.start < end and start < passage.span.end]
    before = [zone for start, _, zone in marks if start <= passage.span.start]
    zone = (inside or before[-1:] or [""])[0]
    return zone if zone in LEARNT else None


def read_gold(folder: Path) -> Iterator[Example]:
    """The postings of a folder with their gold/*.json."""
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield example(path.stem, read_document(folder / gold["source"]), gold["zones"])


def read_rows(path: Path) -> Iterator[Example]:
    """Postings that stand elsewhere in the project, one a line: their place and zones."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield example(row["source"], read_document(ROOT / row["source"]), row["zones"])


LETTERS = dict(
    r="requirements", p="preferred", d="duties", a="about", b="benefits", l="legal", y="apply", c="conditions", m="meta"
)
_SIGN = re.compile(r"^\\s*(?:[-*•>→–▪◦]|\\(?\\w{1,3}[.)]|\\d+\\.\\d+)\\s+")


def read_made_up(path: Path) -> Iterator[Example]:
    """The postings of made_up.txt; its head says how it is written."""
    for part in path.read_text("utf-8").split("\\n=== ")[1:]:
        name, _, body = part.partition("\\n")
        text, gold = "", []
        for line in body.rstrip("\\n").split("\\n"):
            code, _, said = line.partition("|")
            text += f" {said}" if code.startswith("+") else f"\\n{said}"
            if said:
                gold.append((_SIGN.sub("", said), LETTERS.get(code.strip("+"), "heading")))
        one = example(name, read_text(text.lstrip("\\n") + "\\n"), gold)
        if len(list(marks_of(one.document.text, gold))) < len(gold):
            sys.exit(f"{name}: a line is not in the text as read")
        yield one


'''+s[b:]
open(p,'w').write(s)
