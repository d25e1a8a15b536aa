# Second Look: everything there is to do here. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup develop run test check bench hostile recovery
MAKEFLAGS += --no-print-directory
python := .venv/bin/python

help: ## list these commands
	@echo "Second Look. In this folder:"
	@grep -hE '^[a-z]+: .*## ' Makefile | sed -E 's/^([a-z]+): [^#]*## (.*)/  make \1\t\2/' | expand -t 18
	@echo "PORT=8001 make run   serves on another port; DEMO=0 leaves the demo school out. docs/settings.md lists every setting."

setup: ## make the environment in .venv, or bring it up to date
	@sh .ci/setup

develop: ## the same, with the tools that test and check
	@sh .ci/setup --develop

run: setup ## build what is missing and serve the demo school on this machine
	@DEMO="$${DEMO:-1}" $(python) manage.py start

test: develop ## run every test, on SQLite, on PostgreSQL and in a browser
	@$(python) .ci/test.py

check: develop ## lint, types, import rules, migrations, deployment, translations, templates
	@$(python) .ci/check.py

bench: develop ## measure answering, making pairs and lenses, and write var/bench/latest.json (ONLY=answer, pair, lens, join, sign or progress)
	@$(python) .ci/bench.py $(ONLY)

hostile: develop ## let 200 pupils take a quiz over a hostile network, and count what was lost (about ten minutes)
	@$(python) .ci/hostile.py

recovery: develop ## simulate learners and write how often every interval holds the truth (ONLY=classes, say, makes one table)
	@$(python) .ci/recovery.py $(ONLY)
