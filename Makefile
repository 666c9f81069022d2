# Every target sets up what it needs: a supported Python and make are enough.

SUPPORTED := 3.11 to 3.13
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

# The first Python on the PATH that is supported; `make PYTHON=/path/to/python` names another.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1 && { echo $$python; break; }; done)

AS_OF := 2026-11-01
RESUME := examples/resumes/maya-okafor-backend-engineer.pdf
POSTING := examples/postings/backend-engineer-northwind-ferry.html

.PHONY: help demo test check fuzz properties kill bench compare docs examples index zones model golden clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

demo: $(VENV)/.ready ## the main job on a bundled example
	$(BIN)/resumefit match $(RESUME) $(POSTING) --as-of $(AS_OF)

test: $(VENV)/.ready-dev ## all tests
	$(BIN)/python -m pytest

check: $(VENV)/.ready-dev ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: $(VENV)/.ready-dev ## damaged files through every reader: make fuzz COUNT=10000 SEED=1 SAVE=folder
	$(BIN)/python -m tests.fuzz --count $(or $(COUNT),2000) --seed $(or $(SEED),0) $(if $(SAVE),--save $(SAVE))

properties: $(VENV)/.ready-dev ## what holds of every resume and posting, tried on many more: make properties COUNT=500 (minutes)
	RESUMEFIT_EXAMPLES=$(or $(COUNT),200) $(BIN)/python -m pytest -q tests/test_properties.py

kill: $(VENV)/.ready-dev ## batches killed at random moments: make kill TIMES=50 SEED=0
	$(BIN)/python -m tests.killing --times $(or $(TIMES),50) --seed $(or $(SEED),0)

bench: $(VENV)/.ready-dev ## ratios measured side by side
	$(BIN)/python -m tests.benchmarks

compare: $(VENV)/.ready-dev build/compare/.ready ## beside what people would use instead: scores and speed in one run
	RIVALS=$(abspath build/compare) $(BIN)/python -m tests.benchmarks compare rivals

docs: $(VENV)/.ready-dev ## remake what is generated: the picture, docs/cli.md and docs/checks.md
	$(BIN)/python docs/picture.py
	$(BIN)/python docs/cli_reference.py
	$(BIN)/python docs/check_list.py

examples: $(VENV)/.ready-dev ## rebuild the binary examples from their sources
	$(BIN)/python examples/build.py

index: $(VENV)/.ready-dev ## the index of the taxonomy's names, after a change of resumefit/data/skills
	$(BIN)/python models/scripts/index.py

zones: $(VENV)/.ready-dev ## learn what tells the zones of postings apart: make zones, or FOLDS=10 to cross-validate (minutes)
	$(BIN)/python models/zones/train.py $(if $(FOLDS),--folds $(FOLDS))

model: models/.venv/.ready ## train the pipeline anew on labelled sets: make model DATA=folder
	cd models && .venv/bin/python -m spacy project run all . --vars.data $(abspath $(or $(DATA),../shared/data))

golden: $(VENV)/.ready-dev ## accept what the golden files would be now; read the diff before you commit it
	$(BIN)/python -m pytest -q --update-golden

clean: ## take away what make made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

models/.venv/.ready: models/requirements.txt pyproject.toml
	$(PYTHON) -m venv models/.venv
	models/.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -r models/requirements.txt -e .
	@touch $@

# Never among our own: simple-resume brings scikit-learn and pdfplumber of its own.
build/compare/.ready: tests/benchmarks/compare-requirements.txt
	$(PYTHON) -m venv build/compare
	build/compare/$(notdir $(BIN))/python -m pip install --quiet --disable-pip-version-check -r tests/benchmarks/compare-requirements.txt
	@touch $@

$(VENV)/bin/.made:
	@test -n "$(PYTHON)" || { echo "resumefit needs Python $(SUPPORTED), and none is on the PATH: install one, or name it: make PYTHON=/path/to/python" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || { echo "resumefit needs Python $(SUPPORTED); $(PYTHON) is another: make PYTHON=/path/to/python" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@mkdir -p $(VENV)/bin && touch $@

$(VENV)/.ready: $(VENV)/bin/.made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev
	@touch $@
