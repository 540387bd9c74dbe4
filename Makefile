# What this project can do, one line each. `make` alone says so.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-peers
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help run test check audit system wording docs pictures mutants bench load move-store setup-sheet soak cluster cluster-trial lock

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 20

run: $(VENV)/run.stamp  ## the app on this computer, with sample data: http://127.0.0.1:8501
	$(BIN)/streamlit run app.py

test: system check  ## everything that must hold before a change is kept
	$(BIN)/python -m pytest -n 2 --dist worksteal -ra

check: $(VENV)/dev.stamp  ## format, lint, types, layers and known holes: seconds, no browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@.ci/audit --where-it-can-be-had

system:  ## the programs beside Python that the tests drive: a browser, a word processor, a database, a proxy
	@.ci/system-packages

wording: $(VENV)/run.stamp  ## the Word templates again, from the text files of templates/wording/ (docs/wording.md)
	$(BIN)/python -m templates.authoring

docs: $(VENV)/dev.stamp  ## the pages of docs/ that are made from the code
	$(BIN)/python -m docs.make_docs

pictures: system $(VENV)/dev.stamp  ## the screenshots of docs/, from the running app
	$(BIN)/python -m docs.make_pictures

mutants: $(VENV)/dev.stamp  ## every rule broken in every small way: which the tests notice; minutes
	$(BIN)/python -m tests.mutants
	$(BIN)/python -m docs.make_docs

bench: $(VENV)/dev.stamp $(PEERS)/peers.stamp  ## ours beside its peers, in one table; make bench row=letters for one row
	$(BIN)/python -m benchmarks.run $(row)

load: $(VENV)/dev.stamp  ## many people at once: make load store=sqlite|sheet|postgres sessions=200 minutes=10 processes=1 kill=app restart=postgres
	$(BIN)/python -m benchmarks.load $(foreach word,hours store sessions minutes processes kill restart pace,$(if $($(word)),$(word)=$($(word))))

move-store: $(VENV)/run.stamp  ## everything from one store into another, proved equal: make move-store from=… to=…
	@$(BIN)/python -m store '$(from)' '$(to)'

setup-sheet: $(VENV)/run.stamp  ## a Google spreadsheet made ready: make setup-sheet link=… key=…
	@$(BIN)/python -m store.sheets '$(link)' '$(key)'

soak: $(VENV)/dev.stamp  ## the promises about spreadsheets and about guessing at full size, into docs/reliability.md: half an hour, seeds told
	$(BIN)/python -m tests.store.sheets.promises.soak $(piece)
	MANAGED_MOVES_SOAK=full $(BIN)/python -m pytest tests/browser/test_ten_thousand_tries.py

cluster: $(VENV)/dev.stamp  ## three PostgreSQL nodes under Patroni and etcd on this computer, until Ctrl-C
	@.ci/system-packages cluster
	@$(BIN)/python -m deploy.cluster

cluster-trial: $(VENV)/dev.stamp  ## its primary killed ten times while people save, into docs/cluster.md: five minutes
	@.ci/system-packages cluster
	@$(BIN)/python -m deploy.cluster.trial

audit: $(VENV)/dev.stamp  ## known holes in what is installed: asks the public database, so it needs the network
	@.ci/audit

lock: $(VENV)/dev.stamp  ## requirements*.txt again from pyproject.toml, with the hashes of everything
	$(LOCK) --extra google pyproject.toml -o requirements.txt
	$(LOCK) -c requirements.txt --all-extras pyproject.toml -o requirements-site.txt
	$(LOCK) -c requirements-site.txt --all-extras --group dev pyproject.toml -o requirements-dev.txt
	$(LOCK) benchmarks/peers/requirements.in -o benchmarks/peers/requirements.txt

# A stamp says which list is installed: nothing is asked of the network when neither list has changed.
$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Beside our own: a peer wants an older gspread than the app.
$(PEERS)/peers.stamp: benchmarks/peers/requirements.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/peers/requirements.txt
	@touch $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
