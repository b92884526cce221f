"""A name that is not certain is confirmed once, with who and when; words of an office's own are added to ours."""

import pytest

from dashboard.importer.matching import aliases
from tests.sweep import sampled

HEADER = "unit_name,parent_name,as_of,level,stage,count"
ROW = "Khu vực Trí Phải,Thới Bình,2024-05-01,1,activated,5"


def test_a_confirmed_name_is_used_at_the_next_import(bring, accepted, run):
    assert bring(HEADER, ROW).status == "refused"
    code, said, _ = run("alias", "KHU VỰC  Trí Phải", "--unit", "32071", "--edition", "2024", "--who", "Trần B")
    assert (code, "32071" in said) == (0, True)
    assert [row[:2] for row in accepted(bring(HEADER, ROW))] == [("2024", "32071")]
    (alias,) = aliases.saved()
    assert (alias.name, alias.who, len(alias.when)) == ("khu vuc tri phai", "Trần B", 16)
    assert "khu vuc tri phai" in run("alias")[1]


def test_an_alias_holds_for_its_edition_and_its_parent_only(bring):
    aliases.save("Khu vực Trí Phải", "2024", "32071", parent="U Minh", who="x", when="")
    aliases.save("Khu vực Trí Phải", "2025", "32065", who="x", when="")
    assert bring(HEADER, ROW).status == "refused"
    aliases.save("Khu vực Trí Phải", "2024", "32071", parent="Thới Bình", who="x", when="")
    assert bring(HEADER, ROW).status == "accepted"


def test_a_later_confirmation_takes_the_place_of_the_former(bring, accepted):
    for code in ("32072", "32071"):
        aliases.save("Khu vực Trí Phải", "2024", code, who="x", when="")
    assert [alias.unit_code for alias in aliases.saved()] == ["32071"]


def test_a_name_that_means_one_unit_needs_no_alias_and_gets_none(bring, accepted):
    aliases.save("Xã Trí Phải", "2024", "32065", who="x", when="")
    assert [row[1] for row in accepted(bring(HEADER, ROW.replace("Khu vực", "Xã")))] == ["32071"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["x", "--unit", "99999", "--edition", "2024", "--who", "y"], 1),
        (["x", "--unit", "967", "--edition", "2025", "--who", "y"], 1),
        (["x", "--unit", "32071"], 2),
    ],
)
def test_an_alias_of_no_unit_or_by_nobody_is_refused(run, arguments, code):
    assert run("alias", *arguments)[0] == code
    assert aliases.saved() == []


def test_no_number_of_a_person_is_kept_in_an_alias(run, data_folder):
    run("alias", "096085001234", "--unit", "32071", "--edition", "2024", "--who", "0912345678")
    assert b"096085001234" not in (data_folder / "aliases.csv").read_bytes()
    assert b"0912345678" not in (data_folder / "aliases.csv").read_bytes()


def test_own_words_are_understood_and_ours_keep_their_meaning(bring, data_folder):
    data_folder.mkdir()
    words = "field,canonical,word\ncolumn,count,Tổng lượt\nstage,approved,Kích hoạt\nstage,activated,Lên đời\n"
    (data_folder / "vocabulary.csv").write_text("\ufeff" + words, encoding="utf-8")
    result = bring(
        "unit_code,as_of,level,stage,Tổng lượt", "967,2024-05-01,1,lên đời,5", "967,2024-05-01,2,kích hoạt,5"
    )
    assert (result.status, result.problems) == ("accepted", ())


@pytest.mark.parametrize(
    ("name", "parent", "code"),
    sampled(
        [
            ("TT. Thới Bình", "H. Thới Bình", "32065"),
            ("TT Thới Bình", "Thới Bình", "32065"),
            ("X. Thới Bình", "Thới Bình", "32077"),
            ("CAX Trí Phải", "CA huyện Thới Bình", "32071"),
            ("CA xã Trí Phải", "Công an huyện Thới Bình", "32071"),
            ("Công an TT Thới Bình", "967", "32065"),
            ("CATT Thới Bình", "967", "32065"),
            ("P.5", "TP. Cà Mau", "32008"),
            ("P5", "TP Cà Mau", "32008"),
            ("Phường 05", "964", "32008"),
            ("CA phường 5", "964", "32008"),
            ("CAP 5", "964", "32008"),
            ("3. Xã Trí Phải", "967", "32071"),
            ("- xã Trí Phải", "967", "32071"),
            ("CAH Thới Bình", "Cà Mau", "967"),
            ("Huyen Thoi Binh", "Ca Mau", "967"),
            ("TP. Ca Mau", "Ca Mau", "964"),
        ],
        3,
    ),
)
def test_a_short_name_is_written_out(bring, accepted, name, parent, code):
    result = bring(HEADER, f"{name},{parent},2024-05-01,1,activated,5")
    assert [row[1] for row in accepted(result)] == [code]
