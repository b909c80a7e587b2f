# make book    set up, execute the notebooks and publish the book
# make test    set up, then lint, check types and run every test, a full build included
# make test-all  the same, and the tests that take minutes: every kind of cohort, many generated ones
# make screenshots  take the pictures of the page on your own cohort anew
# make bench   speed, as ratios within one run: tables and a plot in benchmarks/results
# make bench-build  speed of the build beside that of jupyter-book; a quarter of an hour
# make format  bring the code into the house's form
# make lock    resolve the requirements anew from pyproject.toml (needs uv)

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" --quiet

.PHONY: book test test-all screenshots bench bench-build format lock clean

book: $(VENV)/ready-to-build
	$(BIN)/mibg build

test: $(VENV)/ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-all: test
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m long

screenshots: $(VENV)/ready-to-test
	mkdir -p book/images
	MIBG_SCREENSHOTS=1 $(BIN)/python -m pytest tests/books/test_own_books.py -k newcomers

bench: $(VENV)/ready-to-test
	$(BIN)/python -m benchmarks

bench-build: $(VENV)/ready-to-test
	$(BIN)/python -m benchmarks build

format: $(VENV)/ready-to-test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock:
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --extra test --constraints requirements.txt --output-file requirements-test.txt

clean:
	rm -rf _build $(VENV)

$(VENV)/ready-to-build: requirements.txt pyproject.toml
	$(PYTHON) tests/check_python.py
	$(PYTHON) -m venv $(VENV)
	@echo "Installing the locked requirements; a minute or two."
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-to-test: requirements-test.txt tests/chromium.py $(VENV)/ready-to-build
	$(PIP) install --require-hashes -r requirements-test.txt
	$(BIN)/python tests/chromium.py
	@touch $@
