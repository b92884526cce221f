# `make run` serves the dashboard, `make test` checks everything; both install what they need.
PYTHON ?= python3
COPIES ?= 1
MINUTES ?= 60
# Of two cores a third would wait for browsers and disks if as many tested.
WORKERS ?= 3
BIN = .venv/bin
# A run starts a hundred servers, readers and commands; without compiled modules each compiles all of them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run demo test lint types sql layers fix bench opens load backtest corpus gallery soak sweep trace cluster lock check prepare
.DEFAULT_GOAL := check

help:  ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.venv/.installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.txt
	touch $@

.venv/.installed-cluster: .venv/.installed-dev requirements-cluster.txt
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-cluster.txt
	touch $@

run: .venv/.installed  ## install, make demo data if there is none, serve on http://localhost:8501 (HOST=, PORT=, COPIES=)
	@$(BIN)/python -m dashboard demo --if-empty
	@exec $(BIN)/python -m dashboard serve --copies $(COPIES)

demo: .venv/.installed  ## make the simulated campaign and import it
	$(BIN)/python -m dashboard demo

test: prepare .venv/.installed-dev  ## run every test, the browser's too
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: .venv/.installed-dev  ## style, types, SQL and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types sql layers

# Beside one another: mypy takes one core alone.
types:
	$(BIN)/mypy
sql:
	$(BIN)/sqlfluff lint --processes 2 queries
layers:
	$(BIN)/lint-imports

fix: .venv/.installed-dev  ## mend what can be mended without thinking
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix queries

bench: prepare .venv/.installed-dev  ## measure queries, import and pages; prints the README's table
	$(BIN)/python -m tests.benchmarks

opens: prepare .venv/.installed-dev  ## open pages 200 times in a cold browser over a slow line: none may hang
	$(BIN)/python -m tests.benchmarks.opens

load: .venv/.installed-dev  ## a hundred readers on two copies of the server; prints the README's rows
	$(BIN)/python -m tests.load

backtest: .venv/.installed-dev  ## forecast 50 simulated campaigns that nothing was fitted on; prints how good it was
	$(BIN)/python -m tests.backtest

corpus: .venv/.installed-dev  ## import 700 made-up reports of offices, each with its truth; prints the README's table
	$(BIN)/python -m tests.corpus

gallery: prepare .venv/.installed-dev  ## a picture of every page in every way it can be seen, on one page for review
	$(BIN)/python -m tests.gallery

sweep: prepare .venv/.installed-dev  ## all of what `make test` holds samples of: printed figures, twins, hidden counts, pages by axe, walls, boundaries
	SWEEP=whole $(BIN)/python -m pytest --timeout 7200 tests/sweep $$(grep -rlE "^from tests.sweep import" tests --include=test_*.py)

soak: prepare .venv/.installed-dev  ## kill an import 300 times, read through 60 imports, import 3,000 spoilt and 1,200 random files and the whole demo, watch the wall for MINUTES (60)
	SOAK_KILLS=300 SOAK_IMPORTS=60 $(BIN)/python -m pytest --timeout 7200 tests/importer/test_kill.py tests/importer/test_readers.py \
		tests/importer/test_reimport.py tests/importer/test_watch.py::test_killed_at_any_moment_it_loses_nothing_and_doubles_nothing
	SOAK_FILES=3000 SOAK_EXAMPLES=400 SOAK_SEEDS=60 $(BIN)/python -m pytest --timeout 7200 tests/importer/test_fuzz.py tests/importer/test_layout_properties.py \
		tests/importer/test_previous_reports.py
	SOAK_DEMO=whole $(BIN)/python -m pytest --timeout 7200 tests/demo/test_importing.py
	SOAK_MINUTES=$(MINUTES) $(BIN)/python -m pytest tests/browser/test_screen_turning.py tests/browser/test_screen_soak.py

trace: prepare .venv/.installed-dev  ## follow 300 printed counts back into the files that they came from, and 300 of office files
	TRACE_COUNTS=300 $(BIN)/python -m pytest --timeout 3600 tests/briefing/test_followed_back.py

cluster: .venv/.installed-cluster  ## build a nation on workers of a Dask cluster, one killed, one at its limit of memory
	$(BIN)/python -m pytest tests/queries/test_cluster.py

lock: .venv/.installed-dev  ## pin the requirements again, with hashes, for Linux and Windows alike
	@.ci/lock

check: test lint  ## what CI runs

prepare:
	@.ci/prepare
