"""Official texts read from the United Nations' files: what is cleaned, how cells are told apart, what is refused."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from sdg_links.official_texts import translations, workbook
from sdg_links.official_texts.cleaning import clean, raise_digits
from sdg_links.official_texts.framework import OfficialTextError
from sdg_links.official_texts.reading import read

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def write_file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def write_package(folder: Path, entry: str) -> Path:
    path = folder / "sdg.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(entry, "<document/>")
    return path


def write_folder(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for kind, content in files.items():
        (folder / f"global_{kind}.yml").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("language", "text", "cleaned"),
    [
        pytest.param("fr", "E\u0301liminer la pauvrete\u0301", "Éliminer la pauvreté", id="decomposed accents"),
        pytest.param("ar", "نســبة الرجـــال", "نسبة الرجال", id="tatweel"),
        pytest.param("ar", "عالم ٍ خالٍ", "عالمٍ خالٍ", id="vowel sign cut off by a space"),
        pytest.param("ar", "وخاصةً ً بتوسيع", "وخاصةً بتوسيع", id="vowel sign twice"),
        pytest.param("ar", "إطار سِ نداي", "إطار سِنداي", id="word cut in two"),
        pytest.param("es", "desa\u00adrrollo\u200b sostenible", "desarrollo sostenible", id="soft hyphen"),
        pytest.param("fr", "États\u2010Unis", "États-Unis", id="Unicode hyphen"),
        pytest.param("en", "under\u20115 mortality", "under-5 mortality", id="non-breaking hyphen"),
        pytest.param("en", "ages 15–49\u00a0years", "ages 15–49 years", id="en dash stays, no-break space goes"),
        pytest.param("ru", "затраты,\nсвязанные  с ", "затраты, связанные с", id="folded line"),
        pytest.param("fr", "de « L’avenir »", "de «\u00a0L’avenir\u00a0»", id="French quotation marks"),
        pytest.param("fr", "moins de 1\u202f000\u00a0cas", "moins de 1\u202f000\u00a0cas", id="French numbers"),
        pytest.param("fr", "lutte\u00a0contre", "lutte contre", id="no-break space that French does not want"),
        pytest.param("es", "Fin de <b>la</b><br/>pobreza &amp; hambre", "Fin de la pobreza & hambre", id="HTML"),
        pytest.param("en", "height <-2 or >+2 deviation", "height <-2 or >+2 deviation", id="comparison, not HTML"),
        pytest.param("tg", '"Хотимаи камбизоатӣ"', "Хотимаи камбизоатӣ", id="quotation marks around everything"),
        pytest.param("tg", 'Хотимаи камбизоатӣ"', "Хотимаи камбизоатӣ", id="quotation mark without its partner"),
        pytest.param("tg", 'банди 158 аз "Оянда"', 'банди 158 аз "Оянда"', id="title in quotation marks"),
        pytest.param("en", f"its impacts{raise_digits('3')}", "its impacts", id="raised digit after a word"),
        pytest.param("en", "impacts<sup>3</sup>, by sex", "impacts, by sex", id="raised digit in HTML"),
        pytest.param("en", "per 10 km²", "per 10 km²", id="unit"),
        pytest.param("en", "$1.25, PM2.5, M49, CO2, 2030", "$1.25, PM2.5, M49, CO2, 2030", id="digits that belong"),
    ],
)
def test_cleaning_removes_traces_of_layout_only(language: str, text: str, cleaned: str) -> None:
    assert clean(text, language) == cleaned
    assert clean(cleaned, language) == cleaned


@pytest.mark.parametrize(
    ("value", "entry"),
    [
        pytest.param("Goal 13. Combat climate change3", ("13", "Combat climate change"), id="mark of a note"),
        pytest.param("17.6.1 Subscriptions, by speed4", ("17.6.1", "Subscriptions, by speed4"), id="no such note"),
        pytest.param("1.b Emission of CO3", ("1.b", "Emission of CO3"), id="digit of a formula"),
        pytest.param("1.5 End hunger by 2013", ("1.5", "End hunger by 2013"), id="year"),
        pytest.param("目标1. 消除贫穷", ("1", "消除贫穷"), id="goal in Chinese"),
        pytest.param("Finance", None, id="subheading"),
        pytest.param("1 Resolution 68/261.", None, id="note"),
        pytest.param("Goals and targets (from the 2030 Agenda)", None, id="heading"),
        pytest.param("1.3", None, id="code without a text"),
    ],
)
def test_cell_is_parsed_into_code_and_text(value: str, entry: tuple[str, str] | None) -> None:
    assert workbook.parse_cell(value, {"1", "3"}) == entry


UNFIT: dict[str, tuple[Callable[[Path], Path], str]] = {
    "plain text": (lambda path: write_file(path / "sdg.xlsx", b"1,End poverty"), "is not an Excel workbook: give"),
    "zip of a text document": (lambda path: write_package(path, "word/document.xml"), "is not an Excel workbook: give"),
    "old format or password": (lambda path: write_file(path / "sdg.xlsx", OLD_EXCEL), "as .xlsx without a password"),
    "damaged workbook": (lambda path: write_package(path, "xl/workbook.xml"), "is damaged and cannot be opened"),
    "one of several is empty": (
        lambda path: (write_folder(path / "all/fr", goals="1-title: a"), write_folder(path / "all/ru"))[0].parent,
        "The folder ru holds no translations: put global_goals.yml",
    ),
    "folder not named after a language": (
        lambda path: write_folder(path / "Fransi", goals="1-title: a"),
        "“Fransi” is not a language code: say which language it is",
    ),
    "one file of a folder": (
        lambda path: write_folder(path / "fr", goals="1-title: a") / "global_goals.yml",
        "global_goals.yml is one file of a translation: give the folder that holds it",
    ),
    "malformed YAML": (
        lambda path: write_folder(path / "fr", goals="1-title: a\n17-title: [b\n"),
        "fr/global_goals.yml is not well-formed YAML (near line 3): correct it",
    ),
    "YAML nested too deeply": (
        lambda path: write_folder(path / "fr", goals="[" * 2000),
        "fr/global_goals.yml is not well-formed YAML (near line 1): correct it",
    ),
    "another encoding": (
        lambda path: write_file(write_folder(path / "fr") / "global_goals.yml", b"1-title: \xe9").parent,
        "fr/global_goals.yml is not in UTF-8: save it in UTF-8.",
    ),
    "list without keys": (
        lambda path: write_folder(path / "fr", goals="- a\n"),
        "is not a list of keys and texts: it needs lines such as “1-title: …”.",
    ),
    "goal among the targets": (
        lambda path: write_folder(path / "fr", targets="1-title: a\n"),
        "has the unknown key “1-title”: correct it to the form “1-3-title” or take it out.",
    ),
    "number instead of a text": (
        lambda path: write_folder(path / "fr", goals="1-title: 2030\n"),
        "has no text under “1-title”: write the text there, between quotation marks.",
    ),
    "keys without texts": (lambda path: write_folder(path / "fr", goals="1-title:\n"), "The files in fr hold no texts"),
}


@pytest.mark.parametrize(("write", "problem"), UNFIT.values(), ids=UNFIT)
def test_unfit_source_is_refused(tmp_path: Path, write: Callable[[Path], Path], problem: str) -> None:
    source = write(tmp_path)

    with pytest.raises(OfficialTextError, match=re.escape(problem)):
        read(source)


@pytest.mark.parametrize(
    ("language", "problem"),
    [
        pytest.param("fr", "holds several languages: give the folder of one language", id="for several folders"),
        pytest.param("français", "“français” is not a language code: write a code such as fr", id="not a code"),
    ],
)
def test_unfit_language_is_refused(tmp_path: Path, language: str, problem: str) -> None:
    write_folder(tmp_path / "fr", goals="1-title: Éliminer la pauvreté\n")

    with pytest.raises(OfficialTextError, match=problem):
        read(tmp_path, language)


LARGE = {
    "workbook": (workbook, "MAX_BYTES", "sdg.xlsx is larger than 0 MB"),
    "unpacked workbook": (workbook, "MAX_UNPACKED_BYTES", "sdg.xlsx unpacks to more than 0 MB"),
    "translation": (translations, "MAX_BYTES", "global_goals.yml is larger than 0 MB"),
}


@pytest.mark.parametrize(("module", "limit", "problem"), LARGE.values(), ids=LARGE)
def test_source_beyond_a_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, limit: str, problem: str
) -> None:
    monkeypatch.setattr(module, limit, 10)
    package = write_package(tmp_path, "xl/workbook.xml")
    folder = write_folder(tmp_path / "fr", goals="1-title: Éliminer la pauvreté\n")

    with pytest.raises(OfficialTextError, match=f"^{problem}"):
        read(package if module is workbook else folder)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        pytest.param(lambda path: write_package(path, "xl/workbook.xml"), "sdg.xlsx could not be read", id="workbook"),
        pytest.param(lambda path: write_folder(path / "fr", goals="1-title: a"), "yml could not be read", id="folder"),
    ],
)
def test_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Path], problem: str
) -> None:
    source = make(tmp_path)

    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(OfficialTextError, match=rf"{problem} \(Permission denied\): check"):
        read(source)
