"""Prints how good forecasts are on simulated campaigns; --renew first fits the coefficients that are shipped.

Of the campaigns that are meant for it, the table goes into the README and into data/backtest.csv.
"""

import argparse

from dashboard import clock
from dashboard.forecasts import coefficients, measured
from dashboard.settings import ROOT
from tests.backtest import table, trial

SEEDS = f"{trial.PRINTED.start}-{trial.PRINTED.stop - 1}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.backtest", description=__doc__)
    parser.add_argument("--renew", action="store_true", help="fits data/forecast_prior.json on seeds 1 to 50 first")
    parser.add_argument("--seeds", default=SEEDS, help="campaigns that are printed, as FIRST-LAST")
    arguments = parser.parse_args()
    if arguments.renew:
        coefficients.save(trial.carried_from(trial.FITTED), coefficients.CARRIED)
    first, last = map(int, arguments.seeds.split("-"))
    found = trial.run(range(first, last + 1), coefficients.load(coefficients.CARRIED))
    rows = table.measured(found, arguments.seeds, clock.now().date())
    print("\n".join([*table.lines(rows), "", *table.below(found)]))
    if arguments.seeds == SEEDS:
        table.save(rows, measured.FILE)
        readme = ROOT / "README.md"
        readme.write_text(table.into(readme.read_text(encoding="utf-8"), table.lines(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
