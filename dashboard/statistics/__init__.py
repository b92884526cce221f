"""Statistics of forecasts: pure functions of arrays, each with the source of its formula."""
