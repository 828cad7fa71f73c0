# `make reports` and `make test` do all their own set-up; `make help` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
HASHED := --only-binary :all: --require-hashes
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help reports site test sweep lint check lab app notebooks words cover picture dictionary bench format lock clean

# A .venv that was moved or copied with its folder still points at the old one, and one whose set-up was
# interrupted names no folder at all: forget either, so that it is made again.
ifneq ($(shell cat .venv/made-in 2>/dev/null),$(CURDIR))
  $(shell rm -f .venv/locked .venv/ready)
endif

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

reports: .venv/ready ## render every report of reports/plan.yaml into reports/rendered (ARGS="NAME … --force")
	$(BIN)/analysis render $(ARGS)

site: .venv/ready ## make the whole static site in reports/site (ARGS="--address URL" where it will be published)
	$(BIN)/analysis site reports/site $(ARGS)

test: lint check ## lint, check the data, run the tests, compare every notebook with its committed outputs
	@status=0; \
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests || status=1; \
	$(BIN)/python -m pytest -n 2 --dist loadfile --nbval --nbval-sanitize-with tests/notebooks/sanitize.cfg notebooks || status=1; \
	exit $$status

sweep: .venv/ready ## what `make test` leaves out: every notebook in JupyterLab, every report in both languages (weekly)
	$(BIN)/python -m pytest -n 2 --dist loadfile -m sweep tests

lint: .venv/ready ## ruff, mypy and the layers of src/analysis
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: .venv/ready ## validate data/
	$(BIN)/analysis check

lab: .venv/ready ## open JupyterLab on notebooks/00-explore (LANGUAGE=nl: on a copy of the notebooks in Dutch)
	@exec $(BIN)/python -m analysis.rendering.lab $(ARGS)

app: .venv/ready ## serve the explorer and every question to browsers (ARGS="--port 8866 --address …")
	$(BIN)/analysis app $(ARGS)

notebooks: .venv/ready ## execute the committed notebooks again, in place, on their default parameters
	$(BIN)/python -m analysis.rendering.refresh $(ARGS)

words: .venv/ready ## write messages that are new into the catalogues, src/analysis/language/locale/*.po
	@$(BIN)/pybabel --quiet extract --mapping pyproject.toml --add-location file --sort-by-file --width 120 \
	  --output .venv/messages.pot .
	@for catalogue in src/analysis/language/locale/*.po; do \
	  $(BIN)/pybabel --quiet update --input-file .venv/messages.pot --output-file $$catalogue --width 120 \
	    --locale $$(basename $$catalogue .po) --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date; \
	done

cover: .venv/ready ## draw reports/cover.svg, the README's picture, from the data again
	$(BIN)/python -m analysis.rendering.cover

picture: .venv/ready ## take reports/explorer.png, the README's picture of the explorer, in JupyterLab again
	ANALYSIS_PICTURE=1 $(BIN)/python -m pytest -q tests/browser/test_lab_explore.py -k picture_in_readme

dictionary: .venv/ready ## write data/README.md, the data dictionary, from the schema again
	$(BIN)/python -m analysis.dataset.dictionary

bench: .venv/ready ## run tests/benchmarks/bench_*.py, which `make test` leaves out
	$(BIN)/python -m pytest -s -o python_files='bench_*.py' tests/benchmarks $(ARGS)

format: .venv/ready ## let ruff format and mend what it can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/ready ## pin pyproject.toml in requirements.lock and environment.yml (ARGS=--upgrade for newer versions)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --only-binary :all: --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.lock $(ARGS) pyproject.toml
	$(BIN)/pyproject2conda project --overwrite force

clean: ## remove rendered reports and caches (.venv stays)
	rm -rf reports/rendered reports/site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find . -path ./.venv -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
	find . -path ./.venv -prune -o -name '*.failed.ipynb' -exec rm -f {} +

# The environment is made anew whenever the lock's content changed. A set-up that was interrupted leaves no stamp behind.
# uv, itself installed by pip from its line of the lock, takes a third of the time; where it fails (a mirror that only
# pip knows of, say), pip installs the rest as well. Both check every hash.
.venv/locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and $(PYTHON) is not. Name another one: make PYTHON=python3.12 reports" >&2; exit 1; }
	@if cmp -s requirements.lock .venv/locked; then touch .venv/locked; exit 0; fi; \
	rm -f .venv/locked .venv/made-in; \
	echo "Set-up, step 1 of 3: a fresh environment in .venv ($$($(PYTHON) --version))" && \
	$(PYTHON) -m venv --clear .venv && \
	echo "Set-up, step 2 of 3: the packages of requirements.lock, a minute at most, only once" && \
	sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/installer.txt && \
	$(PIP) install --quiet $(HASHED) --requirement .venv/installer.txt && \
	{ $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode $(HASHED) --requirement requirements.lock || \
	  $(PIP) install --quiet --root-user-action=ignore $(HASHED) --requirement requirements.lock; } && \
	echo "$(CURDIR)" > .venv/made-in && \
	cp requirements.lock .venv/locked

.venv/ready: .venv/locked pyproject.toml
	@echo "Set-up, step 3 of 3: the project itself"
	@$(PIP) install --quiet --root-user-action=ignore --no-deps --no-build-isolation --editable .
	@touch .venv/ready
