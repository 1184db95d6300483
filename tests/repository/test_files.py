"""What holds for all files: docstrings, strict templates, documented settings, pinned dependencies."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("config", "sdg_links", "countries", "indicators", "results")
# Configuration that Django reads by its name; what it is for stands in Django's own documentation.
SPEAK_FOR_THEMSELVES = {"apps.py", "urls.py"}


def relative(path):
    return str(path.relative_to(ROOT))


MODULES = [
    path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts and path.read_text(encoding="utf-8").strip()
]
TEMPLATES = [
    path
    for folder in (ROOT / "templates", *(ROOT / package for package in PACKAGES))
    for path in folder.rglob("*.html")
]
SETTINGS = [ROOT / "config" / f"{name}.py" for name in ("environment", "mail", "settings", "sign_in", "uploads")]


@pytest.mark.parametrize("path", [path for path in MODULES if path.name not in SPEAK_FOR_THEMSELVES], ids=relative)
def test_module_says_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

    assert docstring
    assert docstring.splitlines()[0].endswith((".", ",", ":", ";"))


# Blocked by the content security policy, so they would only fail in a reader's browser.
INLINE = {
    "style element": r"<style\b",
    "style attribute": r"\sstyle\s*=",
    "script without a file": r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=[\"']application/(?:ld\+)?json[\"'])",
    "event handler": r"\son[a-z]+\s*=",
    "script in an address": r"javascript:",
}


def inline(text):
    """What stands in a template's markup that a browser would block; Django's own tags are left out."""
    markup = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text)
    return [name for name, pattern in INLINE.items() if re.search(pattern, markup, re.IGNORECASE)]


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_has_nothing_inline(path):
    assert inline(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        pytest.param('<p style="color: red">', "style attribute", id="style attribute"),
        pytest.param("<script>go()</script>", "script without a file", id="script"),
        pytest.param('<a {% if one %}onclick="go()"{% endif %}>', "event handler", id="handler"),
    ],
)
def test_inline_markup_would_be_found(markup, found):
    assert inline(markup) == [found]


def test_every_setting_is_documented_and_no_other():
    text = "".join(path.read_text(encoding="utf-8") for path in SETTINGS)
    read = set(re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z0-9_]+)\"", text))
    table = [
        line for line in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").splitlines() if line[:1] == "|"
    ]
    documented = {name for line in table for name in re.findall(r"`([A-Z0-9_]+)`", line.split("|")[1])}

    assert len(read) > 10
    assert documented == read


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda path: path.name)
def test_lock_pins_every_package_by_hash_and_names_no_host(path):
    text = path.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.replace("\\\n", " ").strip())

    assert [package for package in packages if not re.match(r"[\w.\-\[\],]+==\S+ .*--hash=sha256:", package)] == []
    assert "http" not in text


def test_nothing_is_left_to_do():
    written = [*MODULES, *TEMPLATES, *(ROOT / "docs").rglob("*.md"), *(ROOT / "static").rglob("*.*")]
    texts = {path: path.read_text(encoding="utf-8", errors="ignore") for path in written}

    assert [relative(path) for path, text in texts.items() if re.search(r"\b(TODO|FIXME)\b", text)] == []


def test_files_stay_short_enough_to_read():
    long = {relative(path): lines for path in MODULES if (lines := path.read_text(encoding="utf-8").count("\n")) > 250}

    assert long == {}
