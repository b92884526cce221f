"""Every reason why something is not taken, caused by a real file: said in the reader's words, with what to do."""

import re

import pytest

from dashboard.exports.report import faults
from dashboard.exports.results import Problem
from dashboard.exports.source import Export
from dashboard.importer import Member, accept_files
from dashboard.importer.layouts.words.meaning import OTHERS
from dashboard.importer.staging import Staging
from dashboard.text import LANGUAGES, Text, catalogue
from tests import reasons
from tests.reasons import BATCH, EXAMPLES, HEAD, LIST, TITLE, UNTIL, WITHOUT_FILE, all_reasons, row

# What stands in quotation marks are the file's own words; names of codes have underscores, or are among these.
QUOTED = re.compile(r"“[^”]*”")
SNAKE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
CODES = {"summary", "detailed", "target", "team", "published", "level", "stage", "count", "date", "collected"}
CODES |= {"approved", "activated", "value", "correction", "unit", "all", "cumulative", "true", "false", *OTHERS}


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reasons")
    return {reason: reasons.problem_of(reason, folder / reason) for reason in EXAMPLES}


def test_every_reason_has_its_example_and_every_example_its_reason(problems):
    assert sorted([*EXAMPLES, *WITHOUT_FILE]) == sorted(all_reasons())
    assert [reason for reason, found in problems.items() if not found] == []


def without_commands(words: str, text: Text, reason: str) -> str:
    """The words before what is to be typed."""
    keys = (f"importer.on_command.{reason}", "command.answer")
    starts = [words.find(text(key).split("{")[0]) for key in keys if text.has(key)]
    return words[: min((start for start in starts if start >= 0), default=len(words))]


@pytest.mark.parametrize("reader", ["sender", "command", "page"])
@pytest.mark.parametrize("reason", EXAMPLES)
def test_no_message_holds_a_code_and_each_says_what_to_do(problems, reason, reader):
    text = Text("vi")
    said = problems[reason][0].message(text, reader)
    plain = QUOTED.sub("", without_commands(said, text, reason) if reader == "command" else said)
    # A batch is called by its kind and its moment.
    plain = BATCH.sub("", plain)
    assert "hãy" in plain.lower(), said
    assert not SNAKE.search(plain), said
    assert not {word.lower() for word in re.findall(r"[A-Za-z]+", plain)} & CODES, said
    if reader != "command":
        assert "--" not in plain, said
    assert not SNAKE.search(QUOTED.sub("", problems[reason][0].place(text)))


@pytest.mark.parametrize("reason", EXAMPLES)
def test_every_message_is_whole_in_both_languages(problems, reason):
    for language in LANGUAGES:
        said = problems[reason][0].message(Text(language), "page")
        assert "()" not in said
        assert "“”" not in said
        assert said.endswith((".", "?"))


def test_the_page_of_imports_shows_every_reason_as_it_is_said(problems):
    first = {reason: found[0] for reason, found in problems.items()}
    assert reasons.committed() == reasons.table(first), "python -m tests.reasons --renew"


def test_the_words_of_values_are_words_that_are_understood():
    with Staging() as staging:
        known = staging.execute("SELECT field, key, canonical FROM vocabulary").fetchall()
        for language in LANGUAGES:
            for key, words in catalogue(language).items():
                if key.startswith("importer.word."):
                    field, canonical = key.removeprefix("importer.word.").split(".")
                    [(written,)] = staging.execute("SELECT word_key($words)", {"words": words}).fetchall()
                    assert (field, written, canonical) in known, (language, key, words)


def take(name: str, *lines: str) -> list[Problem]:
    export: Export = Member(name, "\n".join([*lines, ""]).encode())
    [result] = accept_files([export], dry_run=True, is_demo=False, progress=None)
    return list(result.problems)


def test_one_fault_of_many_rows_is_said_once_with_its_first_places_and_their_number():
    problems = take("a.csv", LIST, *(row(day="30/02/2024") for _ in range(72)))
    [fault] = faults(problems, Text("vi"), "page")
    assert (fault.count, fault.place) == (72, "dòng 2, 3, 4, 5, 6, cột Thời điểm … (72 chỗ)")


def test_of_a_rule_that_is_broken_in_many_ways_the_first_are_said():
    problems = take("a.csv", LIST, *(row(count=f"{number}x") for number in range(40)))
    found = faults(problems, Text("vi"), "page")
    assert [fault.count for fault in found] == [1, 1, 1, 37]
    assert found[-1].message == "37 chỗ khác cũng sai theo cách này."


def test_two_numbers_of_one_row_that_disagree_are_told_apart_by_their_columns():
    head = "TT,Đơn vị,Kích hoạt mức 1,Tổng kích hoạt mức 1 và 2"
    problems = take("a.csv", TITLE, UNTIL, HEAD, "1,Xã Trí Phải,1100,550", "2,Xã Trí Phải,900,550", head)
    against = [problem for problem in problems if problem.reason == "rows_agree"]
    assert against
    for problem in against:
        assert f"dòng {problem.row} cùng" not in problem.message(Text("vi"))


def test_a_list_of_persons_is_called_one_by_its_headings():
    [problem] = take("a.csv", "TT,Họ và tên,Năm sinh,Nơi ở", "1,Nguyễn Văn A,1960,Thị trấn Thới Bình")
    assert problem.reason == "numbers_are_counts"
    said = problem.message(Text("vi"))
    assert "danh sách từng người (“Họ và tên, Năm sinh, Nơi ở”)" in said
    assert "Nguyễn" not in said


def test_where_a_heading_is_not_understood_its_words_and_its_row_are_said():
    [problem] = take("a.csv", "", "TT,Đơn vị,Đợt làm A", "1,Xã Trí Phải,bảy")
    assert (problem.reason, problem.row) == ("headings_are_understood", 2)
    assert "“Đợt làm A”" in problem.message(Text("vi"))
