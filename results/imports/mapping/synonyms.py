"""What stands above a column in sheets from elsewhere, in the languages they come in."""

from collections.abc import Iterable, Iterator

from results.search import fold

# The names of our columns (of one kind: "targets.value"), of which the first that a kind has is meant, and what others
# write above such a column.
WRITTEN: tuple[tuple[str, str], ...] = (
    (
        "country countries",
        "country; nation; country name; name of country; country code; iso3; iso code; iso; member state; pays; "
        "nom du pays; code pays; état membre; país; nombre del país; código de país; código del país; страна; "
        "название страны; код страны; государство; البلد; الدولة; país membro; кишвар",
    ),
    ("region", "region; région; región; регион; المنطقة"),
    (
        "reference",
        "reference; reference number; result id; result code; report id; référence; numéro de référence; "
        "referencia; número de referencia; номер отчета; المرجع",
    ),
    (
        "date",
        "date; date of adoption; adoption date; date adopted; adopted on; date of result; result date; "
        "date achieved; when; date d'adoption; adopté le; date du résultat; quand; fecha; fecha de adopción; "
        "adoptado el; fecha del resultado; cuándo; дата; дата принятия; принято; дата результата; когда; التاريخ; "
        "تاريخ الاعتماد",
    ),
    (
        "summary",
        "summary; title; title of result; result title; result; outcome; outcome summary; result statement; "
        "headline; what changed; résumé; titre; titre du résultat; résultat; intitulé; intitulé du résultat; "
        "resumen; título; título del resultado; resultado; резюме; название; название результата; результат; "
        "заголовок; краткое описание; العنوان; الملخص; النتيجة",
    ),
    (
        "outcome_achieved",
        "outcome achieved; achievement; achievements; description; description of result; result description; "
        "details; narrative; résultat obtenu; réalisation; réalisations; description du résultat; "
        "resultado obtenido; logro; logros; descripción; descripción del resultado; достигнутый результат; "
        "достижение; достижения; описание; описание результата; الوصف; الإنجاز",
    ),
    (
        "contribution",
        "contribution; ilo contribution; ilo's contribution; organisation contribution; our contribution; how; "
        "contribution du bit; contribution de l'oit; contribución; contribución de la oit; вклад; вклад мот; "
        "المساهمة",
    ),
    (
        "language",
        "language; language of report; text language; langue; langue du rapport; idioma; lengua; язык; اللغة",
    ),
    (
        "indicator",
        "indicator; indicator code; p&b indicator; indicateur; code de l'indicateur; indicador; "
        "código del indicador; индикатор; показатель; код показателя; المؤشر",
    ),
    (
        "targets.indicator measurements.indicator",
        "country indicator; indicateur national; indicador nacional; национальный показатель; المؤشر الوطني",
    ),
    (
        "step",
        "step; achievement step; level; stage; étape; niveau; etapa; paso; nivel; шаг; этап; ступень; уровень; الخطوة",
    ),
    (
        "cpo",
        "cpo; cpo code; country programme outcome; country program outcome; résultat du programme par pays; "
        "resultado del programa de país; результат страновой программы; код срп",
    ),
    (
        "sdg_targets",
        "sdg target; sdg targets; target of the sdgs; cible odd; cibles odd; cibles des odd; meta ods; metas ods; "
        "metas de los ods; задача цур; задачи цур; غايات أهداف التنمية المستدامة",
    ),
    (
        "sdg_goals",
        "sdg; sdgs; sdg goal; sdg goals; odd; objectif de développement durable; objectifs odd; ods; objetivo ods; "
        "objetivos ods; цур; цель цур; цели цур; أهداف التنمية المستدامة",
    ),
    (
        "evidence url",
        "evidence; link; links; url; web link; website; web address; source; source link; means of verification; "
        "proof; document; lien; liens; lien internet; adresse web; preuve; preuves; moyen de vérification; enlace; "
        "enlaces; prueba; pruebas; evidencia; fuente; medio de verificación; ссылки; ссылка на источник; источник; "
        "подтверждение; доказательства; الرابط; الدليل",
    ),
    (
        "source",
        "source; data source; source of data; source des données; fuente; fuente de datos; источник; "
        "источник данных; المصدر",
    ),
    (
        "partners",
        "partners; partner; partner organisations; implementing partners; partenaires; partenaire; socios; socio; "
        "asociados; партнеры; партнер; организации-партнеры; الشركاء",
    ),
    (
        "donors",
        "donor; donors; funder; funded by; donateur; bailleur; bailleurs de fonds; donante; donantes; донор; доноры",
    ),
    (
        "projects",
        "project; projects; project code; projet; projets; code du projet; proyecto; proyectos; "
        "código del proyecto; проект; проекты; код проекта; المشاريع; المشروع",
    ),
    (
        "topics",
        "topic; topics; theme; themes; tag; tags; keyword; keywords; thème; thèmes; sujet; mots clés; tema; temas; "
        "palabras clave; тема; темы; ключевые слова; المواضيع",
    ),
    ("code", "code; id; identifier; project code; identifiant; código; identificador; код; идентификатор; الرمز"),
    (
        "acronym",
        "acronym; abbreviation; short name; sigle; acronyme; abréviation; sigla; acrónimo; сокращение; аббревиатура",
    ),
    ("kind", "type; kind; category; type d'organisation; catégorie; tipo; categoría; вид; тип; категория; النوع"),
    ("status", "status; state; statut; état; estado; статус; состояние; الحالة"),
    ("unit", "unit; unit of measure; unité; unité de mesure; unidad; unidad de medida; единица; единица измерения"),
    (
        "year",
        "year; period; reporting year; target year; année; période; exercice; año; período; год; период; السنة; العام",
    ),
    (
        "targets.value",
        "target; target value; planned; planned value; cible; valeur cible; meta; valor meta; цель; "
        "целевое значение; план; القيمة المستهدفة",
    ),
    (
        "measurements.value",
        "actual; actual value; measured value; measurement; achieved; valeur mesurée; valeur atteinte; réalisé; "
        "valor medido; valor alcanzado; факт; фактическое значение; измеренное значение; القيمة الفعلية",
    ),
    ("value", "value; figure; amount; number; valeur; chiffre; valor; cifra; значение; число; القيمة"),
    (
        "is_estimate",
        "estimate; estimated; is estimate; estimation; estimé; estimada; estimado; оценка; по оценке; تقدير",
    ),
    ("baseline", "baseline; baseline value; valeur de référence; línea de base; valor de base; базовый показатель"),
    ("baseline_year", "baseline year; year of baseline; année de référence; año de base; базовый год"),
    (
        "starts_on start_year",
        "start; start date; starts on; begin; from; first year; start year; début; date de début; année de début; "
        "inicio; fecha de inicio; año de inicio; начало; дата начала; год начала; تاريخ البدء",
    ),
    (
        "ends_on end_year",
        "end; end date; ends on; to; until; last year; end year; fin; date de fin; année de fin; fecha de fin; "
        "fecha de finalización; año de fin; конец; окончание; дата окончания; год окончания; تاريخ الانتهاء",
    ),
    ("budget", "budget; total budget; amount; budget total; presupuesto; presupuesto total; бюджет; الميزانية"),
    ("spent", "spent; expenditure; delivery; dépenses; dépensé; gastado; gastos; расходы; израсходовано; المصروفات"),
    (
        "people_planned",
        "people planned; planned beneficiaries; beneficiaries; target population; bénéficiaires; "
        "bénéficiaires prévus; beneficiarios; beneficiarios previstos; бенефициары; получатели; المستفيدون",
    ),
    (
        "framework",
        "framework; cooperation framework; undaf; unsdcf; cadre; cadre de coopération; plan-cadre; marco; "
        "marco de cooperación; рамочная программа; рамочная программа сотрудничества; إطار التعاون",
    ),
    ("slug", "slug; short name; nom court; nombre corto; краткое название"),
    ("position", "position; order; rank; ordre; orden; порядок; الترتيب"),
    ("is_active", "active; is active; enabled; actif; activo; активен; активный; نشط"),
    ("currency", "currency; devise; monnaie; moneda; divisa; валюта; العملة"),
    (
        "email reported_by",
        "email; e-mail; e-mail address; email address; mail; courriel; adresse électronique; adresse e-mail; "
        "correo; correo electrónico; электронная почта; эл. почта; почта; البريد الإلكتروني",
    ),
    (
        "reported_by",
        "reported by; author; focal point; officer; auteur; rapporteur; point focal; autor; informado por; "
        "punto focal; автор; ответственный; составитель; المسؤول",
    ),
    (
        "description",
        "description; details; detail; activity; descripción; détails; activité; actividad; описание; мероприятие; "
        "деятельность; الوصف; النشاط",
    ),
    (
        "quantity",
        "quantity; how many; number; count; quantité; combien; nombre; cantidad; número; количество; число; العدد",
    ),
    ("women", "women; female; females; women participants; femmes; mujeres; женщины; женщин; النساء; إناث"),
    ("men", "men; male; males; men participants; hommes; hombres; мужчины; мужчин; الرجال; ذكور"),
    (
        "participants total",
        "participants; people; all; total participants; participants en tout; participantes; personas; участники; "
        "всего участников; المشاركون",
    ),
    ("is_estimated", "estimate; estimated; is estimated; estimé; estimado; оценка; по оценке; تقدير"),
    (
        "sdg_links.target",
        "sdg target; target; target code; cible; cible odd; code de la cible; meta; meta ods; задача; задача цур; "
        "الغاية",
    ),
    ("sdg_links.goal", "sdg goal; sdg; goal; goal number; objectif; odd; objetivo; ods; цель; цур; الهدف"),
    (
        "sdg_links.reason sdg_reasons",
        "reason; reasons; justification; why; raison; raisons; pourquoi; razón; razones; justificación; por qué; "
        "причина; обоснование; почему; السبب",
    ),
    ("is_public", "public; is public; published; publié; público; publicado; открыто; опубликовано; عام"),
    ("role", "role; function; rôle; fonction; función; rol; роль; функция; الدور"),
)
# A title or name without a language is in that of its own heading.
_LABELS: dict[str, str] = {
    "en": "name; title; full name; name of organisation; organization; organisation; project title; label",
    "fr": "nom; titre; intitulé; nom complet; nom de l'organisation; titre du projet; libellé",
    "es": "nombre; título; nombre completo; nombre de la organización; título del proyecto",
    "ru": "название; наименование; полное название; название организации; название проекта",
    "ar": "الاسم; العنوان; اسم المنظمة; عنوان المشروع",
}
_LABELLED = ("name", "title")


def _spellings(written: str) -> Iterator[str]:
    for spelling in written.split(";"):
        if folded := fold(spelling):
            yield folded


def synonyms(kind: str, names: Iterable[str]) -> dict[str, str]:
    """The names of the columns of a kind by what else may stand above them, folded; whatever is said first counts."""
    names = list(names)
    present = {name: name for name in names} | {f"{kind}.{name}": name for name in names}
    known: dict[str, str] = {}
    for columns, written in WRITTEN:
        if name := next((present[name] for name in columns.split() if name in present), ""):
            for spelling in _spellings(written):
                known.setdefault(spelling, name)
    for language, written in _LABELS.items():
        labels = [f"{label}:{language}" for label in _LABELLED]
        if name := next((name for name in (*labels, *_LABELLED) if name in present), ""):
            for spelling in _spellings(written):
                known.setdefault(spelling, name)
    return known
