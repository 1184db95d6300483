"""How countries are called beside their official names: shorter, in further languages, as they were called before."""

from collections.abc import Iterator
from functools import cache

from babel import Locale
from django.conf import settings

from countries.models import Country

# Names that sheets of these years still carry, and that no list of official or usual names holds any more.
_FURTHER = {
    "ARE": ("UAE", "Emirates", "EAU"),
    "BIH": ("Bosnia", "BiH"),
    "BLR": ("Byelorussia", "Biélorussie", "Bielorrusia", "Белоруссия"),
    "BOL": ("Plurinational State of Bolivia", "État plurinational de Bolivie", "Estado Plurinacional de Bolivia"),
    "BRN": ("Brunéi",),
    "CAF": ("CAR", "RCA"),
    "CIV": ("Ivory Coast", "The Ivory Coast", "Costa de Marfil", "Берег Слоновой Кости"),
    "COD": (
        *("Congo, Democratic Republic of the", "Congo, Dem. Rep.", "Congo DR", "Congo (DRC)", "Congo Kinshasa"),
        *("DR Congo", "DRC", "D.R. Congo", "Dem. Rep. Congo", "Democratic Republic of Congo", "Zaire", "Zaïre"),
        *("RDC", "RD Congo", "ДР Конго", "ДРК"),
    ),
    "COG": (
        *("Congo, Republic of the", "Congo, Rep.", "Republic of the Congo", "Republic of Congo", "Congo Brazzaville"),
        *("République du Congo", "República del Congo", "Республика Конго"),
    ),
    "CPV": ("Cape Verde", "Cap-Vert", "Cap Vert", "Острова Зелёного Мыса"),
    "CZE": ("Czech Republic", "République tchèque", "República Checa", "Чешская Республика"),
    "FSM": ("Federated States of Micronesia",),
    "GBR": ("UK", "U.K.", "Great Britain", "Grande-Bretagne", "Gran Bretaña", "Великобритания"),
    "GMB": ("The Gambia", "Republic of The Gambia"),
    "BHS": ("The Bahamas",),
    "GNB": ("Guinea Bissau", "Guinée Bissau"),
    "HKG": ("Hong Kong", "Hong Kong SAR", "Hongkong"),
    "IRN": ("Islamic Republic of Iran", "République islamique d’Iran", "República Islámica del Irán"),
    "KGZ": ("Kyrgyz Republic", "Kirghizia", "Kirghizie", "Кыргызская Республика", "Киргизия"),
    "KOR": ("Korea, Republic of", "Korea, Rep.", "Republic of South Korea", "ROK", "Corée du Sud", "Corea del Sur"),
    "LAO": ("Lao PDR", "Lao P.D.R.", "Lao People’s DR", "Lao", "RDP lao", "RDP Lao", "Лаосская НДР"),
    "LBY": ("Libyan Arab Jamahiriya", "Jamahiriya arabe libyenne", "Ливийская Арабская Джамахирия"),
    "LKA": ("Ceylon",),
    "MAC": ("Macau", "Macao", "Macao SAR", "Macau SAR"),
    "MDA": ("Moldavia", "Moldova, Republic of", "Moldavie", "Молдавия"),
    "MKD": (
        *("Macedonia", "FYROM", "FYR Macedonia", "The former Yugoslav Republic of Macedonia"),
        *("Macédoine", "ARYM", "Македония"),
    ),
    "MMR": ("Burma", "Birmanie", "Birmania", "Бирма", "Myanmar/Burma"),
    "NLD": ("The Netherlands", "Holland", "Kingdom of the Netherlands", "Голландия"),
    "PRK": ("DPRK", "DPR Korea", "Korea, Dem. People’s Rep.", "RPDC", "КНДР"),
    "PSE": (
        *("Palestine", "OPT", "oPt", "Occupied Palestinian Territory", "Palestinian Territory", "West Bank and Gaza"),
        *("Territoire palestinien occupé", "Territorio Palestino Ocupado", "Палестина"),
    ),
    "RUS": ("РФ",),
    "STP": ("São Tomé and Príncipe", "Sao Tome & Principe"),
    "SWZ": ("Swaziland", "Souaziland", "Swazilandia", "Suazilandia", "Kingdom of Eswatini", "Свазиленд"),
    "SYR": ("Syrian AR",),
    "TCD": ("Tchad",),
    "TLS": ("East Timor", "Timor oriental", "Timor Oriental", "Восточный Тимор", "Timor Leste"),
    "TUR": ("Turkey", "Turkiye", "Turquie", "Turquía", "Turquia", "Republic of Turkey"),
    "TZA": ("Tanzania, United Republic of", "UR Tanzania", "URT"),
    "USA": ("US", "U.S.", "U.S.A.", "United States", "EE. UU.", "EE.UU.", "EEUU", "É.-U.", "США"),
    "VEN": ("Bolivarian Republic of Venezuela", "República Bolivariana de Venezuela"),
    "VNM": ("Socialist Republic of Viet Nam", "Viêt Nam", "Việt Nam"),
}  # fmt: skip


def further_names(country: Country) -> Iterator[str]:
    """What a country goes by beside its codes and official names; each name is worth less than an official one."""
    for territories in _usual_names():
        if name := territories.get(country.iso2):
            yield name
    yield from _FURTHER.get(country.iso3, ())


@cache
def _usual_names() -> list[dict[str, str]]:
    """The usual names of territories by their ISO codes of two letters, one table a language."""
    return [dict(Locale.parse(code).territories) for code, _name in settings.TEXT_LANGUAGES]
