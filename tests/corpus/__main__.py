"""Imports the whole corpus, prints right / part / asked / wrong by kind and the README's table.

Exit code 1 when anything came in wrong, or less than nine of ten reports with a truth are right.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.corpus import sample
from tests.corpus.catalogue import PARTS
from tests.corpus.offices import Recipes
from tests.corpus.trial import VERDICTS, Judged, tried

ENOUGH = 0.9


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("only", nargs="*", help="parts of the reports' names; all by default")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="writes the files that did not come in right there")
    parser.add_argument("--renew", action="store_true", help="keeps the verdicts of the tests' sample as they are now")
    arguments = parser.parse_args()
    found = {part: run(chosen(recipes, arguments.only), arguments.processes) for part, recipes in PARTS.items()}
    whole = {name: judged for part in found.values() for name, judged in part.items()}
    for name, judged in whole.items():
        if judged.verdict == "wrong" or (judged.report.rows and judged.verdict != "right"):
            print(f"{name}: {judged.line}")
            if arguments.keep:
                (arguments.keep / f"{name}--{judged.report.name}").write_bytes(judged.report.data)
    print(by_kind(whole.values()), markdown(found), sep="\n\n")
    if arguments.renew:
        sample.renew(whole)
    return 0 if is_enough(list(whole.values())) else 1


def chosen(recipes: Recipes, only: list[str]) -> Recipes:
    return {name: make for name, make in recipes.items() if not only or any(each in name for each in only)}


def run(recipes: Recipes, processes: int) -> dict[str, Judged]:
    """Several files in each process: the importer's start costs more than a file."""
    with ProcessPoolExecutor(processes) as pool:
        return dict(zip(recipes, pool.map(tried, recipes.values(), chunksize=8), strict=True))


def by_kind(found: Iterable[Judged]) -> str:
    """A line for each kind of report of which not all is as it should be."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        kinds[each.report.kind][each.verdict] += 1
    lines = [
        ", ".join(f"{count[verdict]} {verdict}" for verdict in VERDICTS if count[verdict]) for count in kinds.values()
    ]
    return "\n".join(f"{kind.replace('_', ' ')}: {line}" for kind, line in zip(kinds, lines, strict=True))


def markdown(found: dict[str, dict[str, Judged]]) -> str:
    """The README's table."""
    lines = [
        "| reports | with a truth | right | part | asked | nothing may come in | asked | wrong |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for part, judged in found.items():
        true = Counter(each.verdict for each in judged.values() if each.report.rows)
        none = Counter(each.verdict for each in judged.values() if not each.report.rows)
        cells = [
            true.total(),
            true["right"],
            true["part"],
            true["asked"],
            none.total(),
            none["asked"],
            true["wrong"] + none["wrong"],
        ]
        lines.append(f"| {len(judged)} {part} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def is_enough(found: list[Judged]) -> bool:
    true = [each for each in found if each.report.rows]
    right = sum(each.verdict == "right" for each in true)
    return right >= ENOUGH * len(true) and all(each.verdict != "wrong" for each in found)


if __name__ == "__main__":
    sys.exit(main())
