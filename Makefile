# Chancery: `make run`, `make test`, `make check`. Needs python3 (3.11 or newer) and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
GOLD ?= seeds/articles.jsonl
UI := app/ui
# The folders too: one that lost a file is newer than what was built from it.
UI_SOURCES := $(shell find $(UI) -mindepth 1 \( -name node_modules -o -name dist \) -prune -o -print)
# Node from .venv before any other, for whatever npm starts.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix $(UI) --loglevel error
# Two at a time, each with a Neo4j of its own, a file of tests never apart (tests/conftest.py says how); ARGS takes what pytest takes.
TESTS = $(BIN)/pytest --numprocesses 2 $(ARGS)

.DEFAULT_GOAL := help
.PHONY: help setup run test check format evaluate train bench pictures lock neo4j-lock clean

help: ## say what there is
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 20

setup: $(STAMPS)/project $(STAMPS)/ui ## make .venv with everything that the lock names, and the page

run: setup ## start the service, with the demo articles in an empty graph
	@$(BIN)/chancery serve --seeds

test: setup ## run the tests, on a real Neo4j
	@$(TESTS)

check: setup ## everything that a commit has to pass
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if docker compose version >/dev/null 2>&1; then \
		NEO4J_PASSWORD=only-for-the-check docker compose config --quiet && echo "docker-compose.yml is valid"; \
	else echo "docker compose is not here: docker-compose.yml is only checked by a test"; fi
	$(TESTS)

format: setup ## bring the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

evaluate: setup ## how well the articles in GOLD are read
	@$(BIN)/chancery evaluate $(GOLD)

train: setup ## make the models of the extraction anew (about ten minutes)
	$(BIN)/chancery train seeds/annotated/training.jsonl seeds/*.jsonl

bench: setup ## measure
	@test -n "$$(ls bench/*.py 2>/dev/null)" || { echo "there is no benchmark yet"; exit 1; }
	@for one in $(filter-out bench/pictures.py,$(wildcard bench/*.py)); do $(BIN)/python $$one || exit 1; done

pictures: setup ## make the README's pictures of the service at SERVICE, which has to run
	@PYTHONPATH=. $(BIN)/python bench/pictures.py $(SERVICE)

lock: $(STAMPS)/uv ## pin the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--group dev pyproject.toml -o requirements.lock

neo4j-lock: setup ## pin the jars of the managed Neo4j, after a change in graph/local_lock.py
	$(BIN)/python -m graph.local_lock

clean: ## take away what make made; data and downloaded jars of Neo4j stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info build dist \
		$(UI)/dist $(UI)/node_modules

# Each step leaves a stamp, so that a repeated run costs nothing.

$(STAMPS)/uv: requirements-uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Chancery needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1)."; \
		echo "Install one and name it: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' has no venv module. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/packages: requirements.lock $(STAMPS)/uv
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --require-hashes -r requirements.lock
	@touch $@

$(STAMPS)/project: pyproject.toml $(STAMPS)/packages
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/ui-packages: $(UI)/package.json $(UI)/package-lock.json $(UI)/.npmrc $(STAMPS)/packages
	@$(NPM) ci --no-progress || { echo "The packages that the page is built with could not be installed."; exit 1; }
	@touch $@

$(STAMPS)/ui: $(UI_SOURCES) $(STAMPS)/ui-packages
	@$(NPM) run --silent build || { echo "The page could not be built from $(UI): see above."; exit 1; }
	@touch $@
