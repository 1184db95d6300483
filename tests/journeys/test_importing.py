"""An administrator imports a sheet: questions, refused rows as her own workbook, mended, written, found, taken back."""

from io import BytesIO

import openpyxl

from tests.journeys.conftest import PHONE, TOGETHER

pytestmark = TOGETHER

HEADINGS = [
    "country", "date", "language", "summary", "outcome_achieved", "contribution", "indicator", "topics", "Remarks",
]  # fmt: skip
GOOD = ["KGZ", "2021-05", "en", "A floor for fishers has been adopted", "A decree gives small-scale fishers a pension.",
        "The Office drafted the decree.", "8.1.1", "financing", "ask Aida"]  # fmt: skip
BAD = ["Absurdistan", "2021-02-30", "en", "A second report", "A text.", "A text.", "8.1.1", "financing", ""]


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    return _bytes(book)


def _bytes(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def send(administrator, content):
    """Choose a file and send it; ends where the import waits for her."""
    administrator.open("/en/desk/imports/new/")
    file = {"name": "reports.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    administrator.page.set_input_files("input[type=file]", file)
    administrator.press("Send the file")


def wait_for(administrator, heading):
    """Stay on the page, which goes on by itself, until it says this."""
    administrator.page.get_by_role("heading", name=heading, exact=True).wait_for(timeout=60_000)
    administrator.check()


def download(administrator, link):
    with administrator.page.expect_download() as waiting:
        link.click()
    with open(waiting.value.path(), "rb") as file:
        return file.read()


def answer(administrator):
    """Leave out the column that nobody knows."""
    wait_for(administrator, "How is this file to be read?")
    assert "The column “Remarks” is not known." in administrator.text()
    administrator.page.get_by_label("Remarks").select_option("-")
    administrator.press("Show what will happen")
    wait_for(administrator, "Nothing has been written yet")


def mended(content):
    """What came back, its wrong cells mended as their comments say."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.active
    wrong = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    assert {"A3", "B3"} <= set(wrong)
    sheet["A3"], sheet["B3"] = "TJK", "2021-02-28"
    return _bytes(book)


def test_sheet_is_mended_written_and_taken_back(walker):
    administrator, reader = walker(), walker()
    administrator.sign_in("administrator")
    administrator.page.goto("/en/desk/")
    administrator.follow(administrator.page.get_by_role("link", name="Imports", exact=True))

    send(administrator, workbook(GOOD, BAD))
    answer(administrator)
    assert "There is no country “Absurdistan”." in administrator.text()
    administrator.page.get_by_role("button", name="Get your own workbook with the 1 row to mend").click()
    wait_for(administrator, "Your file is ready")
    back = download(administrator, administrator.page.get_by_role("link", name="Download"))

    send(administrator, mended(back))
    answer(administrator)
    administrator.press("Write 2 rows")
    wait_for(administrator, "Written")
    administrator.follow(administrator.page.get_by_role("link", name="Look at the rows"))
    administrator.follow(administrator.page.get_by_role("link", name="A floor for fishers has been adopted"))
    assert "A floor for fishers has been adopted" in administrator.text()
    reader.open("/en/results/?q=fishers")
    assert "A floor for fishers has been adopted" not in reader.text()

    administrator.open("/en/desk/imports/")
    administrator.follow(administrator.page.get_by_role("link", name="reports.xlsx").first)
    administrator.follow(administrator.page.get_by_role("link", name="Take this import back …"))
    administrator.press("Take it back")
    wait_for(administrator, "Taken back")


def test_imports_work_on_a_phone_without_scripts(walker):
    administrator = walker(viewport=PHONE, javascript=False)
    administrator.sign_in("administrator")

    send(administrator, workbook(GOOD))
    _look_again(administrator, "Waiting for your answers")
    administrator.follow(administrator.page.get_by_role("link", name="Answer the questions"))
    administrator.page.get_by_label("Remarks").select_option("-")
    administrator.press("Show what will happen")
    _look_again(administrator, "Judged; nothing is written yet")
    administrator.follow(administrator.page.get_by_role("link", name="Look at the plan"))
    assert "Write 1 row" in administrator.text()
    administrator.press("Cancel this import")
    assert "Cancelled; nothing was written" in administrator.text()


def _look_again(administrator, heading):
    for _attempt in range(60):
        if administrator.page.get_by_role("heading", name=heading, exact=True).count():
            return
        administrator.page.wait_for_timeout(500)
        administrator.open(administrator.page.url)
    raise AssertionError(f"The page never said “{heading}”: {administrator.text()}")


def test_every_page_of_imports_is_open_to_all_senses(walker):
    administrator = walker()
    administrator.sign_in("administrator")

    statuses = []
    for page in ("", "new/", "template/", "export/"):
        statuses.append(administrator.open(f"/en/desk/imports/{page}"))
        administrator.page.set_viewport_size(PHONE)
        administrator.check_width()

    assert statuses == [200] * 4


def test_template_comes_in_the_language_of_the_page(walker):
    administrator = walker(language="fr")
    administrator.sign_in("administrator")
    administrator.open("/fr/desk/imports/template/")

    content = download(administrator, administrator.page.locator("button[name=get]"))

    assert openpyxl.load_workbook(BytesIO(content)).sheetnames[0] == "Résultats"
