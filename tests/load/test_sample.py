"""The readers of `make load`, few and in a hurry: they see whole pages and say what it cost."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from tests.benchmarks import servers
from tests.load import readers
from tests.load.days import days_with_figures
from tests.load.readers import Plan


def test_readers_on_other_units_and_days_see_whole_pages(built_demo: Path) -> None:
    days = days_with_figures(built_demo)
    assert len(days) > 300
    # In a thread of its own: where tests of the browser ran before in this process, its own holds an event loop.
    with servers.product(built_demo) as server, ThreadPoolExecutor(1) as thread:
        processes = [psutil.Process(server.process.pid)]
        measured = [
            thread.submit(readers.measure, setting, [server.address], processes, Plan(views=2, think=0.1)).result()
            for setting in (
                readers.other_units(days[-1], 2),
                readers.other_days(days, 1),
                readers.one_view(days[-1], 1),
            )
        ]
    for one in measured:
        assert len(one.seen) == 2 * one.setting.readers
        assert one.errors == 0
        assert all(seen.size > 5_000 for seen in one.seen)
        assert 0 < one.within(0.5) <= one.within(0.95)
        assert one.cpu > 0
        assert "0 errors" in one.line()
