"""Measures sections, all by default.

They are queries, work, crossing, forecasts, import, pages, views, links, bytes, map and open.
"""

import argparse
import json
import logging
import os
import sys
import warnings
from collections.abc import Iterator

from tests.benchmarks import (
    click_bytes,
    crossing,
    first_open,
    forecast_times,
    import_rate,
    link_times,
    nation_map,
    page_costs,
    query_times,
    view_costs,
    work_times,
)
from tests.benchmarks.result import Result, markdown

SECTIONS = {
    "queries": query_times.run,
    "work": work_times.run,
    "crossing": crossing.run,
    "forecasts": forecast_times.run,
    "import": import_rate.run,
    "pages": page_costs.run,
    "views": view_costs.run,
    "links": link_times.run,
    "bytes": click_bytes.run,
    "map": nation_map.run,
    "open": first_open.run,
}


def results(sections: list[str]) -> Iterator[Result]:
    """The figures of the sections, in the order of the table."""
    for name, run in SECTIONS.items():
        if name in sections:
            yield from run()


def main() -> None:
    """Measures what is asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="|".join(SECTIONS))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if unknown := set(arguments.sections) - SECTIONS.keys():
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    # Streamlit's test runner, which records the pages, warns that it is no browser.
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    print(f"load average {os.getloadavg()[0]:.1f}: on a busy machine only ratios tell", file=sys.stderr)
    found = list(results(arguments.sections or list(SECTIONS)))
    print(json.dumps([each.as_json() for each in found], indent=1) if arguments.json else markdown(found))


main()
