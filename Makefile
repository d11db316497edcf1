# Every target sets up what it needs by itself; `make` alone says what there is.
# A second run sets up nothing and needs no network.

BIN := .venv/bin
CATALOGUE := resources/locale/en/LC_MESSAGES/ttedesktop

# Tests run in so many processes: as many as there are processors, but no more than four.
WORKERS := auto --maxprocesses 4
# Each child of the tests would compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test check bench faults crashes keyrings orders archives hostile fuzz walk screenshots translations bundle lock \
	clean for-running for-developing with-basedpyright with-mypy with-ruff \
	with-lint-imports

help: ## Says what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

demo: for-running ## Signs a demonstration letter: in the window, or without one into demo-output/
	@$(BIN)/ttedesktop demo --output demo-output

test: check ## Runs all checks, then all tests
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder $(TESTS)

check: for-developing ## Format, lint, types and import contracts
	@$(MAKE) --no-print-directory --jobs=2 --output-sync \
		with-basedpyright with-mypy with-ruff with-lint-imports

with-basedpyright with-mypy with-lint-imports:
	@$(BIN)/$(@:with-%=%)

with-ruff:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

bench: for-developing ## Compares speed with floors and peers, as ratios, into bench-output/
	@$(BIN)/python -m tests.bench

faults: for-developing ## Signs 200 batches with a token that misbehaves at random
	@$(BIN)/python -m tests.faults $(FAULTS)

crashes: for-developing ## Kills batches 200 times, fills disks, pulls tokens; nothing may be lost
	@$(BIN)/python -m tests.crashes $(CRASHES)

keyrings: for-developing ## Does 1,000 faults to keyrings; no setting may be lost, none be wrong
	@$(BIN)/python -m tests.keyrings $(KEYRINGS)

orders: for-developing ## Signs 500 orders to pay in the window and asks about each
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.many_orders $(ORDERS)

archives: for-developing ## Keeps an archive of 300 documents by runs that are killed at random moments
	@$(BIN)/python -m tests.archives $(ARCHIVES)

hostile: for-developing ## Opens files made to hang, exhaust or confuse, and tells how each ends
	@$(BIN)/python -m tests.hostile $(HOSTILE)

fuzz: for-developing ## Changes signed files at random; none that looks different may be valid
	@$(BIN)/python -m tests.engine.validation.fuzz $(FUZZ)

walk: for-developing ## Looks in every room for what is cut off, nameless or out of reach, in all sizes of words
	@WHOLE_WALK=1 $(BIN)/python -m pytest tests/window/test_access_walk.py

screenshots: for-developing ## Pictures of the window, into screenshots/, and those of the guide
	@$(BIN)/python -m tests.screenshots $(SCREENSHOTS)

translations: for-developing ## Gathers sentences into the English catalogue, and compiles it
	@mkdir -p build $(dir $(CATALOGUE))
	@$(BIN)/pybabel --quiet extract --sort-output --add-location=file --no-wrap \
		--keywords=mark --keywords=n_:1,2 --project=ttedesktop \
		--output-file=build/ttedesktop.pot ttedesktop ui
	@test -e $(CATALOGUE).po || $(BIN)/pybabel --quiet init --locale=en --no-wrap \
		--input-file=build/ttedesktop.pot --output-file=$(CATALOGUE).po
	@$(BIN)/pybabel --quiet update --locale=en --no-wrap --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date \
		--input-file=build/ttedesktop.pot --output-file=$(CATALOGUE).po
	@$(BIN)/pybabel --quiet compile --locale=en \
		--input-file=$(CATALOGUE).po --output-file=$(CATALOGUE).mo

bundle: ## A folder that runs without Python, into dist/
	@installer/set-up-debian.sh bundle
	@installer/pyinstaller/build.sh

lock: ## Writes requirements/ anew; LOCK=--upgrade takes the newest versions
	@installer/set-up-debian.sh run
	@installer/lock.sh $(LOCK)

clean: ## Removes everything that was made here, .venv too
	@rm -rf .venv build dist bench-output demo-output screenshots \
		.mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find resources ttedesktop ui tests installer -name __pycache__ -prune -exec rm -rf {} +

for-running:
	@installer/set-up-debian.sh run
	@installer/set-up-python.sh run

for-developing:
	@installer/set-up-debian.sh test
	@installer/set-up-python.sh develop
