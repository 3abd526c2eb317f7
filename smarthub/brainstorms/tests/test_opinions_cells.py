"""Small cells: truth tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smarthub.brainstorms.rules.opinions.cells import FEWEST, hidden, shown


@pytest.mark.parametrize(
    ("counts", "covered"),
    [
        ([], ""),
        ([5], "-"),
        ([4], "x"),
        ([0], "x"),
        ([5, 5, 5], "---"),
        ([4, 9, 7], "x-x"),  # 4 alone would be the total less 16
        ([9, 4, 7], "-xx"),
        ([1, 2, 9, 7], "xx-x"),  # together 3: still fewer than five
        ([3, 2, 9, 7], "xx--"),  # together 5
        ([4, 4, 9], "xx-"),
        ([0, 9, 7], "x-x"),
        ([0, 0, 7, 8], "xxx-"),
        ([1, 6, 6, 6], "xx--"),  # of equal cells the first
        ([1, 8], "xx"),
        ([0, 0], "xx"),
    ],
)
def test_which_cells_are_hidden(counts, covered):
    assert "".join("x" if each else "-" for each in hidden(counts)) == covered


def test_hidden_cells_have_no_figure():
    assert shown({"government": 1, "private": 6, "citizen": 30}) == {"government": None, "private": None, "citizen": 30}


@given(st.lists(st.integers(0, 40), max_size=8))
def test_nothing_under_five_can_be_computed_from_the_total(counts):
    covered = [count for count, is_hidden in zip(counts, hidden(counts), strict=True) if is_hidden]
    open_ones = [count for count, is_hidden in zip(counts, hidden(counts), strict=True) if not is_hidden]
    assert all(count >= FEWEST for count in open_ones)
    if covered and open_ones:
        assert len(covered) > 1
        assert sum(covered) >= FEWEST
