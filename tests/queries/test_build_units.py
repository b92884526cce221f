"""Units and what holds them."""

from pathlib import Path

import duckdb

from dashboard import sql
from dashboard.warehouse import sources
from tests.warehouse import ask


def test_every_unit_has_itself_and_all_above_it(tmp_path: Path) -> None:
    question = """
    SELECT ancestor_code, ancestor_grain, grain FROM unit_ancestor
    WHERE unit_code = '32065' AND edition = $edition ORDER BY length(ancestor_code) DESC, ancestor_code DESC
    """
    former = ask(tmp_path / "2024", question.replace("$edition", "'2024'"))
    assert former == [
        ("32065", "commune", "commune"),
        ("967", "district", "commune"),
        ("VN", "nation", "commune"),
        ("96", "province", "commune"),
    ]
    present = ask(tmp_path / "2025", question.replace("$edition", "'2025'"))
    assert present == [
        ("32065", "commune", "commune"),
        ("967", "former_district", "commune"),
        ("VN", "nation", "commune"),
        ("V6", "region", "commune"),
        ("96", "province", "commune"),
    ]


def test_a_folded_name_is_found_without_marks(tmp_path: Path) -> None:
    question = "SELECT name_folded FROM unit WHERE edition = '2025' AND full_name IN ('Xã Đất Mũi', 'Xã Đá Bạc')"
    assert sorted(ask(tmp_path, question)) == [("xa da bac",), ("xa dat mui",)]


def test_no_unit_and_no_ancestor_stands_twice(tmp_path: Path) -> None:
    question = """
    SELECT count(*) = count(DISTINCT (edition, unit_code)) FROM unit
    UNION ALL
    SELECT count(*) = count(DISTINCT (edition, unit_code, ancestor_code)) FROM unit_ancestor
    """
    assert ask(tmp_path, question) == [(True,), (True,)]


def test_units_sort_as_vietnamese_does_and_wards_with_numbers_by_their_numbers() -> None:
    with duckdb.connect() as connection:
        sources.lay_out(connection, (), (), "")
        for name in ("unit", "unit_version"):
            connection.execute(f"CREATE TABLE {name} AS {sql.load('build', name).sql}")
        within = "SELECT edition, unit_code FROM unit WHERE parent_code = '771'"
        ordered = f"SELECT full_name FROM unit_version SEMI JOIN ({within}) USING (edition, unit_code)"
        ordered += " ORDER BY sort_key"
        names = [name for (name,) in connection.execute(ordered).fetchall()]
        letters = "FROM unit_version WHERE NOT regexp_matches(full_name, '[0-9]')"
        as_vietnamese = connection.execute(f"SELECT full_name {letters} ORDER BY full_name COLLATE vi").fetchall()
        assert connection.execute(f"SELECT full_name {letters} ORDER BY sort_key").fetchall() == as_vietnamese
    assert names == sorted(names, key=lambda name: int(name.removeprefix("Phường ")))
    assert {"Phường 2", "Phường 10"} < set(names)
