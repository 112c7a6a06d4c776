# Everything a checkout needs, from nothing but Python 3.11 or newer and make.
#
#   make demo    sit in front of a board with eighteen members and their sketches
#   make test    every check of the project
#
# `make help` lists the rest. Choose an interpreter with `make PYTHON=/path/to/python3.12 …`.

VENV ?= .venv
BIN := $(VENV)/bin
LOCALE := src/beirat_tui/wording/locale
CATALOGUES := $(wildcard $(LOCALE)/*/LC_MESSAGES/*.po)
BUILD := .make

# An environment that was made for another place (a moved or copied checkout) runs the code of that place, and one
# whose Python has gone runs nothing.
RUNTIME := $(VENV)/.installed-runtime
DEV := $(VENV)/.installed-dev
ifneq ($(shell $(BIN)/python -c '' 2>/dev/null && cat $(RUNTIME) 2>/dev/null),$(CURDIR))
  $(shell rm -f $(RUNTIME) $(DEV))
endif

# Many tests wait for a terminal or a server: one process more than there are cores keeps these busy.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)

PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
section = @printf '\n== %s ==\n' '$(1)'

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test lint types layers wheel tests bench soak golden messages missing-messages format pictures \
        test-all-pythons clean

help:
	@printf '%s\n' \
	  'make demo               try the program (ARGS="--as chair" and so on are passed on)' \
	  'make test               all checks: style, types, layers, wheel, tests, coverage' \
	  'make tests              only the tests, with coverage (PYTEST_ARGS="-k vote")' \
	  'make test-all-pythons   the tests under every Python 3.11, 3.12, 3.13 found' \
	  'make bench              measure, and write the figures into docs/performance.md' \
	  'make soak               laws, faults and mutants at full size (SHARE=0.1: a tenth)' \
  'make golden             write the golden screens and derivations anew, after a change that is meant' \
	  'make messages           compile the catalogues' \
	  'make missing-messages   print the messages that lack German, ready to fill in' \
	  'make format             format the code' \
	  'make pictures           draw the screens of the README anew' \
	  'make clean              remove what these commands made'

# --- the environment -----------------------------------------------------------------------------------

# PYTHON given: that one or an error. Otherwise the newest of the tested versions; a name on the PATH may be
# a stub that starts nothing, and Debian ships interpreters that cannot make environments, so ask each.
$(BIN)/python:
	@fits='import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))'; \
	for candidate in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
	  if "$$candidate" -c "$$fits" </dev/null >/dev/null 2>&1; then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  printf '%s\n' 'No Python 3.11 or newer that can make virtual environments was found$(if $(PYTHON), at $(PYTHON)).' \
	    'Debian and Ubuntu: apt install python3 python3-venv. Others: see https://www.python.org/downloads/.' \
	    'Or say where it is: make PYTHON=/path/to/python3.12 …' >&2; \
	  exit 1; \
	fi; \
	printf '%s\n' "Making the environment $(VENV) with $$found ($$("$$found" -V 2>&1))"; \
	rm -rf $(VENV) && "$$found" -m venv $(VENV)

# The package and what it needs to run: enough for the demo.
$(RUNTIME): pyproject.toml hatch_build.py | $(BIN)/python
	@printf '%s\n' 'Installing the program into $(VENV)'
	@$(PIP) install --editable .
	@printf '%s\n' '$(CURDIR)' > $@

# What the checks need besides.
$(DEV): $(RUNTIME)
	@printf '%s\n' 'Installing the tools of the checks into $(VENV)'
	@$(PIP) install --editable '.[dev]'
	@touch $@

# Installing compiles the catalogues. Afterwards a changed one is compiled alone where the compiler is at
# hand, and by installing anew where only the program is.
$(BUILD)/messages: $(CATALOGUES) hatch_build.py $(RUNTIME)
	@mkdir -p $(BUILD)
	@if [ -e $(DEV) ]; then $(BIN)/python hatch_build.py; \
	 else $(PIP) install --no-deps --editable .; fi
	@touch $@

# --- using it ------------------------------------------------------------------------------------------

demo: $(BUILD)/messages
	@$(BIN)/beirat demo $(ARGS)

messages: $(DEV) $(BUILD)/messages

missing-messages: $(DEV)
	@$(BIN)/python tests/catalogues.py missing

format: $(DEV)
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

pictures: $(DEV) $(BUILD)/messages
	@if [ -e docs/pictures/make.py ]; then $(BIN)/python docs/pictures/make.py; \
	 else printf '%s\n' 'docs/pictures/make.py is not there: no pictures drawn.' >&2; exit 1; fi

# --- the checks: the fast ones first -------------------------------------------------------------------

test: lint types layers wheel tests
	$(call section,all checks passed)

lint: $(DEV)
	$(call section,style: ruff)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV)
	$(call section,types: mypy --strict)
	@$(BIN)/mypy

layers: $(DEV)
	$(call section,layers: import-linter)
	@$(BIN)/lint-imports --no-logo

# Built without isolation: the build tools are in the dev extra already.
wheel: $(DEV) $(BUILD)/messages
	$(call section,wheel: built and installed and started outside the checkout)
	@rm -rf $(BUILD)/dist
	@$(BIN)/python -m hatchling build -t wheel -d $(BUILD)/dist
	@$(BIN)/python tests/e2e/wheel_smoke.py $(BUILD)/dist/*.whl

tests: $(DEV) $(BUILD)/messages
	$(call section,tests: pytest with branch coverage)
	@$(BIN)/coverage erase; rm -f .pytest_cache/v/cache/lastfailed
	@$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report= $(PYTEST_ARGS) || { \
	 printf '\n== %s\n' 'tests: what failed, once more and alone (docs/decisions/027-once-more.md)'; \
	 $(BIN)/python -m pytest -n 0 -x --last-failed --last-failed-no-failures none --cov --cov-append --cov-report=; }
	$(if $(PYTEST_ARGS),,$(call section,coverage: each part against its floor))
	$(if $(PYTEST_ARGS),,@$(BIN)/python tests/coverage_floor.py)

# SHARE=0.1 does a tenth of what has a size. The figures go into docs/reliability.md.
SHARE ?= 1
soak: $(DEV) $(BUILD)/messages
	$(call section,soak: laws and faults at full size (times $(SHARE)))
	@mkdir -p $(BUILD) && rm -f $(BUILD)/figures.jsonl
	@MUTANTS_EVERY=1 BEIRAT_SOAK=$(SHARE) BEIRAT_FIGURES=$(CURDIR)/$(BUILD)/figures.jsonl $(BIN)/python -m pytest \
	  tests/soak tests/integration/test_store_faults.py tests/laws tests/unit/test_mutation.py \
	  -n 2 --hypothesis-profile=soak --timeout=36000 $(PYTEST_ARGS)
	@$(BIN)/python tests/soak/figures.py $(BUILD)/figures.jsonl

# The difference shows what a change does to every derivation and every screen: read it before keeping it.
golden: $(DEV) $(BUILD)/messages
	@$(BIN)/python tests/derivations.py
	@$(BIN)/python tests/golden_screens.py

bench: $(DEV) $(BUILD)/messages
	@$(BIN)/python benchmarks/run.py $(ARGS)

# Each version in an environment of its own beside the usual one; versions that are not there are named.
test-all-pythons:
	@ran=; failed=; for version in 3.11 3.12 3.13; do \
	  found=; for candidate in python$$version $(HOME)/.pyenv/versions/$$version*/bin/python; do \
	    if "$$candidate" -c "import sys, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '$$version')" \
	      </dev/null >/dev/null 2>&1; then found=$$candidate; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then printf '\n== Python %s: not found, left out ==\n' $$version; continue; fi; \
	  printf '\n== Python %s: %s ==\n' $$version "$$found"; ran="$$ran $$version"; \
	  $(MAKE) --no-print-directory VENV=$(BUILD)/venv-$$version PYTHON="$$found" suite || failed="$$failed $$version"; \
	done; \
	printf '\n== tested under:%s; failed under:%s ==\n' "$${ran:- none}" "$${failed:- none}"; \
	[ -n "$$ran" ] && [ -z "$$failed" ]

# The tests without coverage, in whatever environment VENV names.
.PHONY: suite
suite: $(DEV) $(BUILD)/messages
	@$(BIN)/beirat --version
	@$(BIN)/python -m pytest -n 2 -q $(PYTEST_ARGS)

clean:
	rm -rf $(BUILD) $(VENV) dist build .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache
	find $(LOCALE) -name '*.mo' -delete 2>/dev/null || true
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
