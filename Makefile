# `make` alone says what each target does.
.DEFAULT_GOAL := help
.PHONY: help setup demo demos demo-reset test explore check bench spark requirements replay lock clean browser
SHELL := /bin/sh

export COUNCIL ?= westminster
export PORT ?= 8000
JOBS ?= 2
PY := .venv/bin/python
# The first Python 3.11 or later on this machine that we may read and that can make an environment.
FIND_PYTHON = for p in python3 python3.11 python3.12 python3.13 /usr/bin/python3 /usr/local/bin/python3; do \
	  "$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	    && { echo "$$p"; exit 0; }; done; \
	echo "Python 3.11 or later with venv is needed (Debian: apt-get install python3-venv)." >&2; exit 1

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  COUNCIL=name chooses the local policy (now $(COUNCIL)); PORT=number the demo's port (now $(PORT))."

setup: ## Prepare this checkout: private environment, page assets, libraries. Instant when nothing changed
	@python=$$($(FIND_PYTHON)) && "$$python" tools/setup.py

browser: ## Prepare this checkout and make sure that Chromium is here for the browser tests
	@python=$$($(FIND_PYTHON)) && "$$python" tools/setup.py --browser

demo: setup ## Run a fictional council at work; prints its address when ready. Ctrl-C stops it and keeps the data
	@exec $(PY) -m selfdirect demo --port $(PORT)

demos: setup ## Make the whole demonstration of every council in turn and check each; minutes a council
	@$(PY) -m tools.every_demo

demo-reset: ## Forget the demo's data, so that the next `make demo` starts afresh
	@if [ -x $(PY) ]; then $(PY) -m selfdirect.launcher forget var/demo/postgres; fi
	@rm -rf var/demo && echo "The demo's data is gone."

test: browser check ## Run everything, browser included; installs what is missing
	@$(PY) tools/setup.py --spark
	@$(PY) -m pytest -n $(JOBS) --dist worksteal

explore: setup ## Look for new examples that break a property, another lot on every run
	@$(PY) -m pytest -n $(JOBS) -m hypothesis --hypothesis-profile=explore

check: setup ## Lint, types, contracts and house rules, in seconds
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/lint-imports --no-logo --cache-dir .build/import-linter >.build/contracts.txt || { cat .build/contracts.txt; exit 1; }
	@SELFDIRECT_DEMO=1 DATABASE_URL=$${DATABASE_URL:-postgresql:///types} $(PY) -m mypy
	@$(PY) -m pytest -q -n 0 tests/house

bench: ## Side-by-side measurements, as a table; installs what we measure against in a place of its own
	@python=$$($(FIND_PYTHON)) && "$$python" tools/setup.py --bench
	@$(PY) -m bench

spark: setup ## Prove that Spark gives the same pennies, where Java is; installs Spark in a place of its own
	@$(PY) tools/setup.py --spark
	@$(PY) -m pytest -q -n 0 -rs tests/modelling/test_spark.py

requirements: setup ## Say which requirement has which test, per stage
	@$(PY) -m tools.requirements

replay: setup ## Recompute every stored decision and list differences (the demo's, unless DATABASE_URL says otherwise)
	@$(PY) -m tools.on_demo replay

lock: setup ## Write the locks again from pyproject.toml
	@$(PY) -m tools.lock

clean: ## Remove everything set-up made. The demo's data stays
	@rm -rf .venv .build
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
