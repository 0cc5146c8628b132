# Two commands are enough: `make run` and `make test`. Both install the locked environment into .venv first.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:

PYTHON ?= python3
CORES ?= $(shell nproc 2>/dev/null || echo 2)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile
# On all cores, where pip would use one. Files that are no Python 3.11 (templates, tests of other tools) stay as they are.
COMPILE := $(BIN)/python -m compileall -q -j 0 $(VENV)/lib >/dev/null || true

.PHONY: run test quick lint bench docs lock clean help
help:
	@echo "make run    run the default study to figures and a report (results/)"
	@echo "make test   run the tests"
	@echo "make quick  run those that are not slow"
	@echo "make lint   formatting, lint, types, import contracts"
	@echo "make docs   build the documentation (docs/_build/html)"
	@echo "make bench  run the benchmarks against their peers"
	@echo "make lock   compile the requirement locks anew (needs uv)"
	@echo "make clean  remove the environment and caches; results stay"

# A stamp is newer than its lock when the environment is complete; without one the installation starts again.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nmhts needs Python 3.11 or newer; set PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/%.stamp: requirements/%.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r $<
	$(PIP) --no-deps --no-build-isolation --editable .
	$(COMPILE)
	touch $@

run: $(VENV)/run.stamp
	$(BIN)/snakemake --cores $(CORES)
	@$(MAKE) --no-print-directory -s results/report.html

# Snakemake's own report, made again only when a figure or the study itself is newer.
results/report.html: $(wildcard results/*/figures/*) $(wildcard results/*/study.json)
	$(BIN)/snakemake --cores 1 --quiet all --report $@

# A process for every core up to four: each takes up to 2 GB.
WORKERS ?= $(shell n=$(CORES); echo $$((n < 4 ? n : 4)))
test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

quick: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not slow"

lint: $(VENV)/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/snakefmt --check Snakefile workflow
	$(BIN)/pyright
	$(BIN)/lint-imports

docs: $(VENV)/test.stamp
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

bench: $(VENV)/bench.stamp
	$(BIN)/python -m benchmarks

UV_COMPILE = uv pip compile pyproject.toml --extra build --generate-hashes --no-header --no-annotate --no-strip-extras --python-version 3.11 --quiet
lock:
	$(UV_COMPILE) --output-file requirements/run.txt
	$(UV_COMPILE) --extra test --constraint requirements/run.txt --output-file requirements/test.txt
	$(UV_COMPILE) --extra bench --constraint requirements/run.txt --output-file requirements/bench.txt

clean:
	rm -rf $(VENV) .snakemake .pytest_cache .ruff_cache .hypothesis .import_linter_cache docs/_build build
	find . -name __pycache__ -prune -exec rm -rf {} +
