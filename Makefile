# Two commands matter: `make demo` and `make test`. Each sets up everything it needs; the second time takes seconds.
PORT ?= 8000
PYTEST_ARGS ?= -n auto --dist loadgroup
PYTHON_IN_VENV = .venv/bin/python
# Commands that need settings but touch no data of anybody's.
FOR_CHECKS = env SECRET_KEY=only-for-checks-0123456789-0123456789-0123456789-0123456789 DATABASE_URL=sqlite:///var/checks.sqlite3

.PHONY: help demo test lint format bench lock messages clean

help:
	@echo "make demo [PORT=8123]  set up everything and run the application with demonstration data"
	@echo "make test              set up everything and run all tests (DATABASE_URL=postgres://... for PostgreSQL)"
	@echo "make lint              style, format, types, templates, migrations, translations, deployment checks"
	@echo "make format            put code and imports in order"
	@echo "make bench             measure speed (DATABASE_URL=postgres://... says where)"
	@echo "make messages          collect the texts to be translated"
	@echo "make lock              choose the newest versions that pyproject.toml allows"

demo:
	@.ci/setup app
	@env DEMO=1 DATABASE_URL=sqlite:///var/demo.sqlite3 $(PYTHON_IN_VENV) manage.py demo --port "$(PORT)"

test:
	@.ci/setup dev
	@CHROMIUM="$$(.ci/browser)" $(PYTHON_IN_VENV) -m pytest $(PYTEST_ARGS)

lint:
	@.ci/setup dev
	$(PYTHON_IN_VENV) -m ruff check .
	$(PYTHON_IN_VENV) -m ruff format --check .
	$(PYTHON_IN_VENV) -m mypy .
	$(PYTHON_IN_VENV) -m djlint --lint --quiet templates
	$(FOR_CHECKS) $(PYTHON_IN_VENV) manage.py makemigrations --check --dry-run
	$(FOR_CHECKS) $(PYTHON_IN_VENV) manage.py check --deploy --fail-level WARNING

format:
	@.ci/setup dev
	$(PYTHON_IN_VENV) -m ruff check --fix .
	$(PYTHON_IN_VENV) -m ruff format .

bench:
	@.ci/setup dev
	DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1/waymark_bench} $(PYTHON_IN_VENV) -m pytest tests/benchmarks -o python_files='bench_*.py' -o python_functions='bench_*' -q -s

messages:
	@.ci/setup dev
	$(FOR_CHECKS) $(PYTHON_IN_VENV) manage.py makemessages --all --no-location --no-obsolete --ignore=.venv --ignore=tests --ignore=staticfiles

lock:
	@command -v uv >/dev/null || { echo "Locking needs uv. Install it (pipx install uv) and try again."; exit 1; }
	uv pip compile pyproject.toml --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/app.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/dev.lock

clean:
	rm -rf .venv var staticfiles .mypy_cache .ruff_cache .pytest_cache
