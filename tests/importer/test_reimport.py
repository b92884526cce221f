"""A file that comes in again brings what was set aside before and is understood now: nothing twice, nothing changed."""

import os
import signal

import pytest

from dashboard import importer, settings
from dashboard.batches import events, store
from dashboard.importer.matching import aliases
from dashboard.text import LANGUAGES, Text
from tests.importer.test_kill import STEP, bring_in

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "unit_name,parent_name,as_of,level,stage,count"
KNOWN = "Xã Trí Lực,Thới Bình,2024-05-01,1,activated,7"
UNKNOWN = "Khu vực Trí Phải,Thới Bình,2024-05-01,1,activated,5"
OTHER = "Khu vực Tân Bằng,Thới Bình,2024-05-01,1,activated,6"
WORD = "Xã Trí Lực,Thới Bình,2024-05-01,1,Lên đời,8"
DOSSIERS = "Mã hồ sơ,unit_name,parent_name,date,level,stage,channel"


def mean(name, code):
    aliases.save(name, "2024", code, who="Trần B", when="")


def learn(data_folder, *words):
    (data_folder / "vocabulary.csv").write_text("\n".join(["field,canonical,word", *words]) + "\n", encoding="utf-8")


def facts(result):
    return result.status, result.accepted_rows, result.quarantined_rows


def test_rows_that_were_quarantined_come_in_once_their_name_is_confirmed(bring, accepted, ask):
    first = bring(HEADER, KNOWN, UNKNOWN, OTHER)
    assert facts(first) == ("accepted", 1, 2)
    mean("Khu vực Trí Phải", "32071")
    second = bring(HEADER, KNOWN, UNKNOWN, OTHER)
    assert facts(second) == ("accepted", 1, 1)
    assert [(row[1], row[5]) for row in accepted(second)] == [("32071", 5)]
    assert [(problem.row, problem.reason) for problem in second.problems] == [(4, "unit_is_known")]
    assert [(notice.notice, notice.detail) for notice in second.notices] == [("again", first.batch)]
    assert all(first.batch in second.notices[0].message(Text(language)) for language in LANGUAGES)
    assert ask("SELECT unit_code, count FROM observation ORDER BY unit_code") == [("32071", 5), ("32072", 7)]
    assert {manifest.sha256 for manifest in store.manifests()} == {store.manifests()[0].sha256}


def test_each_time_what_is_left_is_tried_until_nothing_is(bring):
    batches = [bring(HEADER, KNOWN, UNKNOWN, OTHER).batch]
    same = bring(HEADER, KNOWN, UNKNOWN, OTHER)
    assert (facts(same), same.batch) == (("known", 0, 2), batches[0])
    assert [(problem.row, problem.reason) for problem in same.problems] == [(3, "unit_is_known"), (4, "unit_is_known")]
    for name, code in (("Khu vực Tân Bằng", "32069"), ("Khu vực Trí Phải", "32071")):
        mean(name, code)
        batches.append(bring(HEADER, KNOWN, UNKNOWN, OTHER).batch)
    last = bring(HEADER, KNOWN, UNKNOWN, OTHER)
    assert (last.status, last.batch, last.notices) == ("known", batches[-1], ())
    assert [manifest.batch_id for manifest in store.manifests()] == batches
    assert [manifest.quarantined_rows for manifest in store.manifests()] == [2, 1, 0]


def test_rows_that_were_quarantined_come_in_once_their_word_is_known(bring, accepted, data_folder):
    assert facts(bring(HEADER, KNOWN.replace("activated", "approved"), WORD)) == ("accepted", 1, 1)
    learn(data_folder, "stage,collected,Lên đời")
    second = bring(HEADER, KNOWN.replace("activated", "approved"), WORD)
    assert [row[3:6] for row in accepted(second)] == [("1", "collected", 8)]


