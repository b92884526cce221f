"""Makes the data folder of an office as version 0.1.0 kept it (commit d5f8f34), and records what that version answers.

This documents `folder.tar.xz` and `answers/`, which are never made again: later versions open them. To see how they
were made, run it inside a checkout of that commit, with its packages installed:

    DASHBOARD_DATA=/somewhere/empty python make_folder.py OUTPUT

The folder holds all that an office can have put into it: the simulated campaign, its own reports beside it, an archive
of them, rows that were set aside, a correction, a withdrawal, one that was taken back, groupings, an alias, words of
its own, a saved layout, a resolution, settings, and a file that came in through the inbox.
"""

import io
import json
import os
import sys
import tarfile
from contextlib import redirect_stdout
from pathlib import Path

from dashboard import cli, importer
from dashboard.importer import Hints, Member
from dashboard.importer.dry_run import preview
from dashboard.importer.layouts import saved

SETTINGS = """language = "vi"
home_unit = "96"
late_after_days = 10
small_count = 8
report_due = "monday 09:00"
keep_versions = 2
"""
SUMMARY = "phien_ban,ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong,dinh_chinh"
# Communes of Cần Thơ, which the simulated campaign does not know: the resolution below joins, divides and renames them.
REPORTS = {
    "can_tho_1.csv": (
        "2025,31150,2026-09-01,tổng,kích hoạt,1200,",
        "2025,31150,2026-10-20,tổng,kích hoạt,1450,",
        "2025,31147,2026-09-01,tổng,kích hoạt,800,",
        "2025,31147,2026-10-20,tổng,kích hoạt,905,",
        "2025,31135,2026-09-01,tổng,kích hoạt,2000,",
        "2025,31135,2026-10-20,tổng,kích hoạt,2301,",
        "2025,31120,2026-09-01,tổng,kích hoạt,6,",
        "2025,31120,2026-10-20,tổng,kích hoạt,40,",
        "2025,31168,2026-10-20,tổng,kích hoạt,3,",
        # Rows that are set aside: no such unit, no number, a count that goes down, a day that does not exist.
        "2025,99999,2026-10-20,tổng,kích hoạt,5,",
        "2025,31120,2026-10-21,tổng,kích hoạt,nhiều,",
        "2025,31135,2026-10-21,tổng,kích hoạt,7,",
        "2025,31135,2026-02-30,tổng,kích hoạt,2310,",
    ),
    "can_tho_2.csv": ("2025,31120,2026-10-27,tổng,kích hoạt,400,", "2025,31135,2026-10-27,tổng,kích hoạt,2400,"),
    "can_tho_3.csv": ("2025,31120,2026-11-03,tổng,kích hoạt,61,", "2025,31135,2026-11-03,tổng,kích hoạt,2420,"),
    "can_tho_dinh_chinh.csv": ("2025,31147,2026-10-20,tổng,kích hoạt,890,có",),
}
AFTER_THE_RESOLUTION = (
    "2025,31999,2026-11-17,tổng,kích hoạt,2500,",
    "2025,31120,2026-11-17,tổng,kích hoạt,1100,",
)
TARGETS = (
    "phien_ban,ma_don_vi,cap_giao,muc_do,giai_doan,ngay_bat_dau,thoi_han,chi_tieu,van_ban,dot",
    "2025,31150,Bộ,tổng,kích hoạt,01/08/2026,31/12/2026,3000,KH 7,",
    "2025,31147,Bộ,tổng,kích hoạt,01/08/2026,31/12/2026,2000,KH 7,",
    "2025,31135,Bộ,tổng,kích hoạt,01/08/2026,31/12/2026,5000,KH 7,",
    "2025,31120,Bộ,tổng,kích hoạt,01/08/2026,31/12/2026,900,KH 7,",
)
RESOLUTION = (
    "from_edition,from_code,to_edition,to_code,share,method,effective_on,document,full_name",
    "2025,31150,2025,31999,1,,2026-11-10,9/NQ-UBTVQH16,Phường Cái Khế Mới",
    "2025,31147,2025,31999,1,,2026-11-10,9/NQ-UBTVQH16,Phường Cái Khế Mới",
    "2025,31135,2025,31120,0.4,residents,2026-11-10,9/NQ-UBTVQH16,",
    "2025,31135,2025,31168,0.6,residents,2026-11-10,9/NQ-UBTVQH16,",
    "2025,31168,2025,31168,,,2026-11-10,9/NQ-UBTVQH16,Phường Đổi Tên",
)
GROUPINGS = (
    "grouping,edition,group_code,full_name,parent_code,unit_code",
    "cluster,2025,C1,Cụm số 1,96,32065",
    "cluster,2025,C1,Cụm số 1,96,32069",
    "cluster,2025,C1,Cụm số 1,96,32071",
    "cluster,2025,C2,Cụm số 2,96,32083",
    "cluster,2025,C2,Cụm số 2,96,32092",
)
BY_ALIAS = (
    "phien_ban,ten_don_vi,cap_tren,thoi_diem,muc_do,giai_doan,so_luong",
    "2024,Khu vực Phường Một,Thành phố Trà Vinh,2024-05-01,1,kích hoạt,77",
)
LAYOUT = (
    "Mã số riêng;thoi_diem;muc_do;giai_doan;so_luong;Cột lạ\n"
    "29242;2024-05-01 17:00;1;collected;500;x\n29242;2024-05-01 17:00;2;collected;200;x\n"
)
OWN_WORDS = "field,canonical,word\nstage,activated,Lên đời\n"
BY_OWN_WORDS = (SUMMARY, "2024,29257,2024-05-01,1,Lên đời,31,")
BY_INBOX = (SUMMARY, "2024,29248,2024-05-01,1,kích hoạt,12,", "2024,29248,2024-05-02,1,kích hoạt,-4,")
DETAILED = (
    "edition,unit_code,date,hour_band,level,stage,channel,team_code,count",
    "2024,29254,2024-05-01,07-11,2,activated,headquarters,,12",
    "2024,29254,2024-05-01,17-22,2,activated,home_visit,,5",
    "2024,29254,2024-05-02,17-22,1,activated,mobile,,9",
)

