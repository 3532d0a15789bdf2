# Two commands do everything: make demo, make test. Both set up what they need first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export UV_PYTHON_DOWNLOADS = never
# Two cores are the machine this is measured on.
WORKERS ?= 2

.PHONY: setup demo story test test-all test-faults pictures bench lint fix locale docs clean

demo: setup
	@$(BIN)/comity demo

story: setup
	@$(BIN)/comity story --from $(or $(FROM),IT) --to $(or $(TO),EG)

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml uv.lock tools/setup.sh $(wildcard src/comity_node/locale/*/LC_MESSAGES/*.po)
	@PYTHON=$(PYTHON) sh tools/setup.sh
	@touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=tools:src $(BIN)/mypy
	$(BIN)/lint-imports --no-cache

locale: setup
	$(BIN)/python tools/catalogues.py

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: lint
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not slow and not faults"

test-all: lint
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not faults"

# The pictures of the README, taken by the two journeys in the browser.
pictures: setup
	COMITY_PICTURES=1 $(BIN)/pytest tests/browser/test_journey.py

test-faults: setup
	$(BIN)/pytest -m faults

bench: setup
	PYTHONPATH=tools:src $(BIN)/python tools/bench.py --write

clean:
	rm -rf build .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
