"""Who may open what about a report, and what she may do there: by its state, and with its year locked."""

REPORTS = """
address           act      state            method  anony nobod stran offic colle natio regio publi manag admin
report            read     draft            GET     in    403   404   302   302   302   302   302   302   302
report            read     published        GET     in    403   404   302   302   302   302   302   302   302
report            read     draft            POST    405   405   405   405   405   405   405   405   405   405

report-review     read     submitted        GET     in    403   404   200   200   200   200   200   200   200
report-review     read     published        GET     in    403   404   200   200   200   200   200   200   200
report-review     read     submitted        POST    405   405   405   405   405   405   405   405   405   405

report-history    read     submitted        GET     in    403   404   200   200   200   200   200   200   200
report-history    read     published        GET     in    403   404   200   200   200   200   200   200   200
report-history    read     submitted        POST    405   405   405   405   405   405   405   405   405   405

report-keep       read     draft            GET     405   405   405   405   405   405   405   405   405   405
report-keep       read     draft            POST    401   403   404   200   200   200   200   200   200   200
report-keep       read     submitted        POST    401   403   404   200   200   200   200   200   200   200

report-discard    read     draft            GET     in    403   404   200   200   200   200   200   200   200
report-discard    read     draft            POST    in    403   404   302   302   302   302   302   302   302
report-discard    read     submitted        POST    in    403   404   302   302   302   302   302   302   302

report-new        write    -                GET     in    403   200   200   200   403   403   403   403   403
report-new        write    -                POST    in    403   422   302   302   403   403   403   403   403
report-new        write    -/locked         POST    in    403   422   422   422   403   403   403   403   403

report-write      write    draft            GET     in    403   404   200   200   403   403   403   403   403
report-write      write    draft            POST    in    403   404   302   302   403   403   403   403   403
report-write      write    submitted        GET     in    403   404   403   403   403   403   403   403   403
report-write      write    submitted        POST    in    403   404   kept  kept  403   403   403   403   403
report-write      write    draft/locked     POST    in    403   404   kept  kept  403   403   403   403   403

report-section    write    draft            GET     in    403   404   200   200   403   403   403   403   403
report-section    write    draft            POST    in    403   404   302   302   403   403   403   403   403
report-section    write    submitted        GET     in    403   404   403   403   403   403   403   403   403
report-section    write    submitted        POST    in    403   404   kept  kept  403   403   403   403   403
report-section    write    draft/locked     POST    in    403   404   kept  kept  403   403   403   403   403

report-restore    write    draft            GET     in    403   404   200   200   403   403   403   403   403
report-restore    write    draft            POST    in    403   404   302   302   403   403   403   403   403
report-restore    write    submitted        GET     in    403   404   403   403   403   403   403   403   403
report-restore    write    submitted        POST    in    403   404   403   403   403   403   403   403   403
report-restore    write    draft/locked     POST    in    403   404   403   403   403   403   403   403   403

report-submit     submit   draft            GET     in    403   404   200   200   403   403   403   403   403
report-submit     submit   draft            POST    in    403   404   302   302   403   403   403   403   403
report-submit     submit   submitted        GET     in    403   404   403   403   403   403   403   403   403
report-submit     submit   submitted        POST    in    403   404   403   403   403   403   403   403   403
report-submit     submit   draft/locked     POST    in    403   404   403   403   403   403   403   403   403

report-file       write    draft            GET     in    403   405   405   405   405   405   405   405   405
report-file       write    draft            POST    in    403   404   200   200   403   403   403   403   403
report-file       write    submitted        POST    in    403   404   403   403   403   403   403   403   403
report-file       write    draft/locked     POST    in    403   404   403   403   403   403   403   403   403

report-recall     recall   submitted        GET     405   405   405   405   405   405   405   405   405   405
report-recall     recall   submitted        POST    in    403   404   302   302   403   403   403   403   403
report-recall     recall   draft            POST    in    403   404   403   403   403   403   403   403   403
report-recall     recall   submitted/locked POST    in    403   404   403   403   403   403   403   403   403

report-comment    comment  submitted        GET     in    403   404   302   302   302   302   302   403   403
report-comment    comment  submitted        POST    in    403   404   302   302   302   302   302   403   403
report-comment    comment  published        GET     in    403   404   302   302   302   302   302   403   403
report-comment    comment  published        POST    in    403   404   302   302   302   302   302   403   403
report-comment    comment  submitted/locked POST    in    403   404   302   302   302   302   302   403   403

report-resolve    comment  submitted        GET     in    403   404   302   302   302   302   302   403   403
report-resolve    comment  submitted        POST    in    403   404   302   302   302   302   302   403   403
report-resolve    comment  published        GET     in    403   404   302   302   302   302   302   403   403
report-resolve    comment  published        POST    in    403   404   302   302   302   302   302   403   403
report-resolve    comment  submitted/locked POST    in    403   404   302   302   302   302   302   403   403

report-judge      judge    submitted        GET     in    403   404   403   403   302   302   302   403   403
report-judge      judge    submitted        POST    in    403   404   403   403   302   302   302   403   403
report-judge      judge    draft            GET     in    403   404   403   403   403   403   403   403   403
report-judge      judge    draft            POST    in    403   404   403   403   403   403   403   403   403
report-judge      judge    submitted/locked POST    in    403   404   403   403   403   403   403   403   403

report-reassign   reassign submitted        GET     in    403   404   403   403   200   200   200   403   403
report-reassign   reassign submitted        POST    in    403   404   403   403   302   302   302   403   403
report-reassign   reassign draft            GET     in    403   404   403   403   403   403   403   403   403
report-reassign   reassign draft            POST    in    403   404   403   403   403   403   403   403   403
report-reassign   reassign submitted/locked POST    in    403   404   403   403   403   403   403   403   403

report-return     return   submitted        GET     in    403   404   403   403   200   200   200   403   403
report-return     return   submitted        POST    in    403   404   403   403   302   302   302   403   403
report-return     return   approved         GET     in    403   404   403   403   403   200   200   403   403
report-return     return   approved         POST    in    403   404   403   403   403   302   302   403   403
report-return     return   draft            GET     in    403   404   403   403   403   403   403   403   403
report-return     return   draft            POST    in    403   404   403   403   403   403   403   403   403
report-return     return   submitted/locked POST    in    403   404   403   403   403   403   403   403   403

report-approve    approve  submitted        GET     in    403   404   403   403   302   302   302   403   403
report-approve    approve  submitted        POST    in    403   404   403   403   302   302   302   403   403
report-approve    approve  draft            GET     in    403   404   403   403   403   403   403   403   403
report-approve    approve  draft            POST    in    403   404   403   403   403   403   403   403   403
report-approve    approve  submitted/locked POST    in    403   404   403   403   403   403   403   403   403

reports-approve   -        submitted        GET     in    403   403   403   403   200   200   200   403   403
reports-approve   approve  submitted        POST    in    403   403   403   403   200   200   200   403   403
reports-approve   approve  draft            POST    in    403   403   403   403   idle  idle  idle  403   403
reports-approve   approve  submitted/locked POST    in    403   403   403   403   idle  idle  idle  403   403

report-publish    publish  approved         GET     in    403   404   403   403   403   403   200   403   403
report-publish    publish  approved         POST    in    403   404   403   403   403   403   302   403   403
report-publish    publish  submitted        GET     in    403   404   403   403   403   403   403   403   403
report-publish    publish  submitted        POST    in    403   404   403   403   403   403   403   403   403
report-publish    publish  approved/locked  POST    in    403   404   403   403   403   403   403   403   403

report-withdraw   withdraw published        GET     in    403   404   403   403   403   403   200   403   403
report-withdraw   withdraw published        POST    in    403   404   403   403   403   403   302   403   403
report-withdraw   withdraw submitted        GET     in    403   404   403   403   403   403   200   403   403
report-withdraw   withdraw submitted        POST    in    403   404   403   403   403   403   idle  403   403
report-withdraw   withdraw published/locked POST    in    403   404   403   403   403   403   403   403   403

evidence-file     read     draft            GET     404   404   404   200   200   200   200   200   200   200
evidence-file     -        published        GET     200   200   200   200   200   200   200   200   200   200
evidence-file     -        draft            POST    405   405   405   405   405   405   405   405   405   405

result            -        draft            GET     404   404   404   404   404   404   404   404   404   404
result            -        published        GET     200   200   200   200   200   200   200   200   200   200
result            -        published        POST    405   405   405   405   405   405   405   405   405   405

publication       -        draft            GET     404   404   404   404   404   404   404   404   404   404
publication       -        published        GET     200   200   200   200   200   200   200   200   200   200
publication       -        published        POST    405   405   405   405   405   405   405   405   405   405
"""