def test_what_was_accepted_and_corrected_since_is_neither_taken_again_nor_complained_about(bring, summary, ask):
    bring(HEADER, KNOWN, UNKNOWN)
    summary("2024,32072,2024-05-01,1,activated,6,yes", name="correction.csv")
    mean("Khu vực Trí Phải", "32071")
    second = bring(HEADER, KNOWN, UNKNOWN)
    assert (facts(second), second.problems) == (("accepted", 1, 0), ())
    assert ask("SELECT unit_code, count FROM observation ORDER BY unit_code") == [("32071", 5), ("32072", 6)]


def test_what_other_files_brought_meanwhile_is_respected(bring, summary, reasons):
    bring(HEADER, KNOWN, UNKNOWN)
    summary("2024,32071,2024-05-01,1,activated,4,", name="other.csv")
    mean("Khu vực Trí Phải", "32071")
    assert facts(bring(HEADER, KNOWN, UNKNOWN)) == ("known", 0, 1)
    assert len(store.manifests()) == 2


def test_where_accepted_rows_would_be_read_as_another_unit_today_nothing_is_added(bring):
    mean("Khu vực Trí Phải", "32072")
    bring(HEADER, UNKNOWN, OTHER)
    mean("Khu vực Trí Phải", "32071")
    mean("Khu vực Tân Bằng", "32069")
    assert facts(bring(HEADER, UNKNOWN, OTHER)) == ("known", 0, 0)


def test_dossiers_of_a_name_that_is_confirmed_later_are_added_to_those_that_were_counted(bring, ask):
    rows = [
        f"{n},{unit},Thới Bình,2024-05-01 08:00,2,activated,mobile"
        for n, unit in enumerate(["Xã Trí Phải", "Xã Trí Phải", "Khu vực Trí Phải", "Xã Trí Lực"])
    ]
    assert facts(bring(DOSSIERS, *rows)) == ("accepted", 2, 1)
    mean("Khu vực Trí Phải", "32071")
    assert facts(bring(DOSSIERS, *rows)) == ("accepted", 1, 0)
    assert ask("SELECT unit_code, count FROM activity ORDER BY unit_code") == [("32071", 3), ("32072", 1)]
    assert facts(bring(DOSSIERS, *rows)) == ("known", 0, 0)


def test_a_file_of_which_a_batch_was_withdrawn_stays_refused(bring, run, reasons):
    first = bring(HEADER, KNOWN, UNKNOWN).batch
    mean("Khu vực Trí Phải", "32071")
    second = bring(HEADER, KNOWN, UNKNOWN).batch
    for batch in (first, second):
        run("withdraw", batch, "--why", "x", "--who", "y")
        result = bring(HEADER, KNOWN, UNKNOWN)
        assert reasons(result) == [(None, None, "file_is_not_withdrawn")]
        assert result.problems[0].detail == batch
        run("restore", batch, "--who", "y")
    assert events.withdrawn(events.happened()) == {}
    assert bring(HEADER, KNOWN, UNKNOWN).status == "known"


def test_a_dry_run_says_what_would_come_in_now(file, bring):
    bring(HEADER, KNOWN, UNKNOWN)
    mean("Khu vực Trí Phải", "32071")
    result = importer.accept([file("week.csv", HEADER, KNOWN, UNKNOWN)], dry_run=True)[0]
    assert (facts(result), result.batch) == (("accepted", 1, 0), None)
    assert len(store.manifests()) == 1


def test_killed_before_any_change_of_a_file_it_comes_in_once(file, ask, forked, data_folder):
    path = file("week.csv", HEADER, KNOWN, UNKNOWN, OTHER)
    importer.accept([path])
    mean("Khu vực Trí Phải", "32071")
    change, exitcode = 1 - STEP, -signal.SIGKILL
    while exitcode == -signal.SIGKILL:
        change += STEP
        process = forked.Process(target=bring_in, args=(os.environ["DASHBOARD_DATA"], settings.DATA, path, change))
        process.start()
        process.join()
        exitcode = process.exitcode
        assert len(store.manifests()) in (1, 2)
    assert (exitcode, change > 8, len(store.manifests())) == (0, True, 2)
    assert ask("SELECT unit_code, count FROM observation ORDER BY unit_code") == [("32071", 5), ("32072", 7)]
