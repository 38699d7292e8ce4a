# `make demo` and `make test` need Python 3.11+, git and make; everything else they set up in .venv.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test check format docs examples new bench audit clean setup

demo: $(READY)  ## set up, and prepare the two bundled examples in build/demo
	@rm -rf build/demo && mkdir -p build/demo && cp -R examples/. build/demo/
	@rm -f build/demo/*/runbook.md build/demo/*/cost-plan.md
	@for each in weather-api shop; do echo; echo "\$$ opsworthy prepare build/demo/$$each"; \
	  $(BIN)/opsworthy prepare build/demo/$$each || test $$? -eq 1 || exit 1; done
	@echo; echo "Read build/demo/shop/runbook.md and build/demo/shop/cost-plan.md; the committed ones stand in examples/."

test: $(READY)  ## set up, and pass every test
	@$(BIN)/pytest -n auto --dist worksteal

check: $(READY)  ## the one gate: format, lint, types, imports, tests, generated files, Opsworthy on itself
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n auto --dist worksteal
	@$(BIN)/opsworthy check . && $(BIN)/opsworthy write . --check

format: $(READY)  ## format the code and mend what the linter can
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

docs: $(READY)  ## write the generated pages: rules, commands, schemas, the bar's coverage
	@$(BIN)/python -m tools.generate && $(BIN)/python -m tools.transcript

examples: $(READY)  ## refresh the committed documents of the examples and of this repository
	@for each in examples/weather-api examples/shop .; do $(BIN)/opsworthy write $$each; done

new: $(READY)  ## `make new rule NAME=rollback-untested`, `make new detector NAME=fly`, `make new writer NAME=handbook`
	@$(BIN)/python -m tools.new $(filter-out $@,$(MAKECMDGOALS)) $(NAME)

bench: $(READY)  ## every benchmark, one after the other
	@$(BIN)/python -m benchmarks.startup
	@$(BIN)/python -m benchmarks.survey_speed

audit: $(READY)  ## known weaknesses of the pinned dependencies; needs the network
	@$(BIN)/python -m venv build/audit && build/audit/bin/pip install --quiet --disable-pip-version-check pip-audit
	@build/audit/bin/pip-audit --requirement constraints.txt --no-deps

setup: $(READY)
$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Opsworthy needs Python 3.11 or newer on the PATH (or make PYTHON=/path/to/python3.12)."; exit 1; }
	@echo "Setting up .venv with $(PYTHON) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

clean:
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache

# the words after `make new` are arguments, not targets
ifeq (new,$(firstword $(MAKECMDGOALS)))
$(wordlist 2,9,$(MAKECMDGOALS)):
	@:
endif
