"""Who may open which screen of the workspace, and change what there."""

# What belongs to no screen.
SITE = """
address                   act      state            method  anony nobod stran offic colle natio regio publi manag admin
index                     -        -                GET     in    in    200   200   200   200   200   200   200   200
index                     -        -                POST    in    in    idle  idle  idle  idle  idle  idle  idle  idle
login                     -        -                GET     in    in    302   302   302   302   302   302   302   302
login                     -        -                POST    in    in    in    in    in    in    in    in    in    in
logout                    -        -                GET     302   302   200   200   200   200   200   200   200   200
logout                    -        -                POST    on    on    on    on    on    on    on    on    on    on
password_change           -        -                GET     in    in    302   302   302   302   302   302   302   302
password_change           -        -                POST    in    in    on    on    on    on    on    on    on    on
password_change_done      -        -                GET     in    in    200   200   200   200   200   200   200   200
password_change_done      -        -                POST    in    in    405   405   405   405   405   405   405   405
auth_user_password_change -        -                GET     in    in    403   403   403   403   403   403   403   200
auth_user_password_change -        -                POST    in    in    403   403   403   403   403   403   403   idle
autocomplete              -        -                GET     in    in    200   200   200   200   200   200   200   200
autocomplete              -        -                POST    in    in    405   405   405   405   405   405   405   405
jsi18n                    -        -                GET     in    in    200   200   200   200   200   200   200   200
jsi18n                    -        -                POST    in    in    405   405   405   405   405   405   405   405
app_list                  -        -                GET     in    in    200   200   200   200   200   200   200   200
app_list                  -        -                POST    in    in    idle  idle  idle  idle  idle  idle  idle  idle
(?P<url>.*)$              -        -                GET     in    in    404   404   404   404   404   404   404   404
(?P<url>.*)$              -        -                POST    in    in    404   404   404   404   404   404   404   404
"""

# Administrators keep them; everybody with a role sees them, because forms are filled in from them.
VOCABULARY = """
address             act      state            method  anony nobod stran offic colle natio regio publi manag admin
changelist          -        -                GET     in    in    200   200   200   200   200   200   200   200
changelist          -        -                POST    in    in    idle  idle  idle  idle  idle  idle  idle  302
add                 -        -                GET     in    in    403   403   403   403   403   403   403   200
add                 -        -                POST    in    in    403   403   403   403   403   403   403   idle
<object_id>         -        -                GET     in    in    302   302   302   302   302   302   302   302
<object_id>         -        -                POST    in    in    on    on    on    on    on    on    on    on
change              -        -                GET     in    in    200   200   200   200   200   200   200   200
change              -        -                POST    in    in    403   403   403   403   403   403   403   idle
delete              -        -                GET     in    in    403   403   403   403   403   403   403   200
delete              -        -                POST    in    in    403   403   403   403   403   403   403   302
history             -        -                GET     in    in    200   200   200   200   200   200   200   200
history             -        -                POST    in    in    idle  idle  idle  idle  idle  idle  idle  idle
"""

# The words are the United Nations': short titles are corrected, nothing is added or removed.
SDG_FRAMEWORK = """
address             act      state            method  anony nobod stran offic colle natio regio publi manag admin
changelist          -        -                GET     in    in    200   200   200   200   200   200   200   200
changelist          -        -                POST    in    in    idle  idle  idle  idle  idle  idle  idle  idle
add                 -        -                GET     in    in    403   403   403   403   403   403   403   403
add                 -        -                POST    in    in    403   403   403   403   403   403   403   403
<object_id>         -        -                GET     in    in    302   302   302   302   302   302   302   302
<object_id>         -        -                POST    in    in    on    on    on    on    on    on    on    on
change              -        -                GET     in    in    200   200   200   200   200   200   200   200
change              -        -                POST    in    in    403   403   403   403   403   403   403   idle
delete              -        -                GET     in    in    403   403   403   403   403   403   403   403
delete              -        -                POST    in    in    403   403   403   403   403   403   403   403
history             -        -                GET     in    in    200   200   200   200   200   200   200   200
history             -        -                POST    in    in    idle  idle  idle  idle  idle  idle  idle  idle
"""

