from tests.results.imports.sheets import *

def test_it(world, administrator, officer):
    c = make_csv(COMPLETE)
    p = plan(c, administrator)
    print(p.problems)
    assert outcomes(p) == {"created": 1}
    rows = [{**COMPLETE, "indicator":"8.3.1", "step": 3, "cpo": "TJK128", "drivers":"", "driver:social-dialogue": "Yes\nno", "sdg_targets": "1.3; 8.3", "sdg_reasons":"1.3: why", "sdg_goals": 10,
      "contributions": "webinar | Bar \\| in it | 3 | 4 | - | 9 | 2021-05\nwebinar", "evidence": "Title | https://example.org | private", "topics": "Financement, old age, retirement", "partners": "unicef", "projects": "TJK/19/50/EUR", "partnerships": "with-un-agencies", "reported_by": "OFFICER@example.org", "further_indicators": "8.1.1; 3.1 (2018-19)"}]
    p = carry_out(make_xlsx(*rows), administrator)
    print("\n".join(map(str, p.problems)))
    assert outcomes(p) == {"created": 1}
    p = carry_out(make_xlsx(*rows), administrator)
    print("\n".join(map(str, p.problems)))
    print(p.rows[0].changes)
    assert outcomes(p) == {"unchanged": 1}
