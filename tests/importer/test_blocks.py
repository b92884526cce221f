"""Tables are found in a sheet by how it is filled, in whatever words."""

import pytest

from dashboard.importer.layouts.grids.blocks import blocks_of
from dashboard.importer.layouts.grids.grid import Grid


def found(rows, merged=()):
    return blocks_of(
        Grid("S", [[str(cell) for cell in row] for row in rows], tuple(merged)), lambda words: words == "none"
    )


def test_a_table_has_a_head_rows_and_lines_around():
    (block,) = found([["title"], [], ["no", "who", "x"], ["1", "aa", "5"], ["2", "bb", "none"], [], ["a note"]])
    assert (block.head, block.body, block.labels, block.numbers) == ((2,), (3, 4), (1,), (0, 2))
    assert [line.words for line in block.above] == ["title"]
    assert [line.words for line in block.below] == ["a note"]


@pytest.mark.parametrize("merged", [[((0, 1), (0, 2))], []])
def test_words_over_several_columns_belong_to_each_merged_or_not(merged):
    (block,) = found([["", "top", ""], ["who", "x", "y"], ["aa", "1", "2"], ["bb", "3", "4"]], merged)
    assert block.heads == {0: ("who",), 1: ("top", "x"), 2: ("top", "y")}


def test_tables_below_one_another_are_two_with_the_lines_between_them():
    one, two = found([["who", "x"], ["aa", "1"], [], ["second"], ["who", "y"], ["bb", "2"]])
    assert ([line.words for line in two.above], one.body, two.body) == (["second"], (1,), (5,))


def test_a_head_that_printing_repeats_begins_no_new_table():
    (block,) = found([["who", "x"], ["aa", "1"], ["who", "x"], ["bb", "2"]])
    assert block.body == (1, 3)


def test_tables_side_by_side_are_two():
    one, two = found([["who", "x", "", "who", "y"], ["aa", "1", "", "bb", "2"], ["bb", "3", "", "aa", "4"]])
    assert (one.columns, two.columns) == (range(3), range(3, 5))
    assert (one.labels, two.labels) == ((0,), (3,))


def test_a_line_between_the_rows_is_part_of_the_body_and_no_head():
    (block,) = found(
        [["no", "who", "x"], ["I", "some part", ""], ["1", "aa", "5"], ["II", "other part", ""], ["2", "bb", "6"]]
    )
    assert (block.head, block.body) == ((0,), (1, 2, 3, 4))


def test_a_table_may_be_turned_and_each_cell_still_tells_where_it_stands():
    (block,) = found([["what", "aa", "bb"], ["x", "10", "20"], ["y", "30", "40"]])
    turned = block.turned()
    assert turned.heads[1] == ("x",)
    assert [turned.cell(row, 0) for row in turned.body] == ["aa", "bb"]
    assert (turned.cell(turned.body[1], 2), turned.origin(turned.body[1], 2)) == ("40", (2, 2))
