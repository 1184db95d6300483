"""The document of a publication: everything a record shows, as it stood when it was published.

Shape (texts are plain strings in the report's language, labels are {language: text}):

    {"schema": 1, "reference", "language", "date": "2021-01-01", "date_precision": "day|month|year", "biennium",
     "country": {"iso3", "name", "note", "region": {"code", "name"}}, "cpo": {"code", "title"} | null,
     "summary", "outcome_achieved", "contribution",
     "indicator": {"biennium", "code", "achievement", "counting_text", "output": {"code", "title"} | null,
                   "policy_outcome": {"code", "title"}} | null, "further_indicators": [as indicator],
     "step": {"number", "title", "achievement", "counting_text"} | null,
     "drivers": [{"code", "title", "text"}],
     "contributions": [{"kind": {"code", "name"}, "description", "quantity", "women", "men", "participants",
                        "date", "date_precision"}],
     "goals": [{"number", "short_title", "text", "reason"}],
     "targets": [{"code", "goal", "short_title", "text", "reason"}],
     "partnerships": [{"code", "name"}], "partners": [{"acronym", "name"}],
     "projects": [{"code", "title", "donors": [{"acronym", "name"}]}],
     "people_reached": [{"kind": "legal|effective|adequacy", "women", "men", "total", "is_estimated", "source",
                         "overlaps_with": reference | null}],
     "topics": [{"facet", "code", "name"}],
     "evidence": [{"title", "proves", "url", "file": {"token", "name", "media_type", "size"} | null}]}

Schema 1, as it was until people reached were asked for, has neither "people_reached" nor "proves" and "file".
"""

from typing import Any

from indicators.models import Biennium, Indicator
from results.models import Contribution, Evidence, PeopleReached, Result

SCHEMA = 2


def build(result: Result, biennium: Biennium) -> dict[str, Any]:
    """The document of a result that was read ``with_everything()``."""
    return {
        "schema": SCHEMA,
        "reference": result.reference,
        "language": result.language,
        "date": result.date.isoformat(),
        "date_precision": result.date_precision,
        "biennium": str(biennium),
        **_place(result),
        "summary": result.summary,
        "outcome_achieved": result.outcome_achieved,
        "contribution": result.contribution,
        "indicator": _indicator(result.indicator) if result.indicator else None,
        "further_indicators": [_indicator(indicator) for indicator in result.further_indicators.all()],
        "step": _step(result),
        "drivers": [
            {"code": text.driver.code, "title": text.driver.title, "text": text.text}
            for text in result.driver_texts.all()
        ],
        "contributions": [_contribution(contribution) for contribution in result.contributions.all()],
        **_sdgs(result),
        **_company(result),
        "topics": [{"facet": topic.facet, "code": topic.code, "name": topic.name} for topic in result.topics.all()],
        "people_reached": [_people(figure) for figure in result.people_reached.all()],
        "evidence": [_evidence(evidence) for evidence in result.evidence.all() if evidence.is_public],
    }


def _place(result: Result) -> dict[str, Any]:
    country = result.country
    return {
        "country": {
            "iso3": country.iso3,
            "name": country.name,
            "note": country.note,
            "region": {"code": country.region.code, "name": country.region.name},
        },
        "cpo": {"code": result.cpo.code, "title": result.cpo.title} if result.cpo else None,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "biennium": str(indicator.biennium),
        "code": indicator.code,
        "achievement": indicator.achievement,
        "counting_text": indicator.counting_text,
        "output": {"code": indicator.output.code, "title": indicator.output.title} if indicator.output else None,
        "policy_outcome": {"code": indicator.policy_outcome.code, "title": indicator.policy_outcome.title},
    }


def _step(result: Result) -> dict[str, Any] | None:
    if result.step is None:
        return None
    step = result.step
    return {
        "number": step.number,
        "title": step.title,
        "achievement": step.achievement,
        "counting_text": step.counting_text,
    }


def _contribution(contribution: Contribution) -> dict[str, Any]:
    return {
        "kind": {"code": contribution.kind.code, "name": contribution.kind.name},
        "description": contribution.description,
        "quantity": contribution.quantity,
        "women": contribution.women,
        "men": contribution.men,
        "participants": contribution.participants,
        "date": contribution.date.isoformat() if contribution.date else None,
        "date_precision": contribution.date_precision,
    }


def _people(figure: PeopleReached) -> dict[str, Any]:
    return {
        "kind": figure.kind,
        "women": figure.women,
        "men": figure.men,
        "total": figure.total,
        "is_estimated": figure.is_estimated,
        "source": figure.source,
        "overlaps_with": figure.overlaps_with.reference if figure.overlaps_with else None,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    file = evidence.file
    return {
        "title": evidence.title,
        "proves": evidence.proves,
        "url": evidence.url,
        "file": {"token": file.token.hex, "name": file.name, "media_type": file.media_type, "size": file.size}
        if file
        else None,
    }


def _sdgs(result: Result) -> dict[str, Any]:
    """Targets in the framework's order, and goals: those named by themselves and those the targets imply."""
    links = list(result.sdg_links.all())
    targets = sorted(
        ((link.target, link.reason) for link in links if link.target),
        key=lambda pair: (pair[0].goal.number, pair[0].position),
    )
    goals = {target.goal.number: (target.goal, "") for target, _reason in targets}
    goals.update({link.goal.number: (link.goal, link.reason) for link in links if link.goal})
    return {
        "goals": [
            {"number": number, "short_title": goal.short_title, "text": goal.text, "reason": reason}
            for number, (goal, reason) in sorted(goals.items())
        ],
        "targets": [
            {
                "code": target.code,
                "goal": target.goal.number,
                "short_title": target.short_title,
                "text": target.text,
                "reason": reason,
            }
            for target, reason in targets
        ],
    }


def _company(result: Result) -> dict[str, Any]:
    return {
        "partnerships": [{"code": c.code, "name": c.name} for c in result.partnerships.all()],
        "partners": [{"acronym": p.acronym, "name": p.name} for p in result.partners.all()],
        "projects": [
            {
                "code": project.code,
                "title": project.title,
                "donors": [{"acronym": d.acronym, "name": d.name} for d in project.donors.all()],
            }
            for project in result.projects.all()
        ],
    }
