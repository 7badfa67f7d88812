VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help install run test check bench messages chromium clean

help: ## What can be made here
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable ".[test,postgres]"
	@touch $@

install: $(STAMP) ## Set up the virtual environment, once

run: $(STAMP) ## Open the dashboard; without configuration it shows the demo organisation
	$(BIN)/instroom serve

chromium:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 \
	|| { echo "Installing Chromium for the browser tests"; apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

test: $(STAMP) chromium ## All tests, a real PostgreSQL and a real browser among them
	$(BIN)/python -m pytest -n $$(( $$(nproc) + 1 )) --dist loadfile

check: $(STAMP) ## Lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP) ## Benchmarks, one JSON document on stdout
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable ".[test,postgres,bench]" 1>&2
	@$(BIN)/python -m tests.benchmarks

messages: $(STAMP) ## Collect the texts of the code into the catalogues
	$(BIN)/pybabel --quiet extract -F babel.cfg -k _ -k N_ -k ngettext:1,2 --no-location --sort-output --omit-header -o dashboard/locale/messages.pot .
	@for language in nl fr; do \
	  catalogue=dashboard/locale/$$language/LC_MESSAGES/messages.po; \
	  sed '/^$$/q' $$catalogue > $(VENV)/head.po; \
	  $(BIN)/pybabel --quiet update --width=120 --no-fuzzy-matching --ignore-obsolete --omit-header -l $$language -D messages -i dashboard/locale/messages.pot -d dashboard/locale; \
	  cat $(VENV)/head.po $$catalogue > $(VENV)/whole.po && mv $(VENV)/whole.po $$catalogue; \
	done

clean: ## Remove what was installed and built
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build dist
