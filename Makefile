# The verbs. `make help` lists them; `make run` and `make test` are all a new machine needs.
PYTHON ?= python3
PORT ?= 8550
PY := .venv/bin/python
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help run test check fast web dev bench sample accept content screens pictures reliability words android ios lock clean

help:  ## list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock
	@$(PYTHON) tools/setup.py

run: web  ## set up, build the web app, serve it on this machine and open it (PORT=8550)
	@$(PY) -m tools.web.serve --port $(PORT) --open build/web

test: $(READY)  ## set up, browser included, and run every test
	@$(PY) -m tools.provide
	@-$(PY) -m tools.oracles
	@$(MAKE) --no-print-directory web
	@$(MAKE) --no-print-directory lint
	@$(PY) -m pytest -n 2 --dist loadgroup || \
		(echo "Trying what failed once more, alone; a second failure counts …" && \
		$(PY) -m pytest --last-failed --last-failed-no-failures none)

check: lint fast  ## format, lint, types and the fast tests, in under a minute

.PHONY: lint
lint: $(READY)
	@echo "Checking format, lint and types …"
	@$(PY) -m ruff format --check --quiet . || (echo "Not formatted: run .venv/bin/ruff format ." && false)
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy --no-error-summary

fast: $(READY)
	@QUICK=1 $(PY) -m pytest -q -n 2 -m "not slow and not browser"

web: $(READY)  ## build the site into build/web (again only when something changed)
	@$(PY) -m tools.web.build --out build/web

dev: $(READY)  ## the app under CPython, in a window of the browser, reloading when a file changes
	@$(PY) -m tools.dev

bench: web  ## measure, side by side in one run; tables into build/bench
	@$(PY) -m tools.bench

sample: $(READY)  ## what leaves the app for the demo person, into build/sample
	@$(PY) -m tools.sample

content: $(READY)  ## readability, review dates, and the table of claims
	@$(PY) -m tools.content

words: $(READY)  ## collect visible sentences into the catalogs
	@$(PY) -m tools.words

screens: $(READY)  ## every screen in every size, theme, text size and language, into build/screens, checked
	@$(PY) -m tools.provide
	@$(PY) -m tools.screens

pictures: $(READY)  ## the demo person's app, for the README (docs/pictures) and the stores (build/pictures/store)
	@$(PY) -m tools.provide
	@$(PY) -m tools.screens.pictures

reliability: $(READY)  ## kill, fuzz and fault figures, into docs/RELIABILITY.md
	@$(PY) -m tools.reliability

accept: $(READY)  ## rewrite the accepted outputs; read the diff before you commit it
	@ACCEPT=1 $(PY) -m pytest -q tests/share tests/ui
	@git --no-pager diff --stat -- tests

android: $(READY)  ## build for Android, or say what is missing
	@$(PY) -m tools.mobile android

ios: $(READY)  ## build for iOS, or say what is missing
	@$(PY) -m tools.mobile ios

lock: $(READY)  ## write requirements.lock again from pyproject.toml
	@.venv/bin/uv pip compile pyproject.toml --group build --group test --generate-hashes --universal \
		--python-version 3.11 --no-header --no-annotate -o requirements.lock

clean:  ## remove outputs (not the environment)
	@find build -mindepth 1 ! -name README.md -delete
