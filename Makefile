# What a person does with the project; "make" alone says what there is.

.DEFAULT_GOAL := help
.PHONY: help run serve test check bench bench-pages bench-tree bench-chart bench-layout bench-print bench-imports bench-answers screenshots messages clean venv venv-test

HOST ?= 127.0.0.1
PORT ?= 8000
SAMPLE ?= yes
WORKERS ?= 2
export HOST

# In an address, IPv6 stands in brackets; 0.0.0.0 and :: mean every address of this machine, which no browser can open.
AT := $(if $(findstring :,$(HOST)),[$(patsubst [%],%,$(HOST))],$(HOST)):$(PORT)
PLACES := http://$(AT)/
ifneq ($(filter 0.0.0.0 :: [::],$(HOST)),)
PLACES := http://localhost:$(PORT)/, from elsewhere http://$(shell uname -n):$(PORT)/,
endif

# The first of these that is Python 3.11 or newer; PYTHON=... names another.
PYTHONS := .venv/bin/python python3.13 python3.12 python3.11 python3
ifndef PYTHON
PYTHON := $(shell for python in $(PYTHONS); do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
endif
VENV_PYTHON := .venv/bin/python
MANAGE := $(VENV_PYTHON) manage.py

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

run: export DEBUG ?= on
run: venv var/secret-key ## Try it: the sample organisation on http://127.0.0.1:8000 (PORT=, HOST=, SAMPLE=no)
	@$(VENV_PYTHON) .ci/prepare.py $(if $(filter no off false 0,$(SAMPLE)),--no-sample)
	@echo "Orgchart is at $(PLACES) until you press Ctrl-C"
	@exec $(MANAGE) runserver "$(AT)"

serve: venv $(if $(filter off no false 0,$(HTTPS)),var/secret-key) ## Serve it in production mode (docs/deployment.md; HTTPS=off to try it on this machine)
	@$(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) check --deploy --database default --tag database
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@echo "Orgchart is at $(AT) until you press Ctrl-C"
	@exec $(VENV_PYTHON) -m gunicorn orgchart.wsgi --bind "$(AT)" --workers $(WORKERS) --threads 4 \
		--timeout 30 --forwarded-allow-ips "" --no-control-socket

test: venv-test ## Run every check and every test, on SQLite, PostgreSQL and in a browser
	@$(VENV_PYTHON) .ci/test.py

check: venv-test ## Run linters and types alone
	@$(VENV_PYTHON) .ci/test.py --check

bench: bench-pages bench-tree bench-chart bench-layout bench-print bench-imports bench-answers ## Measure everything, which takes its time

bench-pages: venv-test ## Measure every page at four sizes of organisation
	@$(VENV_PYTHON) .ci/bench_pages.py

bench-tree: venv-test ## Measure the tree beside other libraries, on both databases (SIZE=5000 for a quick look)
	@$(VENV_PYTHON) .ci/bench_tree.py $(if $(SIZE),--size $(SIZE))

bench-chart: venv-test ## Measure chart and map in server and browser (PEERS=folder: beside other libraries)
	@$(VENV_PYTHON) .ci/bench_chart.py

bench-layout: venv-test ## Measure how quickly charts are laid out, and how large type is on paper
	@$(VENV_PYTHON) .ci/bench_layout.py

bench-print: venv-test ## Measure what books, posters and PDF files cost (REAL_DATA_DIR=folder: real companies too)
	@$(VENV_PYTHON) .ci/bench_print.py

bench-imports: venv-test ## Measure imports of 100,000 positions, workbooks and hostile files beside other libraries
	@$(VENV_PYTHON) .ci/bench_imports.py

bench-answers: venv-test ## Measure what answers to questions about positions cost, in large organisations too
	@$(VENV_PYTHON) .ci/bench_answers.py

screenshots: venv-test ## Take pictures of the sample's pages, in var/screenshots and for the README
	@$(VENV_PYTHON) .ci/screenshots.py

messages: venv-test ## Gather the messages into locale/ and compile them, after a text was changed or translated
	@$(VENV_PYTHON) .ci/messages.py

clean: ## Remove what the tools made; the database stays
	@rm -rf .venv var/static .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

venv venv-test:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) .ci/venv.py $(if $(filter venv-test,$@),test,run)

# For trying only: production names its own in SECRET_KEY.
var/secret-key: | venv
	@(umask 077 && $(VENV_PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))' > $@)
