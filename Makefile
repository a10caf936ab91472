# Needs a Python of 3.11 or later with pip, and make. Another interpreter: make test PYTHON=python3.13 VENV=.venv313

VENV   ?= .venv
BIN    := $(VENV)/bin
# The first interpreter that is new enough; if there is none, the rule for $(BIN)/python says so.
NEWER  := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14 python; do \
            if $$python -c '$(NEWER)' >/dev/null 2>&1; then echo $$python; break; fi; done)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check lint types docs format tables bench bench-reading bench-weighing clean

help:  ## list these targets
	@echo 'make TARGET, where TARGET is one of'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  %-16s %s\n", $$1, $$2 }'

demo: $(VENV)/.core  ## set up, then check an example article: report here, page in demo.html
	@$(BIN)/crossfoot check examples/quarter.md --fail-on never
	@$(BIN)/crossfoot check examples/quarter.md --fail-on never --format html -o demo.html
	@echo
	@echo 'The same as a page, to open in a browser: $(CURDIR)/demo.html'

test: $(VENV)/.dev  ## set up, then run the whole test suite
	$(BIN)/python -m pytest

check: lint types docs test  ## all that must pass before a change lands

lint: $(VENV)/.dev  ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy, strict
	$(BIN)/mypy

docs: $(VENV)/.dev  ## run the examples of README, CONTRIBUTING and docs/
	$(BIN)/python scripts/check_docs.py

format: $(VENV)/.dev  ## let ruff put right what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

tables: $(VENV)/.dev  ## compile the language tables, after an edit of one
	$(BIN)/python scripts/generate_lexicon.py

bench: bench-reading bench-weighing  ## all measurements

bench-reading: $(VENV)/.dev  ## speed of reading, start-up time, hostile input
	$(BIN)/python benchmarks/reading.py

bench-weighing: $(VENV)/.dev  ## slips caught and false alarms
	$(BIN)/python benchmarks/weighing.py

clean:  ## remove what the other targets made
	rm -rf $(VENV) build dist demo.html .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Two marks in the environment, made again when pyproject.toml changes: what users get, and what developers need.
$(VENV)/.core: pyproject.toml | $(BIN)/python
	@echo 'Installing crossfoot into $(VENV) ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@echo 'Installing crossfoot and the developer tools into $(VENV) ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.core

$(BIN)/python:
	@if [ -z '$(PYTHON)' ] || ! $(PYTHON) -c '$(NEWER)' 2>/dev/null; then \
	  echo 'crossfoot needs Python 3.11 or later, and $(if $(PYTHON),$(PYTHON) is not that,none was found).' >&2; \
	  echo 'Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11' >&2; exit 2; fi
	@echo 'Making $(VENV) with '"$$($(PYTHON) --version)"' ...'
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv $(VENV); \
	else $(PYTHON) -m venv --without-pip $(VENV) && \
	  $(PYTHON) -m pip --python $(VENV)/bin/python install --quiet pip; fi || \
	  { rm -rf $(VENV); echo 'No virtual environment could be made: is pip there? Try: $(PYTHON) -m pip --version' >&2; exit 2; }
