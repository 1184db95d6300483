"""The command load_sdg: what it stores, what it leaves alone and what it refuses."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from sdg_links.models import Goal, SdgIndicator, Target
from tests.factories import GoalFactory, SdgIndicatorFactory, TargetFactory

SHARED_DATA = Path(__file__).parents[3] / "shared" / "data"
type Rows = list[list[object]]
type Write = Callable[[Path], Path]
ROWS: Rows = [
    ["Goals and targets (from the 2030 Agenda)", "Indicators"],
    ["Goal 1. End poverty everywhere"],
    ["1.3 Protect everyone", "1.3.1 Population covered, by sex"],
    ["Goal 17. Strengthen partnership"],
    ["Finance"],
    ["17.b Support investment", "17.b.1 Subscriptions, by speed"],
    ["4 Indicator 17.b.1 was listed elsewhere before."],
]
TEXTS = {
    "1": "End poverty everywhere",
    "17": "Strengthen partnership",
    "1.3": "Protect everyone",
    "17.b": "Support investment",
    "1.3.1": "Population covered, by sex",
    "17.b.1": "Subscriptions, by speed",
}


@pytest.fixture
def small_framework(db: None) -> None:
    for code in ("1.3", "17.b"):
        target = TargetFactory(goal=GoalFactory(number=int(code.split(".")[0])), code=code)
        SdgIndicatorFactory(target=target, code=f"{code}.1")
    for model in (Goal, Target, SdgIndicator):
        model.objects.update(official_text={"es": "Texto anterior"})


def load(source: Path, **options: str) -> list[str]:
    output = StringIO()
    call_command("load_sdg", source, stdout=output, **options)
    return output.getvalue().splitlines()


def stored(language: str) -> dict[str, str]:
    """The official texts of one language by code, where there are any."""
    goals = {str(number): text for number, text in Goal.objects.values_list("number", "official_text")}
    targets, indicators = (dict(model.objects.values_list("code", "official_text")) for model in (Target, SdgIndicator))
    return {code: text[language] for code, text in (goals | targets | indicators).items() if language in text}


def write_workbook(path: Path, rows: Rows = ROWS) -> Path:
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=2):
            book.active.cell(number, column).value = value
    book.save(path)
    return path


def write_folder(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for kind, content in files.items():
        (folder / f"global_{kind}.yml").write_text(content, encoding="utf-8")
    return folder


def test_workbook_gives_every_entry_its_text_in_english(small_framework: None, tmp_path: Path) -> None:
    lines = load(write_workbook(tmp_path / "sdg.xlsx"))

    assert lines == [
        "en: goals: 2 read, 2 updated, 0 unchanged; targets: 2 read, 2 updated, 0 unchanged; "
        "indicators: 2 read, 2 updated, 0 unchanged"
    ]
    assert stored("en") == TEXTS
    assert set(stored("es").values()) == {"Texto anterior"}


def test_second_run_changes_nothing_and_says_so(
    small_framework: None, tmp_path: Path, django_assert_num_queries: Callable
) -> None:
    source = write_workbook(tmp_path / "sdg.xlsx")
    load(source)

    with django_assert_num_queries(5):
        lines = load(source)

    assert lines == [
        "en: goals: 2 read, 0 updated, 2 unchanged; targets: 2 read, 0 updated, 2 unchanged; "
        "indicators: 2 read, 0 updated, 2 unchanged",
        "Nothing changed: the database already holds these texts.",
    ]


def test_workbook_in_another_language_is_stored_under_its_code(small_framework: None, tmp_path: Path) -> None:
    rows: Rows = [
        ["Цель 1. Ликвидация нищеты" if str(row[0]).startswith("Goal 1.") else row[0], *row[1:]] for row in ROWS
    ]

    load(write_workbook(tmp_path / "sdg.xlsx", rows), language="ru")

    assert stored("ru") == TEXTS | {"1": "Ликвидация нищеты"}
    assert stored("en") == {}


def test_raised_digits_and_repeated_merged_cells_leave_no_trace(small_framework: None, tmp_path: Path) -> None:
    raised = TextBlock(InlineFont(vertAlign="superscript"), "3")
    lowered = TextBlock(InlineFont(vertAlign="subscript"), "2 ")
    rows: Rows = [
        *ROWS[:2],
        [CellRichText("1.3 Negotiation", raised), CellRichText("1.3.1 CO", lowered, "emission")],
        [CellRichText("1.3 Negotiation", raised)],
        *ROWS[3:],
    ]

    load(write_workbook(tmp_path / "sdg.xlsx", rows))

    assert stored("en") == TEXTS | {"1.3": "Negotiation", "1.3.1": "CO2 emission"}


UNFIT: dict[str, tuple[Write, str]] = {
    "no such file": (lambda path: path / "sdg.xlsx", "could not be read (No such file or directory): check that"),
    "empty folder": (lambda path: write_folder(path / "fr"), "The folder fr holds no translations: put global_goals"),
    "translation of a goal that does not exist": (
        lambda path: write_folder(path / "fr", goals="18-title: a\n"),
        "fr has codes that are not in the framework – goals (1): 18 – so correct them",
    ),
    "workbook about something else": (
        lambda path: write_workbook(path / "sdg.xlsx", [["Country", "Year"], ["Tajikistan", 2021]]),
        "sdg.xlsx holds no goal, target or indicator: give the workbook",
    ),
    "too few entries": (
        lambda path: write_workbook(path / "sdg.xlsx", [*ROWS[:3], ["17.b Support investment"]]),
        "sdg.xlsx leaves out part of the framework – goals (1): 17; indicators (1): 17.b.1 – so give the workbook",
    ),
    "unknown codes": (
        lambda path: write_workbook(
            path / "sdg.xlsx", [*ROWS, ["1.10 Grant", "1.4.1 Access"], ["1.a Help"], ["1.4 Give"]]
        ),
        "not in the framework – targets (3): 1.4, 1.10, 1.a; indicators (1): 1.4.1 – so correct them",
    ),
    "two texts for one code": (
        lambda path: write_workbook(path / "sdg.xlsx", [*ROWS, ["1.3 Protect some"]]),
        "sdg.xlsx has two different texts for 1.3, in B3 and B8: keep the right one.",
    ),
    "text that is too long": (
        lambda path: write_workbook(path / "sdg.xlsx", [*ROWS[:2], ["1.3 " + "many " * 500, ROWS[2][1]], *ROWS[3:]]),
        "sdg.xlsx, 1.3: This text has 2499 characters; the limit is 2000. Shorten it.",
    ),
}


@pytest.mark.parametrize(("write", "problem"), UNFIT.values(), ids=UNFIT)
def test_unfit_source_is_refused_and_nothing_is_written(
    small_framework: None, tmp_path: Path, write: Write, problem: str
) -> None:
    source = write(tmp_path)

    with pytest.raises(CommandError, match=re.escape(problem)) as refusal:
        load(source)

    assert refusal.value.returncode == 1
    assert stored("en") == stored("fr") == {}


@pytest.mark.parametrize(
    ("language", "code"),
    [pytest.param(None, "tg", id="language of the folder"), pytest.param("tg-Cyrl", "tg-Cyrl", id="language as said")],
)
def test_folder_is_stored_under_its_language_and_gaps_are_reported(
    small_framework: None, tmp_path: Path, language: str | None, code: str
) -> None:
    folder = write_folder(
        tmp_path / "tg",
        goals="1-short: Камбизоатӣ нест\n1-title: Хотимаи камбизоатӣ\n17-title: ''\n",
        targets="1-3-title: 'Ҳифзи\n  иҷтимоӣ'\n17-b-title: Сармоягузорӣ\n",
    )

    lines = load(folder, **({"language": language} if language else {}))

    assert stored(code) == {"1": "Хотимаи камбизоатӣ", "1.3": "Ҳифзи иҷтимоӣ", "17.b": "Сармоягузорӣ"}
    assert lines == [
        f"{code}: goals: 1 read, 1 updated, 0 unchanged; targets: 2 read, 2 updated, 0 unchanged",
        f"{code}: no text for goals (1): 17",
    ]


def test_folder_of_folders_loads_every_language(small_framework: None, tmp_path: Path) -> None:
    write_folder(tmp_path / "fr", goals="1-title: Éliminer la pauvreté\n17-title: Partenariats\n")
    write_folder(tmp_path / "es", goals="1-title: Fin de la pobreza\n", indicators="1-3-1-title: Población\n")

    load(tmp_path)

    assert stored("fr") == {"1": "Éliminer la pauvreté", "17": "Partenariats"}
    assert stored("es") == {
        code: {"1": "Fin de la pobreza", "1.3.1": "Población"}.get(code, "Texto anterior") for code in TEXTS
    }


def test_one_unfit_language_keeps_the_others_out(small_framework: None, tmp_path: Path) -> None:
    write_folder(tmp_path / "fr", goals="1-title: Pauvreté\n")
    write_folder(tmp_path / "ru", goals="18-title: Будущее\n")

    with pytest.raises(CommandError, match="ru has codes that are not in the framework"):
        load(tmp_path)

    assert stored("fr") == {}


@pytest.mark.django_db
def test_empty_database_is_told_what_to_run_first(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        load(write_workbook(tmp_path / "sdg.xlsx"))

    assert str(refusal.value) == (
        "The database holds no SDG goals yet: run “manage.py load_reference” first, then this command."
    )


@pytest.mark.django_db
@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason="the United Nations' own files are not beside this repository")
def test_files_of_the_united_nations_load_whole_and_twice() -> None:
    call_command("load_reference", stdout=StringIO())
    sources = [SHARED_DATA / "un_sdg_indicator_framework_2025.xlsx", SHARED_DATA / "sdg_translations"]

    for source in sources:
        load(source)

    english = stored("en")
    assert [sum(code.count(".") == dots for code in english) for dots in range(3)] == [17, 169, 251]
    assert english["13"] == "Take urgent action to combat climate change and its impacts"
    assert english["14.6"].endswith("World Trade Organization fisheries subsidies negotiation")
    assert english["9.4.1"] == "CO2 emission per unit of value added"
    assert english["3.2.1"] == "Under-5 mortality rate"
    assert english["17.6.1"] == "Fixed broadband subscriptions per 100 inhabitants, by speed"
    assert {language: len(stored(language)) for language in ("fr", "es", "ru", "ar", "tg")} == dict.fromkeys(
        ("fr", "es", "ru", "ar", "tg"), 186
    )
    assert [load(source)[-1] for source in sources] == ["Nothing changed: the database already holds these texts."] * 2