DAYS = {
    "2024": ("2024-05-01", "2024-02-25", "2025-06-30", "2026-11-20"),
    "2025": ("2026-11-20", "2025-07-03", "2024-05-01"),
}
BASES = ("eligible", "permanent_residents", "approved")


def questions():
    """The arguments of every recorded answer."""
    for edition, days in DAYS.items():
        for as_of in days:
            whole = ("--edition", edition, "--as-of", as_of)
            yield "progress_by_area", "--parent", "VN", "--grain", "province", *whole
            yield "progress_by_area", "--parent", "96", "--grain", "province", *whole
            yield "progress_by_commune", "--parent", "96", *whole
            for level, stage in (("1", "activated"), ("2", "collected")):
                yield "progress_by_commune", "--parent", "96", *whole, "--level", level, "--stage", stage
        as_of = days[0]
        whole = ("--edition", edition, "--as-of", as_of)
        for base in BASES:
            yield "progress_by_commune", "--parent", "96", *whole, "--base", base
            yield "progress_by_area", "--parent", "96", "--grain", "province", *whole, "--base", base
        for issuer in ("province", "district"):
            yield "progress_by_commune", "--parent", "96", *whole, "--issuer", issuer
        yield "completeness_by_week", "--parent", "96", *whole, "--weeks", "4"
        yield "lateness_by_due", "--parent", "96", *whole, "--dues", "3"
        yield "restatement_by_batch", "--parent", "VN", *whole, "--most", "60"
        yield "reconciliation_by_unit", "--parent", "96", *whole
    yield "progress_by_area", "--edition", "2024", "--as-of", "2024-05-01", "--parent", "96", "--grain", "district"
    for grouping in ("former_district", "cluster"):
        yield "progress_by_area", "--edition", "2025", "--as-of", "2026-11-20", "--parent", "96", "--grain", grouping
    for as_of in ("2026-10-25", "2026-11-12", "2026-11-20"):
        yield "progress_by_commune", "--edition", "2025", "--as-of", as_of, "--parent", "92"
        yield "progress_by_area", "--edition", "2025", "--as-of", as_of, "--parent", "92", "--grain", "province"
    yield "progress_by_commune", "--edition", "2024", "--as-of", "2024-05-01", "--parent", "84"
    for edition, unit, first, last in (
        ("2024", "967", "2024-04-01", "2024-05-31"),
        ("2024", "32236", "2024-02-10", "2024-04-10"),
        ("2025", "96", "2026-10-01", "2026-11-20"),
        ("2025", "32065", "2025-06-20", "2025-08-20"),
        ("2025", "31120", "2026-08-25", "2026-11-20"),
        ("2025", "31999", "2026-08-25", "2026-11-20"),
    ):
        span = ("--edition", edition, "--unit", unit, "--date-from", first, "--date-to", last)
        for level, step in (("all", "day"), ("1", "week"), ("2", "month")):
            yield "flow_by_period", *span, "--level", level, "--step", step
    for edition, unit in (("2024", "96"), ("2024", "967"), ("2025", "96"), ("2025", "32065"), ("2025", "31120"),
                          ("2025", "31999"), ("2025", "C1")):  # fmt: skip
        yield "target_by_issuer", "--edition", edition, "--unit", unit
    yield ("coverage_by_edition",)
    yield "published_by_metric", "--unit", "VN"
    yield "holiday_by_date", "--date-from", "2024-04-01", "--date-to", "2024-05-31"


