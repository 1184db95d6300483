"""Which kind of source a path is, and its official texts."""

from pathlib import Path

from django.utils.translation import gettext as _

from sdg_links.official_texts.framework import OfficialTextError, OfficialTexts
from sdg_links.official_texts.translations import LANGUAGE, read_folder
from sdg_links.official_texts.workbook import read_workbook


def read(path: Path, language: str | None = None) -> list[OfficialTexts]:
    """The texts at ``path``, one entry a language: a workbook (in English unless ``language`` says otherwise), a
    language's folder of translations, or a folder of such folders. Raises OfficialTextError; touches no database.
    """
    if language is not None and not LANGUAGE.fullmatch(language):
        raise OfficialTextError(
            _("“%(language)s” is not a language code: write a code such as fr after --language.")
            % {"language": language}
        )
    if path.is_dir():
        return read_folder(path, language)
    if path.suffix.lower() in {".yml", ".yaml"}:
        raise OfficialTextError(
            _("%(name)s is one file of a translation: give the folder that holds it, here %(folder)s.")
            % {"name": path.name, "folder": path.parent}
        )
    return [read_workbook(path, language or "en")]
