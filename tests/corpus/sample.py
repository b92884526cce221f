"""The sixty reports of the corpus that every test run imports, and what became of them last."""

import csv
from collections.abc import Mapping
from pathlib import Path

from tests.corpus.trial import Judged

FILE = Path(__file__).with_name("sample.csv")


def verdicts() -> dict[str, str]:
    """The verdict of each report of the sample."""
    with FILE.open(encoding="utf-8") as file:
        return {row["report"]: row["verdict"] for row in csv.DictReader(file)}


def renew(found: Mapping[str, Judged]) -> None:
    """Writes the verdicts anew, of the same reports."""
    renewed = {name: found[name].verdict if name in found else verdict for name, verdict in verdicts().items()}
    lines = ["report,verdict", *(f"{name},{verdict}" for name, verdict in renewed.items())]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
