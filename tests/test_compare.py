"""What `make compare` counts: the bars of the probes, and pairs in order. The other tools are not needed here."""

from __future__ import annotations

import pytest

from tests.benchmarks import compare

GOOD = {"qualified_same": 92.0, "qualified_other": 81.0, "adjacent": 48.0, "parrot": 3.0, "unrelated": 6.0}


def test_a_good_case_holds_every_bar() -> None:
    assert all(bar(GOOD) for bar in compare.BARS.values())
    assert compare.pairs_in_order(GOOD) == 1


@pytest.mark.parametrize(
    ("worse", "bars", "pairs"),
    [
        ({"qualified_other": 69.0}, {">= 70", "<= 12"}, 1.0),
        ({"adjacent": 71.0}, {"30-70"}, 1.0),
        ({"parrot": 15.1}, {"<= 15"}, 1.0),
        ({"unrelated": 49.0}, {"<= 15", "order"}, 7 / 8),
        ({"qualified_same": 0.0}, {">= 70", "<= 12", "order"}, 5 / 8),
    ],
)
def test_what_a_worse_case_fails(worse: dict[str, float], bars: set[str], pairs: float) -> None:
    got = GOOD | worse
    assert {name for name, bar in compare.BARS.items() if not bar(got)} == bars
    assert compare.pairs_in_order(got) == pairs


def test_without_the_other_tools_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "OTHERS", compare.ROOT / "build" / "no-such-place")
    assert "make compare" in " ".join(compare.run())
