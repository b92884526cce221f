"""Prints how good forecasts are on simulated campaigns; --renew first fits the coefficients that are shipped."""

import argparse

from dashboard.forecasts import coefficients
from tests.backtest import trial
from tests.backtest.table import printed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.backtest", description=__doc__)
    parser.add_argument("--renew", action="store_true", help="fits data/forecast_prior.json on seeds 1 to 50 first")
    parser.add_argument("--seeds", default="101-150", help="campaigns that are printed, as FIRST-LAST")
    arguments = parser.parse_args()
    path = coefficients.CARRIED
    if arguments.renew:
        coefficients.save(trial.carried_from(trial.FITTED), path)
    first, last = map(int, arguments.seeds.split("-"))
    print(printed(trial.run(range(first, last + 1), coefficients.load(path))))


if __name__ == "__main__":
    main()
