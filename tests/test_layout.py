"""Words in, lines in reading order out: pages drawn as lists of (x, baseline, text), in the order of the stream."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

import pytest

from resumefit.reading.document import Style
from resumefit.reading.glyphs import Token
from resumefit.reading.layout import Region, Row, arrange, over_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Piece = tuple[float, float, str]
WIDTH = 5.0  # of a letter and of a blank, in points, at size 10
LONG = "and then the long story goes on over many words"


def tokens(pieces: Iterable[Piece], size: float = 10) -> list[Token]:
    """The words of pieces of text, a blank between them."""
    made: list[Token] = []
    for x, y, text in pieces:
        at = x
        for word in text.split():
            made.append(Token(word, at, at + WIDTH * len(word), y, size, Style(size=size), len(made)))
            at += WIDTH * (len(word) + 0.6)
    return made


def rows(regions: Iterable[Region]) -> list[Row]:
    return [row for region in regions for row in region.rows]


def text(row: Row) -> str:
    parts = (("" if number in row.glued or not number else " ") + token.text for number, token in enumerate(row.tokens))
    return "".join(parts)


def read(pieces: Iterable[Piece]) -> list[str]:
    return [text(row) for row in rows(arrange(tokens(pieces)))]


def texts(pieces: Iterable[Piece]) -> list[str]:
    return [piece[2] for piece in pieces]


def by_height(pieces: Iterable[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: (piece[1], piece[0]))


def shuffled(pieces: Sequence[Piece], seed: int = 1) -> list[Piece]:
    return random.Random(seed).sample(pieces, len(pieces))  # noqa: S311


def paragraph(x: float, y: float, lines: int, name: str, pitch: float = 12) -> list[Piece]:
    return [(x, y + pitch * number, f"{name}{number} {LONG[:38]}") for number in range(lines)]


HEADER = [(220.0, 40.0, "Maria Velasquez"), (150.0, 55.0, "maria@example.org 555-0100 Springfield in the county")]
LEFT = paragraph(50, 80, 12, "left")
RIGHT = paragraph(320, 82, 12, "right", 12.5)


def test_nothing() -> None:
    assert arrange([]) == ()


@pytest.mark.parametrize("order", [list, by_height, shuffled], ids=["by column", "by height", "shuffled"])
def test_two_columns_under_a_header_whatever_the_stream(order: Callable[[Sequence[Piece]], list[Piece]]) -> None:
    page = HEADER + LEFT + RIGHT
    assert read(order(page)) == texts(page)


def test_three_columns() -> None:
    page = [(x, 80 + 12.0 * n, f"col{x:.0f} line{n} of text here") for x in (40.0, 230.0, 420.0) for n in range(8)]
    assert read(page) == texts(page)
    assert read(shuffled(page)) == texts(page)


@pytest.mark.parametrize("side", ["left", "right"])
def test_sidebar_is_told_from_the_main_column(side: str) -> None:
    x, main_x = (40.0, 200.0) if side == "left" else (450.0, 40.0)
    sidebar = [(x, 80 + 17.0 * number, f"Skill{number}") for number in range(12)]
    main = paragraph(main_x, 80, 18, "main")
    page = sidebar + main if side == "left" else main + sidebar
    regions = arrange(tokens(page))
    assert [text(row) for row in rows(regions)] == texts(page)
    assert {region.kind for region in regions} == {"sidebar", "column"}


def test_main_column_that_the_stream_writes_first_is_still_read_from_the_left() -> None:
    sidebar = [(40.0, 120 + 14.0 * number, f"Skill{number}") for number in range(10)]
    main = paragraph(200, 80, 18, "main")
    assert read(main + sidebar) == texts(sidebar + main)


ENTRIES: list[Piece] = [
    (50, 80, "Nurse at Harbor Clinic"),
    (480, 80, "2019-2021"),
    (60, 92, "Led the night shift of the ward and trained nine students"),
    (50, 110, "Carer at Green Home"),
    (490, 110, "2015-19"),
    (60, 122, "Kept the books of thirty people"),
    (50, 140, "Porter at City Station"),
    (490, 140, "2012-15"),
    (60, 152, "Carried what there was to be carried"),
]


@pytest.mark.parametrize("order", [list, by_height, shuffled], ids=["as written", "by height", "shuffled"])
def test_right_aligned_dates_stay_on_the_line_of_their_title(order: Callable[[Sequence[Piece]], list[Piece]]) -> None:
    assert read(order([(x, y, word) for x, y, word in ENTRIES]))[:4] == [
        "Nurse at Harbor Clinic 2019-2021",
        "Led the night shift of the ward and trained nine students",
        "Carer at Green Home 2015-19",
        "Kept the books of thirty people",
    ]


def test_date_cell_beside_an_entry_is_read_with_its_title_not_in_its_items() -> None:
    page: list[Piece] = [
        (50, 80, "Nurse at Harbor Clinic"),
        (60, 92, "• Led the night shift of the ward and trained many"),
        (68, 104, "students in all that there is to be known"),
        (475, 80, "Boston-MA"),
        (465, 92, "2019-2021ff"),
    ]
    assert read(page) == [
        "Nurse at Harbor Clinic Boston-MA",
        "2019-2021ff",
        "• Led the night shift of the ward and trained many",
        "students in all that there is to be known",
    ]


def labelled(label_size: int = 1) -> list[Piece]:
    page: list[Piece] = []
    for number, y in enumerate((80.0, 130.0, 180.0, 230.0)):
        page += [(40, y + 12 * line, f"Label{number}{line}") for line in range(label_size)]
        page += [(150, y + 12 * line, f"entry{number}{line} {LONG}") for line in range(3)]
    return page


@pytest.mark.parametrize("label_size", [1, 2])
def test_label_in_the_margin_stays_with_its_entry(label_size: int) -> None:
    page = labelled(label_size)
    joined = " ".join(texts(page))
    assert " ".join(read(page)) == joined
    assert " ".join(read(shuffled(page))) == joined


def test_table_is_read_by_rows_where_the_stream_goes_by_rows() -> None:
    page = [(x, 80 + 14.0 * n, f"{name}{n}") for n in range(5) for x, name in ((50.0, "Field"), (250.0, "Value"))]
    assert read(page) == [f"Field{n} Value{n}" for n in range(5)]


def test_band_of_two_columns_inside_a_page_of_one() -> None:
    above = [(50.0, 60 + 12.0 * n, f"above{n} {LONG} {LONG}") for n in range(2)]
    left, right = paragraph(50, 100, 4, "left"), paragraph(320, 100, 4, "right")
    below = [(50.0, 170 + 12.0 * n, f"below{n} {LONG} {LONG}") for n in range(2)]
    page = above + left + right + below
    assert read(page) == texts(page)
    assert read(shuffled(page)) == texts(page)


def test_timeline_with_dots() -> None:
    page: list[Piece] = []
    for number, y in enumerate((80.0, 120.0, 160.0, 200.0)):
        page += [(40, y, f"20{10 + number}"), (90, y, "●")]
        page += [(120, y, f"Job{number} at a firm"), (120, y + 12, f"did{number} {LONG}")]
    read_words = [word for line in read(page) for word in line.split() if word != "●"]
    assert read_words == [word for piece in page for word in piece[2].split() if word != "●"]


def test_line_too_long_for_its_column_does_not_part_it() -> None:
    left = paragraph(50, 80, 12, "left")
    left[5] = (50, left[5][1], "https://example.org/" + "x" * 40)
    right = [(320.0, y + 6, word) for _, y, word in RIGHT]
    assert read(left + right) == texts(left + right)


def test_raised_number_stays_in_its_line() -> None:
    words = tokens([(50, 80, "Best paper of the year")])
    raised = Token("1", words[-1].x1 + 0.5, words[-1].x1 + 4, 76.5, 6, Style(size=6), len(words))
    below = tokens([(50, 92, "Second line")])
    page = [*words, raised, *(Token(t.text, t.x0, t.x1, t.y, t.size, t.style, 10 + t.order) for t in below)]
    assert [text(row) for row in rows(arrange(page))] == ["Best paper of the year 1", "Second line"]


def test_list_sign_that_the_stream_writes_apart_joins_its_text() -> None:
    page: list[Piece] = [(50, 80, "•"), (50, 94, "•"), (64, 80, "Led the ward"), (64, 94, "Kept the books")]
    assert [(text(row), row.item) for row in rows(arrange(tokens(page)))] == [
        ("• Led the ward", True),
        ("• Kept the books", True),
    ]


def test_parts_of_a_word_that_the_stream_writes_apart_are_glued() -> None:
    page: list[Piece] = [(50, 80, "edu"), (300, 400, "elsewhere"), (65.2, 80, "cation")]
    assert read(page)[0] == "education"


def test_paragraphs_begin_where_a_word_would_have_fitted_or_the_style_changes() -> None:
    page: list[Piece] = [
        (50, 80, LONG + " until the line is full"),
        (50, 92, "goes on here"),
        (50, 104, "New paragraph, for the line above had room"),
        (50, 116, "• An item " + LONG),
        (60, 128, "that is wrapped"),
        (50, 140, "• Another"),
        (50, 170, "After a gap"),
    ]
    assert [row.starts for row in rows(arrange(tokens(page)))] == [True, False, True, True, False, True, True]


def test_bold_line_is_no_part_of_the_paragraph_below() -> None:
    heading = [
        Token(token.text, token.x0, token.x1, token.y, 10, Style(size=10, bold=True), token.order)
        for token in tokens([(50, 80, LONG + " until the line is full")])
    ]
    rest = [
        Token(token.text, token.x0, token.x1, token.y, 10, token.style, 50 + token.order)
        for token in tokens([(50, 92, "text below"), (50, 104, LONG)])
    ]
    assert [row.starts for row in rows(arrange([*heading, *rest]))][:2] == [True, True]


def test_page_written_from_right_to_left() -> None:
    words = ["שלום", "עולם", "Python", "SQL", "מפתח"]
    x, made = 500.0, []
    for order, word in enumerate(words):
        made.append(Token(word, x - WIDTH * len(word), x, 80, 10, Style(size=10), order))
        x -= WIDTH * (len(word) + 0.6)
    left_to_right_inside = [made[0], made[1], made[2], made[3], made[4]]
    (row,) = rows(arrange(left_to_right_inside))
    assert [token.text for token in row.tokens] == ["שלום", "עולם", "SQL", "Python", "מפתח"]
    assert all(token.x0 >= 0 for token in row.tokens)


def test_line_from_right_to_left_inside_a_page_from_left_to_right() -> None:
    words = [
        ("Name:", 50.0),
        ("לוי", 95.0),
        ("דנה", 80.0),
        ("Engineer", 130.0),
    ]  # as the stream has it, in reading order
    made = [
        Token(text, x, x + WIDTH * len(text), 80, 10, Style(size=10), order) for order, (text, x) in enumerate(words)
    ]
    more = [
        Token(token.text, token.x0, token.x1, token.y, 10, token.style, 9 + token.order)
        for token in tokens([(50, 95, LONG)])
    ]
    first, _ = rows(arrange(made + more))
    assert [token.text for token in first.tokens] == ["Name:", "לוי", "דנה", "Engineer"]


def test_two_columns_of_a_page_from_right_to_left_begin_on_the_right() -> None:
    page = [(x, 80 + 12.0 * n, f"{name}{n} שלום עולם") for x, name in ((320.0, "א"), (50.0, "ב")) for n in range(6)]
    made = tokens(page)
    assert [row.tokens[-1].text[0] for row in rows(arrange(made))] == ["א"] * 6 + ["ב"] * 6


def test_skill_bars_keep_the_level_with_the_skill() -> None:
    skills = [(50.0, 80 + 16.0 * n, name) for n, name in enumerate(("Python", "Kotlin", "Go", "SQL"))]
    levels = [(150.0, y, "● ● ● ○ ○") for _, y, _ in skills]
    page = [piece for pair in zip(skills, levels, strict=True) for piece in pair]
    assert read(page) == [f"{name} ● ● ● ○ ○" for _, _, name in skills]


def test_word_spaces_that_chance_to_line_up_are_no_gutter() -> None:
    """Places beside two dates of the left column stand in line with nothing but each other."""
    left: list[Piece] = []
    for number, y in enumerate((100.0, 160.0, 220.0)):
        left += [
            (50, y, f"Job{number} of a title"),
            (60, y + 12, f"May 201{number} - now"),
            (190, y + 12, f"Place{number}"),
        ]
        left += [(50, y + 24, f"did{number} this and that there"), (50, y + 36, f"and more{number} of it here")]
    right = [(330.0, 100 + 12.0 * n, f"right{n} of the other column") for n in range(14)]
    head = [(50.0 + 140 * n, y, "wide apart") for y in (60.0, 72.0) for n in range(4)]
    got = " ".join(read(head + left + right))
    assert [got.index(text) for _, _, text in left] == sorted(got.index(text) for _, _, text in left)
    assert got.index("right0") > got.index("did2")


def test_labels_aligned_with_the_top_of_their_entries() -> None:
    page: list[Token] = []
    for number, y in enumerate((80.0, 140.0, 200.0, 260.0, 320.0, 380.0, 440.0)):
        label = tokens([(40, y + 2.4, f"Label{number}")], size=13)
        entry = tokens([(150, y + 12 * line, f"entry{number}{line} {LONG}") for line in range(3)])
        page += [
            Token(token.text, token.x0, token.x1, token.y, token.size, token.style, len(page) + place)
            for place, token in enumerate([*label, *entry])
        ]
    regions = arrange(page)
    assert {region.kind for region in regions} == {"labels"}
    assert [token.order for row in rows(regions) for token in row.tokens] == list(range(len(page)))


def test_text_that_is_painted_last_is_read_where_it_stands() -> None:
    """Labels on the left, entries in two columns on the right, of which a line each is painted after all others."""
    page: list[Piece] = []
    late: list[Piece] = []
    for number, y in enumerate((80.0, 140.0, 200.0, 260.0, 320.0)):
        page.append((40, y, f"Label{number}"))
        for x in (150.0, 350.0):
            page += [(x, y, f"head{number}{x:.0f}"), (x, y + 24, f"foot{number}{x:.0f} with words")]
            if number == 1:
                late.append((x, y + 12, f"late{x:.0f}"))
    got = " ".join(read(page + late)).split()
    assert got.index("Label1") < got.index("late150") < got.index("foot1150") < got.index("late350")
    assert got.index("late350") < got.index("Label2")


# ---------------------------------------------------------------- kinds of regions


def kinds(*pages: Iterable[Piece], height: float = 842) -> list[list[tuple[str, str]]]:
    """Kind and first word of each region, page by page."""
    found = over_pages([arrange(tokens(page)) for page in pages], [height] * len(pages))
    return [[(region.kind, region.rows[0].tokens[0].text) for region in regions] for regions in found]


def test_no_page() -> None:
    assert over_pages([], []) == []
    assert over_pages([()], [842]) == [[]]


def named(size: float = 20) -> list[Token]:
    """A page of one column with a name at its top."""
    name = tokens([(50, 50, "Maria Velasquez")], size)
    rest = tokens([(50, 66, "maria@example.org"), (50, 100, "Profile"), *paragraph(50, 114, 9, "line")])
    return name + [
        Token(token.text, token.x0, token.x1, token.y, token.size, token.style, len(name) + token.order)
        for token in rest
    ]


def test_header_is_the_band_around_the_name() -> None:
    (page,) = over_pages([arrange(named())], [842])
    assert [(region.kind, text(region.rows[0])) for region in page] == [
        ("header", "Maria Velasquez"),
        ("text", "Profile"),
    ]
    (page,) = over_pages([arrange(named(size=10))], [842])
    assert "header" not in {region.kind for region in page}


def test_table_is_told_from_text() -> None:
    cells = [(x, 150 + 14.0 * n, f"{name}{n}") for n in range(4) for x, name in ((50.0, "Field"), (250.0, "Value"))]
    above = [(50.0, 80 + 12.0 * n, f"above{n} {LONG} {LONG}") for n in range(3)]
    below = [(50.0, 230 + 12.0 * n, f"below{n} {LONG} {LONG}") for n in range(3)]
    assert kinds([*above, *cells, *below]) == [[("text", "above0"), ("table", "Field0"), ("text", "below0")]]


def test_labels_are_one_region() -> None:
    assert kinds(labelled()) == [[("labels", "Label00")]]


def test_timeline_is_read_with_its_labels() -> None:
    page: list[Piece] = []
    for number, y in enumerate((80.0, 120.0, 160.0, 200.0)):
        page += [(40, y, f"20{10 + number}"), (120, y, f"Job{number} at a firm"), (120, y + 12, f"did{number} {LONG}")]
    assert kinds(page) == [[("labels", "2010")]]


def test_running_heads_and_feet_are_set_apart() -> None:
    def page(number: int) -> list[Piece]:
        return [
            (50, 40, "Maria Velasquez, resume"),
            *paragraph(50, 110, 20, f"P{number}line"),
            (280, 810, f"Page {number} of 3"),
        ]

    first, second, third = kinds(page(1), page(2), page(3))
    assert first == [("text", "Maria"), ("footer", "Page")]
    assert "running head" not in {kind for kind, _ in first}
    assert second == [("running head", "Maria"), ("text", "P2line0"), ("footer", "Page")]
    assert third[0] == ("running head", "Maria")


def test_foot_of_the_page_does_not_tear_the_paragraph_that_goes_overleaf() -> None:
    first = [*paragraph(50, 90, 50, "line"), (280.0, 810.0, "Page 1")]
    second = [(50.0, 90.0, "goes on overleaf and ends here."), *paragraph(50, 102, 5, "more"), (280.0, 810.0, "Page 2")]
    pages = over_pages([arrange(tokens(first)), arrange(tokens(second))], [842, 842])
    got = [text(row) for region in pages[0] + pages[1] for row in region.rows]
    assert got.index(second[0][2]) == got.index(first[49][2]) + 1
    assert [region.kind for region in pages[0]] in (["text", "footer", "text"], ["footer", "text"])


def test_sidebar_that_runs_over_pages_does_not_tear_the_paragraph() -> None:
    def page(name: str, start: str) -> list[Piece]:
        main = paragraph(50, 80, 18, name)
        main[0] = (50, 80, start)
        return main + [(450.0, 80 + 17.0 * number, f"{name}Skill{number}") for number in range(12)]

    pages = over_pages(
        [arrange(tokens(page("one", "One begins"))), arrange(tokens(page("two", "and so it goes on here")))], [842, 842]
    )
    got = [text(row) for region in pages[0] + pages[1] for row in region.rows]
    assert [region.kind for region in pages[0]] == ["sidebar", "column"]
    assert [region.kind for region in pages[1]] == ["column", "sidebar"]
    assert got.index("and so it goes on here") == got.index(f"one17 {LONG[:38]}") + 1


def test_cost_grows_with_the_words_not_with_their_square() -> None:
    """Told by the calls that are made, for a clock tells of the machine, too."""

    def calls(lines: int) -> int:
        page = tokens(paragraph(50, 80, lines, "a") + paragraph(320, 82, lines, "b", 12.5))
        made = 0

        def count(*_: object) -> None:
            nonlocal made
            made += 1

        sys.setprofile(count)
        try:
            arrange(page)
        finally:
            sys.setprofile(None)
        return made

    few = calls(200)
    assert few > 200
    assert calls(1600) < 10 * few


@pytest.mark.parametrize("seed", range(5))
def test_every_word_is_read_once(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    page = [(chance.uniform(0, 500), chance.uniform(0, 800), chance.choice(LONG.split())) for _ in range(200)]
    words = tokens(page)
    out = [token.order for row in rows(arrange(words)) for token in row.tokens]
    assert sorted(out) == [token.order for token in words]
