# lbsdrop: set up, run, check. See README.md. Without make: python3 start.py
PYTHON ?= python3
BIN := .venv/bin
# One resolution for every platform; hashes of every file; nothing about where the packages came from.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-header

.PHONY: setup run lint test bench lock

setup:
	@$(PYTHON) start.py --setup --dev

run:
	@$(PYTHON) start.py

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest

# Measures, and every page against WCAG 2.2 AA in both widths and modes.
bench: setup
	$(BIN)/python -m bench
	LBSDROP_EVERY_PAGE=1 $(BIN)/python -m pytest tests/browser/test_accessibility.py

# Needs uv. Then the list of what is in it (docs/sbom.json) and under which licences (docs/licences.md).
lock:
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt
	for extra in postgres cohort mcp signin; do \
	  $(COMPILE) --group $$extra -c requirements.txt -o requirements-$$extra.txt; done
	@$(PYTHON) start.py --setup --dev
	$(BIN)/python -m tools.dependencies