# Nobody changes what has happened.
READ_ONLY = """
address             act      state            method  anony nobod stran offic colle natio regio publi manag admin
changelist          -        -                GET     in    in    200   200   200   200   200   200   200   200
changelist          -        -                POST    in    in    idle  idle  idle  idle  idle  idle  idle  idle
add                 -        -                GET     in    in    403   403   403   403   403   403   403   403
add                 -        -                POST    in    in    403   403   403   403   403   403   403   403
<object_id>         -        -                GET     in    in    302   302   302   302   302   302   302   302
<object_id>         -        -                POST    in    in    on    on    on    on    on    on    on    on
change              -        -                GET     in    in    404   200   200   200   200   200   200   200
change              -        -                POST    in    in    404   403   403   403   403   403   403   403
delete              -        -                GET     in    in    404   403   403   403   403   403   403   403
delete              -        -                POST    in    in    404   403   403   403   403   403   403   403
history             -        -                GET     in    in    404   200   200   200   200   200   200   200
history             -        -                POST    in    in    404   idle  idle  idle  idle  idle  idle  idle
"""

# Administrators only; nobody is removed, because what she wrote stays hers.
PEOPLE = """
address             act      state            method  anony nobod stran offic colle natio regio publi manag admin
changelist          -        -                GET     in    in    403   403   403   403   403   403   403   200
changelist          -        -                POST    in    in    403   403   403   403   403   403   403   idle
add                 -        -                GET     in    in    403   403   403   403   403   403   403   200
add                 -        -                POST    in    in    403   403   403   403   403   403   403   idle
<object_id>         -        -                GET     in    in    302   302   302   302   302   302   302   302
<object_id>         -        -                POST    in    in    on    on    on    on    on    on    on    on
change              -        -                GET     in    in    403   403   403   403   403   403   403   200
change              -        -                POST    in    in    403   403   403   403   403   403   403   idle
delete              -        -                GET     in    in    403   403   403   403   403   403   403   403
delete              -        -                POST    in    in    403   403   403   403   403   403   403   403
history             -        -                GET     in    in    403   403   403   403   403   403   403   200
history             -        -                POST    in    in    403   403   403   403   403   403   403   idle
second_factor       -        -                GET     in    in    403   403   403   403   403   403   403   200
second_factor       -        -                POST    in    in    403   403   403   403   403   403   403   302
"""

# Reports as they are written.
REPORTS = """
address             act      state            method  anony nobod stran offic colle natio regio publi manag admin
changelist          -        -                GET     in    in    200   200   200   200   200   200   200   200
changelist          -        -                POST    in    in    idle  idle  idle  idle  idle  idle  idle  idle
add                 -        -                GET     in    in    200   200   200   403   403   403   403   403
add                 write    -                POST    in    in    idle  302   302   403   403   403   403   403
add                 write    -/locked         POST    in    in    idle  403   403   403   403   403   403   403
<object_id>         -        -                GET     in    in    302   302   302   302   302   302   302   302
<object_id>         -        -                POST    in    in    on    on    on    on    on    on    on    on
change              read     draft            GET     in    in    404   200   200   200   200   200   200   200
change              read     submitted        GET     in    in    404   200   200   200   200   200   200   200
change              write    draft            POST    in    in    404   302   302   403   403   403   403   403
change              write    submitted        POST    in    in    404   403   403   403   403   403   403   403
change              write    draft/locked     POST    in    in    404   403   403   403   403   403   403   403
delete              -        draft            GET     in    in    404   403   403   403   403   403   403   403
delete              -        draft            POST    in    in    404   403   403   403   403   403   403   403
delete              -        published        POST    in    in    404   403   403   403   403   403   403   403
history             read     draft            GET     in    in    404   302   302   302   302   302   302   302
history             read     published        GET     in    in    404   302   302   302   302   302   302   302
history             -        draft            POST    in    in    404   on    on    on    on    on    on    on
"""

# Which of these each screen is; a new screen is added here.
SCREENS = {
    "countries_region": VOCABULARY,
    "countries_country": VOCABULARY,
    "countries_organisation": VOCABULARY,
    "countries_cooperationframework": VOCABULARY,
    "countries_countryprogrammeoutcome": VOCABULARY,
    "indicators_biennium": VOCABULARY,
    "indicators_policyoutcome": VOCABULARY,
    "indicators_output": VOCABULARY,
    "indicators_indicator": VOCABULARY,
    "indicators_achievementstep": VOCABULARY,
    "indicators_driver": VOCABULARY,
    "indicators_countryindicator": VOCABULARY,
    "results_project": VOCABULARY,
    "results_topic": VOCABULARY,
    "results_partnershipcategory": VOCABULARY,
    "results_contributionkind": VOCABULARY,
    "sdg_links_goal": SDG_FRAMEWORK,
    "sdg_links_target": SDG_FRAMEWORK,
    "sdg_links_sdgindicator": SDG_FRAMEWORK,
    "countries_user": PEOPLE,
    "results_event": READ_ONLY,
    "results_publication": READ_ONLY,
    "results_result": REPORTS,
}
