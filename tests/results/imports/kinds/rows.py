"""A new entry of every kind that stores one model, as a row of its sheet, and one cell of it changed."""

NEW = {
    "organisations": {"acronym": "GIZ", "name:en": "German cooperation", "name:fr": "Coopération", "kind": "donor"},
    "projects": {
        "code": "TJK/22/01/DEU", "title:en": "Pensions", "countries": "TJK; Moldova", "donors": "UNICEF",
        "starts_on": "2022-01-01", "ends_on": "2023-12-31", "currency": "eur", "budget": "1000.50", "spent": "0",
        "people_planned": "4000",
    },
    "cpos": {"code": "TJK130", "country": "TJK", "title:en": "Pensions", "status": "pipeline"},
    "frameworks": {
        "country": "TJK", "slug": "dwcp-2020", "kind": "dwcp", "title:en": "DWCP", "start_year": "2020",
        "end_year": "2024",
    },
    "areas": {
        "country": "TJK", "framework": "undaf-2010-2015", "slug": "health", "title:en": "Health", "position": "2",
    },
    "users": {"email": "New@Example.org", "name": "Anew", "language": "fr", "is_active": "yes"},
    "roles": {"email": "nobody@example.org", "role": "officer", "country": "TJK", "region": ""},
    "country_indicators": {
        "country": "TJK", "code": "coverage", "title:en": "Coverage", "unit": "percentage", "across_periods": "latest",
        "across_places": "none", "indicator": "8.3.1 (2020-21)", "sdg_indicator": "1.3.1", "baseline": "17.4",
        "baseline_year": "2015", "baseline_source": "A survey",
    },
    "targets": {"country": "TJK", "indicator": "pensions", "year": "2026", "value": "60.25"},
    "measurements": {
        "country": "TJK", "indicator": "pensions", "year": "2022", "value": "0", "is_estimate": "yes",
        "source": "Count",
    },
}  # fmt: skip

CHANGED = {
    "organisations": ("name:fr", "Autre"),
    "projects": ("countries", "TJK"),
    "cpos": ("status", "target"),
    "frameworks": ("end_year", "2025"),
    "areas": ("title:en", "Healthy lives"),
    "users": ("name", "Somebody"),
    "country_indicators": ("baseline", "18"),
    "targets": ("value", "61"),
    "measurements": ("value", "12.5"),
}
