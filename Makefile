# Everything from a clean clone with python3 (3.11 or later) and make; nothing else needs to be there.
#   make run      installs, runs the preset as-told at 1:1000, and says where the report is
#   make test     installs what the tests need, and runs them
#   make check    style, types, layers
#   make browser  the distribution's Chromium, for the tests that look at pages (they are skipped without it)

PYTHON ?= python3
VENV   ?= .venv
SCALE  ?= 1:1000
SEED   ?= 0
OUT    ?= runs/as-told
TESTS  ?=
WORKERS ?= 2

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := $(shell find src -name '*.py' -o -name '*.yaml' -o -name '*.csv')

.DEFAULT_GOAL := help
.PHONY: help run test check format browser lock clean

help:
	@sed -n '2,5s/^# *//p' Makefile

# Stamps lie inside the environment: whoever deletes it starts afresh.
$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Demerit needs Python 3.11 or later: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: requirements.txt pyproject.toml | $(VENV)/created
	@echo "Installing Demerit (about a minute the first time)"
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what tests and checks need"
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# Compiled functions are kept on disk; this fills that cache once, so that no run waits for the compiler.
$(VENV)/warm: $(VENV)/installed $(SOURCES)
	@if $(BIN)/demerit warm --help >/dev/null 2>&1; then $(BIN)/demerit warm; fi
	@touch $@

# An earlier run of the same name is kept as NAME.previous.
run: $(VENV)/warm
	@if [ -e "$(OUT)" ]; then $(BIN)/python -P -m demerit.world.claim "$(OUT)" && rm -rf "$(OUT).previous" && mv "$(OUT)" "$(OUT).previous"; fi
	@mkdir -p "$(dir $(OUT))"
	$(BIN)/demerit run as-told --scale $(SCALE) --seed $(SEED) --out "$(OUT)"
	@test -f "$(OUT)/report.html" && echo "Report: $(OUT)/report.html (one file, works offline)"
	@echo "Look closer, in the browser: $(BIN)/demerit serve $(dir $(OUT)) --open"

test: $(VENV)/installed-dev $(VENV)/warm
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(TESTS)

# All four, so that one look shows everything that is wrong.
check: $(VENV)/installed-dev
	@failed=0; for tool in "ruff check ." "ruff format --check ." mypy lint-imports; do \
	  echo "$$tool"; $(BIN)/$$tool || failed=1; \
	done; exit $$failed

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then echo "Chromium is there."; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
	  && echo "Chromium installed." || echo "Chromium could not be installed; tests that look at pages are skipped."; \
	else echo "Chromium is missing and cannot be installed from here; tests that look at pages are skipped."; fi

# Pins with hashes and without the name of any package index, so that they hold wherever packages come from.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	--generate-hashes --no-annotate --custom-compile-command "make lock"
lock:
	echo 'setuptools>=77' | $(LOCK) pyproject.toml - --output-file requirements.txt
	echo 'setuptools>=77' | $(LOCK) pyproject.toml - --extra ray --group dev --group peers \
		--constraints requirements.txt --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
