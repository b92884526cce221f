"""The staging database: its queries make what their headers say, and its description names every table."""

import re

import pytest

from dashboard import importer, settings, sql
from dashboard.importer import Hints, Terms, catalogue, fast_path, staging
from dashboard.importer.dry_run import preview
from dashboard.importer.staging import TABLES, Staging

SUMMARY = "edition,unit_code,as_of,level,stage,count"
DETAILED = "edition,unit_code,date,hour_band,level,stage,channel,team_code,count"
POPULATION = "edition,unit_code,base,as_of,count"
DOSSIERS = "so_ho_so,ten_don_vi,ngay,muc_do,giai_doan,kenh"


@pytest.fixture
def listed_anew(tmp_path, monkeypatch):
    """The carried tables at a place where nothing was read before: no list of an earlier test is remembered of them."""
    reference = tmp_path / "reference"
    reference.mkdir()
    for path in settings.DATA.glob("*.csv"):
        (reference / path.name).symlink_to(path)
    monkeypatch.setattr(settings, "DATA", reference)


@pytest.fixture
def exports(file):
    """One export for every way that rows take through the staging database."""
    return [
        file("people.csv", POPULATION, "2024,967,eligible,2024-01-01,1000"),
        file("summary.csv", SUMMARY, "2024,967,2024-05-01,1,activated,5", "2024,967,2025-07-02,1,activated,6"),
        file("days.csv", DETAILED, "2024,967,2024-05-01,07-11,1,activated,mobile,T1,3"),
        file("names.csv", SUMMARY.replace("unit_code", "unit_name"), "2024,Vùng Cái Nước,2024-05-02,1,activated,5"),
        file("dossiers.csv", DOSSIERS, "1,Huyện Thới Bình,2024-05-03 08:00,1,kích hoạt,lưu động"),
        settings.DATA / "published_figures.csv",
    ]


@pytest.fixture
def seen(monkeypatch):
    """By query of queries/import that was run: the columns that came of it, with their types."""
    found = {}
    make, ask = Staging.make, Staging.ask

    def described(self, statement, parameters=None):
        return [(name, kind) for name, kind, *_ in self.execute(f"DESCRIBE {statement}", parameters).fetchall()]

    def watched_make(self, name, **parameters):
        make(self, name, **parameters)
        found[name] = described(self, f"SELECT * FROM {name}")

    def watched_ask(self, name, **parameters):
        found[name] = described(self, sql.load("import", name).sql, parameters)
        return ask(self, name, **parameters)

    monkeypatch.setattr(Staging, "make", watched_make)
    monkeypatch.setattr(Staging, "ask", watched_ask)
    with Staging() as one:
        one.count_people()
        found |= {name: described(one, f"SELECT * FROM {name}") for name in (*catalogue.TABLES, "carried_people")}
    return found


def test_every_query_of_an_import_is_run_and_makes_what_its_header_says(listed_anew, exports, seen, file, monkeypatch):
    for _ in range(2):
        importer.accept_files(exports, dry_run=False, is_demo=False, progress=None)
    preview([file("next.csv", SUMMARY, "2024,967,2024-05-09,1,activated,7")])
    targets = file(
        "tuan.csv", ",Tính đến 01/5/2024,", "Đơn vị,Chỉ tiêu giao,Kích hoạt", "Xã Trí Phải,20,10", "Cộng,20,10"
    )
    terms = Hints(given=(("stage", "activated"),), targets=Terms("province", "2024-01-01", "2024-12-31"))
    assert preview([targets], terms)[0].result.status == "accepted"
    monkeypatch.setattr(fast_path, "LONG", 0)
    later = file("later.csv", DETAILED, "2024,967,2024-05-09,07-11,1,activated,mobile,T1,3")
    assert importer.accept_files([later], dry_run=False, is_demo=False, progress=None)[0].status == "accepted"
    declared = {
        name: [(column.name, column.type) for column in sql.load("import", name).columns]
        for name in sql.names("import")
        if name != "macros"
    }
    assert seen == declared


def test_every_table_that_is_made_is_described(exports, monkeypatch):
    made = set()
    execute = Staging.execute

    def watched(self, statement, parameters=None):
        made.update(re.findall(r'CREATE (?:OR REPLACE )?TEMP (?:TABLE|VIEW) "?(\w+)', statement))
        return execute(self, statement, parameters)

    monkeypatch.setattr(Staging, "execute", watched)
    monkeypatch.setattr(
        staging.tables,
        "put",
        lambda connection, table, *_, put=staging.tables.put: (made.add(table), put(connection, table, *_)),
    )
    for _ in range(2):
        importer.accept_files(exports, dry_run=False, is_demo=False, progress=None)
    described = {name for name in TABLES if not name.startswith("read_<")} | set(sql.names("import"))
    unnamed = {name for name in made - described if not name.startswith(("read_", "source_", "not_"))}
    assert unnamed == set()


def test_what_units_say_is_listed_anew_only_where_their_tables_have_changed():
    made = []
    listed = staging.once_for_units(lambda one: made.append(one) or len(made))
    with Staging() as one, Staging() as two:
        assert (listed(one), listed(two)) == (1, 1)
        two.execute("SET VARIABLE state_of_units = 'another'")
        assert (listed(two), listed(two)) == (2, 2)


def test_imports_of_one_process_share_the_units_and_see_nothing_else_of_one_another(data_folder):
    with Staging() as one, Staging() as two:
        one.execute("CREATE TEMP TABLE incoming AS SELECT 1 AS row")
        assert ("TABLE", "incoming") not in two.made()
        assert (
            one.execute("SELECT count(*) FROM unit").fetchall() == two.execute("SELECT count(*) FROM unit").fetchall()
        )
        assert catalogue.shared() is catalogue.shared()


def test_units_and_words_are_read_anew_where_an_operator_changed_them(data_folder):
    data_folder.mkdir()
    known = "SELECT canonical FROM vocabulary WHERE key = 'da xong'"
    with Staging() as before:
        (data_folder / "vocabulary.csv").write_text("field,canonical,word\nstage,activated,đã xong\n", encoding="utf-8")
        with Staging() as after:
            assert after.execute(known).fetchall() == [("activated",)]
        # An import that is under way goes on with what it began with.
        assert before.execute(known).fetchall() == []
    (data_folder / "vocabulary.csv").write_text("field,canonical,word\nstage,approved,đã xong\n", encoding="utf-8")
    with Staging() as changed:
        assert changed.execute(known).fetchall() == [("approved",)]


def test_a_check_finds_every_setting_as_it_is_chosen(data_folder):
    data_folder.mkdir()
    (data_folder / "settings.toml").write_text("max_file_mb = 7\n", encoding="utf-8")
    with Staging() as one:
        assert one.execute("SELECT max_file_mb, late_after_days, inbox FROM setting").fetchall() == [(7, 7, "inbox")]
