"""Folders of translations: global_goals.yml, global_targets.yml and global_indicators.yml, one folder a language."""

import re
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from sdg_links.official_texts.cleaning import clean
from sdg_links.official_texts.framework import KINDS, OfficialTextError, OfficialTexts, read_file

MAX_BYTES = 1024**2
FILES = {kind: f"global_{kind}.yml" for kind in KINDS}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

# "1-title", "1-3-title", "1-3-1-title"; "1-short" is a short title, of which we have our own.
_KEY = re.compile(r"(\d{1,2}(?:-(?:\d{1,2}|[a-z])(?:-\d{1,2})?)?)-(title|short)")


def read_folder(folder: Path, language: str | None) -> list[OfficialTexts]:
    """The texts of a language's folder, or of all languages' folders within it; raises OfficialTextError.

    ``language`` overrules the folder's name and goes with the folder of one language only.
    """
    folder = folder.resolve()
    if _has_files(folder):
        return [_read_language(folder, language or folder.name)]
    folders = _language_folders(folder)
    if language:
        raise OfficialTextError(
            _("%(name)s holds several languages: give the folder of one language together with --language.")
            % {"name": folder.name}
        )
    return [_read_language(each, each.name) for each in folders]


def parse_key(key: object) -> tuple[str, str] | None:
    """Code and part of a key: "1-3-title" is ("1.3", "title"); None where it is not such a key."""
    found = _KEY.fullmatch(str(key))
    return (found[1].replace("-", "."), found[2]) if found else None


def _has_files(folder: Path) -> bool:
    return any((folder / name).exists() for name in FILES.values())


def _language_folders(folder: Path) -> list[Path]:
    """The languages' folders within a folder; one without a file of translations is refused, not skipped."""
    try:
        folders = sorted(each for each in folder.iterdir() if each.is_dir() and LANGUAGE.fullmatch(each.name))
    except OSError as error:
        raise OfficialTextError(
            _("The folder %(name)s could not be opened (%(reason)s): check that you may read it.")
            % {"name": folder, "reason": error.strerror}
        ) from error
    for each in folders or [folder]:
        if not _has_files(each):
            raise OfficialTextError(
                _("The folder %(name)s holds no translations: put global_goals.yml and global_targets.yml into it.")
                % {"name": each.name}
            )
    return folders


def _read_language(folder: Path, language: str) -> OfficialTexts:
    if not LANGUAGE.fullmatch(language):
        raise OfficialTextError(
            _("“%(language)s” is not a language code: say which language it is, for example --language fr.")
            % {"language": language}
        )
    texts = {
        kind: _read_texts(folder / name, kind, language) for kind, name in FILES.items() if (folder / name).exists()
    }
    if not any(texts.values()):
        raise OfficialTextError(
            _("The files in %(name)s hold no texts: give the folder with the finished translations.")
            % {"name": folder.name}
        )
    return OfficialTexts(language=language, source=folder.name, texts=texts, must_be_complete=False)


def _read_texts(path: Path, kind: str, language: str) -> dict[str, str]:
    """Clean texts by code from one file; an empty text counts as missing."""
    name = f"{path.parent.name}/{path.name}"
    texts = {}
    for key, value in _parse_yaml(path, name).items():
        parsed = parse_key(key)
        if not parsed or KINDS[parsed[0].count(".")] != kind:
            raise OfficialTextError(
                _("%(name)s has the unknown key “%(key)s”: correct it to the form “%(example)s” or take it out.")
                % {"name": name, "key": str(key)[:40], "example": "-".join("131"[: KINDS.index(kind) + 1]) + "-title"}
            )
        if value is not None and not isinstance(value, str):
            raise OfficialTextError(
                _("%(name)s has no text under “%(key)s”: write the text there, between quotation marks.")
                % {"name": name, "key": str(key)[:40]}
            )
        code, part = parsed
        if part == "title" and (text := clean(value or "", language)):
            texts[code] = text
    return texts


def _parse_yaml(path: Path, name: str) -> dict[Any, Any]:
    content = read_file(path, limit=MAX_BYTES)
    try:
        parsed = yaml.safe_load(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise OfficialTextError(_("%(name)s is not in UTF-8: save it in UTF-8.") % {"name": name}) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise OfficialTextError(
            _("%(name)s is not well-formed YAML (near line %(line)s): correct it, or give the original file.")
            % {"name": name, "line": mark.line + 1 if mark else 1}
        ) from error
    if parsed is None:
        return {}
    if not isinstance(parsed, dict):
        raise OfficialTextError(
            _("%(name)s is not a list of keys and texts: it needs lines such as “1-title: …”.") % {"name": name}
        )
    return parsed
