# `make demo` and `make test` are the whole set-up; everything lives in .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEMO   := demo_index

.DEFAULT_GOAL := help
.PHONY: help install demo test check evaluate fuzz bench clean

help:
	@echo "make demo      install, index samples/, answer 'US-Russia confrontation'"
	@echo "make test      install, run the tests"
	@echo "make check     format, lint, types, import layers, light imports"
	@echo "make evaluate  quality on ../shared/data against the floors in eval/baseline.json"
	@echo "make fuzz      100,000 damaged texts, and ../shared/data where it is: nothing may break"
	@echo "make bench     speeds, as ratios against a peer in the same run"

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	@# torch by itself first: its exact version is what makes pip take the CPU build where one lies at hand.
	$(BIN)/python -m pip install --quiet $(shell grep '^torch==' constraints.txt)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[indexer,dev]'
	@touch $(READY)

install: $(READY)

demo: install
	@rm -rf $(DEMO)
	$(BIN)/onrecord index samples --index $(DEMO)
	$(BIN)/onrecord search "US-Russia confrontation" -k 3 --index $(DEMO)
	@echo
	@echo "Your turn: $(BIN)/onrecord search \"who pays for the flood damage\" --index $(DEMO)"

test: install
	$(BIN)/python -m pytest

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --quiet tests/test_imports.py

evaluate: install
	$(BIN)/python eval/run.py

fuzz: install
	$(BIN)/python eval/fuzz.py $(if $(wildcard ../shared/data),--data ../shared/data)

bench: install
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
