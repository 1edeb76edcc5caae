# Every target sets up what it needs. Python 3.11 or later, make and a package index are enough.
#
#   make demo                         the finance pipeline on the news sample, with a report
#   make test ARGS="tests/finance"    the tests, or some of them
#   make PYTHON=python3.12 demo       with a Python of your choice

PYTHON ?= python3
ARGS   ?=

VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.installed
DEMO  := out/demo

.DEFAULT_GOAL := help
.PHONY: help demo test lint types bench scores clean

help:
	@echo "make demo     run the finance pipeline on examples/finance and write a report"
	@echo "make test     run the tests"
	@echo "make lint     check format, style and the direction of imports"
	@echo "make types    check the types"
	@echo "make bench    measure speed and memory"
	@echo "make scores   measure quality; needs the data sets in DSOLUTIONS_DATA"
	@echo "make clean    remove everything that was built, but not $(VENV)"

demo: $(READY)
	@rm -rf $(DEMO)
	@mkdir -p $(DEMO)
	@$(BIN)/dsolutions run finance-risk examples/finance/news.csv $(DEMO)/risk.jsonl \
		--gazetteer examples/finance/companies.csv --report $(DEMO)/report.html --first 12
	@echo "Results: $(DEMO)/risk.jsonl"
	@echo "Report:  file://$(CURDIR)/$(DEMO)/report.html"

test: $(READY)
	@$(BIN)/python -m pytest $(ARGS)

lint: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports

types: $(READY)
	@$(BIN)/mypy

bench: $(READY)
	@$(BIN)/python -m benchmarks.run $(ARGS)

scores: $(READY)
	@$(BIN)/python -m benchmarks.scores $(ARGS)

clean:
	@rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path "./$(VENV)/*" -prune -exec rm -rf {} +

# Installed anew whenever pyproject.toml changes.
$(READY): pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV); the first time this takes a few minutes."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "dsolutions needs Python 3.11 or later, and '$(PYTHON)' is not:" \
			"name one that is, as in 'make PYTHON=python3.12 $(MAKECMDGOALS)'." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "No virtual environment could be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