def run(*arguments):
    """Runs a command of the product as the command line does, and returns what it printed."""
    said = io.StringIO()
    with redirect_stdout(said):
        code = cli.main([str(argument) for argument in arguments])
    return code, said.getvalue()


def written(folder, name, lines):
    """A file of lines."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def taken_in(path):
    """Imports a file and returns the name of its batch."""
    code, said = run("import", path, "--json")
    result = json.loads(said)
    assert (code, result["status"]) == (0, "accepted"), said
    return result["batch"]


def live_through(data, sent):
    """All that the office did, in its order."""
    data.mkdir(parents=True, exist_ok=True)
    (data / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    assert run("demo", "--if-empty")[0] == 0
    batches = {name: taken_in(written(sent, name, [SUMMARY, *rows])) for name, rows in REPORTS.items()}
    taken_in(written(sent, "chi_tieu_can_tho.csv", TARGETS))
    taken_in(written(sent, "chi_tiet_tra_vinh.csv", DETAILED))
    assert run("grouping", written(sent, "cum.csv", GROUPINGS))[0] == 0
    assert run("alias", "Khu vực Phường Một", "--unit", "29242", "--edition", "2024", "--who", "Trần B")[0] == 0
    taken_in(written(sent, "theo_ten.csv", BY_ALIAS))
    (data / "vocabulary.csv").write_text(OWN_WORDS, encoding="utf-8")
    taken_in(written(sent, "theo_loi.csv", BY_OWN_WORDS))
    hints = Hints("utf-16", columns=(("Mã số riêng", "unit_code"),))
    member = Member("bo_cuc.csv", b"\xff\xfe" + LAYOUT.encode("utf-16-le"))
    (seen,) = preview([member], hints)
    saved.save("Phòng PC06", seen.look.form, hints, who="Lê Văn C", when="2026-11-01")
    assert importer.accept([member])[0].status == "accepted"
    inbox = data / "inbox"
    inbox.mkdir()
    written(inbox, "hop_thu.csv", BY_INBOX)
    assert run("watch", "--once")[0] == 0
    assert run("succession", written(sent, "9-nq-2026.csv", RESOLUTION))[0] == 0
    taken_in(written(sent, "can_tho_4.csv", [SUMMARY, *AFTER_THE_RESOLUTION]))
    assert run("withdraw", batches["can_tho_2.csv"], "--why", "gửi nhầm", "--who", "PC06")[0] == 0
    assert run("withdraw", batches["can_tho_3.csv"], "--why", "xem lại", "--who", "PC06")[0] == 0
    assert run("restore", batches["can_tho_3.csv"], "--who", "PC06")[0] == 0


def record(output):
    """Writes what this version answers: one table a question, and an index that names the questions."""
    (output / "answers").mkdir()
    index = []
    for number, arguments in enumerate(questions()):
        code, said = run("query", *arguments, "--csv")
        assert code == 0, arguments
        file = f"{number:03d}-{arguments[0]}.csv"
        (output / "answers" / file).write_text(said, encoding="utf-8")
        index.append({"file": file, "arguments": arguments})
    lines = ",\n".join(json.dumps(one) for one in index)
    (output / "answers" / "index.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    code, said = run("status", "--json")
    (output / "answers" / "status.json").write_text(said, encoding="utf-8")


def pack(data, output):
    """The folder without what can be made anew: the warehouses (their pointer stays) and the demo's export files."""
    with tarfile.open(output / "folder.tar.xz", "w:xz", preset=9) as archive:
        for path in sorted(data.rglob("*")):
            place = path.relative_to(data)
            if path.is_dir() or place.parts[0] == "exports" or path.suffix in (".duckdb", ".lock"):
                continue
            fact = archive.gettarinfo(path, str(place))
            fact.uid = fact.gid = 0
            fact.uname = fact.gname = ""
            with path.open("rb") as content:
                archive.addfile(fact, content)


if __name__ == "__main__":
    data, output = Path(os.environ["DASHBOARD_DATA"]), Path(sys.argv[1])
    sent = output / "sent"
    sent.mkdir(parents=True)
    live_through(data, sent)
    record(output)
    pack(data, output)
