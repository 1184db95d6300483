"""Where we stand, read from the environment once for all modules of settings."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# A demonstration on one machine, a developer's machine, or (neither) production.
DEMO: bool = env.bool("DEMO", default=False)
DEBUG: bool = env.bool("DEBUG", default=False)
IS_PRODUCTION = not (DEMO or DEBUG)
