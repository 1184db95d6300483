"""An administrator imports a sheet: refused as a whole at first, then mended."""

from tests.journeys import desk
from tests.journeys.conftest import TOGETHER

pytestmark = TOGETHER

HEADINGS = "country,date,language,summary,outcome_achieved,contribution,indicator,step,sdg_targets,topics\n"
GOOD = (
    'KGZ,2021-05,en,"A floor for fishers has been adopted","A decree gives small-scale fishers a pension.",'
    '"The Office drafted the decree.",8.1.1,1,1.3; 8.5,financing\n'
)
BAD = 'MOZ,2021-02-30,en,"A second report","A text.","A text.",3.1,1,8.3.1,financing\n'


def _upload(administrator, content):
    administrator.open("/admin/results/result/import/")
    administrator.page.set_input_files(
        "input[type=file]", {"name": "reports.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    administrator.follow(administrator.page.get_by_role("button", name="Show what will happen"))


def test_sheet_is_refused_with_every_reason_then_imported_and_found(walker):
    administrator, officer, publisher, reader = walker(), walker(), walker(), walker()
    administrator.sign_in("administrator")

    _upload(administrator, HEADINGS + GOOD + BAD)
    refusal = administrator.page.locator("body").inner_text()
    assert "there is no day 30" in refusal
    assert "8.3.1" in refusal

    _upload(administrator, HEADINGS + GOOD)
    administrator.follow(administrator.page.get_by_role("button", name="Import"))

    officer.sign_in("officer")
    officer.page.goto("/admin/results/result/?q=fishers")
    officer.follow(officer.page.locator("#result_list tbody th a").first)
    officer.follow(officer.page.get_by_role("link", name="Send in …"))
    reference = desk.reference_of(officer)
    desk.send_in(officer, reference)
    publisher.sign_in("publisher")
    desk.approve_and_publish(publisher, reference)

    reader.open("/en/results/?q=fishers")
    assert "A floor for fishers has been adopted" in reader.text()
