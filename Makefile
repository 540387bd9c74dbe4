# What this project can do, one line each. `make` alone says so.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-peers
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11

# Where it is set, every process compiles every module again: half a minute of each worker, and a second of each server.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test quick slowest check audit system wording docs blocks pictures walks mutants explore bench questions load move-store setup-sheet soak cluster cluster-trial lock trial-fresh trial-install
.PHONY: environment environment-dev environment-peers

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 20

run: environment  ## the app on this computer, with sample data: http://127.0.0.1:8501
	$(BIN)/streamlit run app.py

test: system check  ## everything that must hold before a change is kept: twenty minutes on two cores
	$(BIN)/python -m pytest -n 3 --dist worksteal -ra

quick: system  ## the tests that need no browser and kill nothing: three minutes, while you work
	$(BIN)/python -m pytest -n 3 --dist worksteal -ra -m 'not long'

slowest: environment-dev  ## the twenty longest tests of the last make test
	@$(BIN)/python -m tests.slowest

check: environment-dev  ## format, lint, types, layers and known holes: seconds, no browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@.ci/audit --where-it-can-be-had

system: environment-dev  ## the programs beside Python that the tests drive: a browser, a word processor, a database, a proxy
	@$(BIN)/python -m tests.programs

wording: environment  ## the Word templates again, from the text files of templates/wording/ (docs/wording.md)
	$(BIN)/python -m templates.authoring

docs: environment-dev  ## the pages of docs/ that are made from the code
	$(BIN)/python -m docs.make_docs

blocks: environment  ## every block that pages are made of, with an example: for whoever draws a page
	PYTHONPATH=. $(BIN)/streamlit run docs/blocks_page.py

pictures: system  ## the screenshots of docs/, from the running app
	$(BIN)/python -m docs.make_pictures
	$(BIN)/python -m tests.browser.walks pictures=docs/pictures/walks page=docs/walks.md

walks: system  ## whole cases walked by three people in three windows, which must say the same: make walks walk=direct pictures=FOLDER every=yes
	$(BIN)/python -m tests.browser.walks $(foreach word,walk pictures every,$(if $($(word)),$(word)=$($(word))))

mutants: environment-dev  ## every rule and gate broken in every small way: which the tests notice; minutes
	$(BIN)/python -m tests.mutants
	$(BIN)/python -m docs.make_docs

explore: environment-dev  ## whole cases walked by people of every role, into docs/reliability.md: make explore minutes=30; seed=17 for one again; endings=all
	$(BIN)/python -m tests.explorer $(foreach word,minutes seed from endings,$(if $($(word)),$(word)=$($(word))))

bench: environment-dev environment-peers  ## ours beside its peers, in one table; make bench row=letters for one row
	$(BIN)/python -m benchmarks.run $(row)

questions: system  ## how much one placement asks of people, counted in a browser, into docs/performance.md
	$(BIN)/python -m benchmarks.questions $(or $(label),after)

load: environment-dev  ## many people at once: make load store=sqlite|sheet|postgres sessions=200 minutes=10 processes=1 kill=app restart=postgres rush=start|end
	$(BIN)/python -m benchmarks.load $(foreach word,hours store sessions minutes processes kill restart rush pace,$(if $($(word)),$(word)=$($(word))))

move-store: environment  ## everything from one store into another, proved equal: make move-store from=… to=…
	@$(BIN)/python -m store '$(from)' '$(to)' $(if $(demonstration),--demonstration)

setup-sheet: environment  ## a Google spreadsheet made ready: make setup-sheet link=… key=…
	@$(BIN)/python -m store.sheets '$(link)' '$(key)'

soak: environment-dev  ## the promises about spreadsheets and about guessing at full size, into docs/reliability.md: half an hour, seeds told
	$(BIN)/python -m tests.store.sheets.promises.soak $(piece)
	SOAK=full $(BIN)/python -m pytest tests/browser/test_ten_thousand_tries.py tests/letters/word/test_hostile_packages.py

cluster: environment-dev  ## three PostgreSQL nodes under Patroni and etcd on this computer, until Ctrl-C
	@$(BIN)/python -m tests.programs cluster
	@$(BIN)/python -m deploy.cluster

cluster-trial: environment-dev  ## its primary killed ten times while people save, into docs/cluster.md: five minutes
	@$(BIN)/python -m tests.programs cluster
	@$(BIN)/python -m deploy.cluster.trial

audit: environment-dev  ## known holes in what is installed: asks the public database, so it needs the network
	@.ci/audit

lock: environment-dev  ## requirements*.txt again from pyproject.toml, with the hashes of everything
	$(LOCK) --extra google pyproject.toml -o requirements.txt
	$(LOCK) -c requirements.txt --extra google --extra accounts --extra postgres pyproject.toml -o requirements-site.txt
	$(LOCK) -c requirements-site.txt --all-extras pyproject.toml -o requirements-notify.txt
	$(LOCK) -c requirements-notify.txt --all-extras --group dev pyproject.toml -o requirements-dev.txt
	$(LOCK) benchmarks/peers/requirements.in -o benchmarks/peers/requirements.txt

trial-fresh:  ## both commands in a bare Debian, from nothing and after being broken off: as root, an hour each for Debian 12 and 13; make trial-fresh suite=trixie for one
	@$(PYTHON) .ci/trial_fresh.py $(suite)

trial-install: environment-dev  ## a site from a bare Debian to a referral over https, destroyed, and restored elsewhere: as root; make trial-install suite=trixie store=postgresql; kills=30 seed=17 breaks it off
	@$(BIN)/python .ci/trial_install.py $(foreach word,suite store kills seed,$(if $($(word)),$(word)=$($(word))))

# Each says of itself whether it is whole and holds what its lists name (.ci/environment.py): a file's age says neither.
environment:
	@$(PYTHON) .ci/environment.py $(VENV) requirements.txt

environment-dev:
	@$(PYTHON) .ci/environment.py $(VENV) requirements.txt requirements-dev.txt

# Beside our own: a peer wants an older gspread than the app.
environment-peers:
	@$(PYTHON) .ci/environment.py $(PEERS) benchmarks/peers/requirements.txt
