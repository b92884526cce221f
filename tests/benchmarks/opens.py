"""Opens pages in a cold browser over a slow line again and again: none may hang. Prints the README's row."""

import argparse
import statistics
import sys

from playwright.sync_api import TimeoutError as NotAtRest
from playwright.sync_api import sync_playwright

from tests.benchmarks import data, servers
from tests.benchmarks.first_open import MEGABITS, MILLISECONDS, PAGES, Opened, one_open
from tests.benchmarks.line import Line
from tests.browser.conftest import CHROMIUM, FLAGS

# An open that takes so many times the usual one hangs; a prototype took 9 to 60 s in one of nine.
HANGS = 4.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.opens", description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    asked = parser.parse_args()
    found, lost = Opened(), 0
    with servers.product(data.province()) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with Line(server.port, MEGABITS, MILLISECONDS) as line:
            for number in range(asked.times):
                try:
                    one_open(browser, line.address, PAGES[number % len(PAGES)], found)
                except NotAtRest:
                    lost += 1
                if sys.stderr.isatty():
                    print(f"\r{number + 1}/{asked.times}", end="", file=sys.stderr)
    usual, longest = statistics.median(found.painted), max(found.painted)
    hung = lost + sum(each > HANGS * usual for each in found.painted)
    print(
        f"| {asked.times} opens over a line of {MEGABITS} Mbit/s and {MILLISECONDS} ms, painted, half of them within; "
        f"longest; how many hung | {usual / 1000:.1f}; {longest / 1000:.1f} s; {hung}{' ✗' if hung else ''} | none |"
    )
    return 1 if hung else 0


if __name__ == "__main__":
    sys.exit(main())
