"""Who may open the pages that are about no single report."""

# What everybody reads, whether signed in or not.
PUBLIC = """
address                          act   state  method  anony nobod stran offic colle natio regio publi manag admin
overview                         -     -      GET     200   200   200   200   200   200   200   200   200   200
overview                         -     -      POST    405   405   405   405   405   405   405   405   405   405
results                          -     -      GET     200   200   200   200   200   200   200   200   200   200
results                          -     -      POST    405   405   405   405   405   405   405   405   405   405
countries                        -     -      GET     200   200   200   200   200   200   200   200   200   200
countries                        -     -      POST    405   405   405   405   405   405   405   405   405   405
country                          -     -      GET     200   200   200   200   200   200   200   200   200   200
country                          -     -      POST    405   405   405   405   405   405   405   405   405   405
cpo                              -     -      GET     200   200   200   200   200   200   200   200   200   200
cpo                              -     -      POST    405   405   405   405   405   405   405   405   405   405
indicators                       -     -      GET     200   200   200   200   200   200   200   200   200   200
indicators                       -     -      POST    405   405   405   405   405   405   405   405   405   405
indicator                        -     -      GET     200   200   200   200   200   200   200   200   200   200
indicator                        -     -      POST    405   405   405   405   405   405   405   405   405   405
goals                            -     -      GET     200   200   200   200   200   200   200   200   200   200
goals                            -     -      POST    405   405   405   405   405   405   405   405   405   405
goal                             -     -      GET     200   200   200   200   200   200   200   200   200   200
goal                             -     -      POST    405   405   405   405   405   405   405   405   405   405
target                           -     -      GET     200   200   200   200   200   200   200   200   200   200
target                           -     -      POST    405   405   405   405   405   405   405   405   405   405
health                           -     -      GET     200   200   200   200   200   200   200   200   200   200
health                           -     -      POST    idle  idle  idle  idle  idle  idle  idle  idle  idle  idle
"""

# The desk: for whoever holds a role.
DESK = """
address                          act   state  method  anony nobod stran offic colle natio regio publi manag admin
desk                             -     -      GET     in    403   200   200   200   200   200   200   200   200
desk                             -     -      POST    405   405   405   405   405   405   405   405   405   405
rights                           -     -      GET     in    403   403   403   403   403   403   403   403   200
rights                           -     -      POST    405   405   405   405   405   405   405   405   405   405
findings                         -     -      GET     in    403   200   200   200   200   200   200   200   200
findings                         -     -      POST    405   405   405   405   405   405   405   405   405   405
kept                             -     -      GET     in    403   200   200   200   200   200   200   200   200
kept                             -     -      POST    405   405   405   405   405   405   405   405   405   405
new-keep                         -     -      GET     405   405   405   405   405   405   405   405   405   405
new-keep                         -     -      POST    401   403   200   200   200   403   403   403   403   403
new-discard                      -     -      GET     in    403   200   200   200   200   200   200   200   200
new-discard                      -     -      POST    in    403   302   302   302   302   302   302   302   302
mail-settings                    -     -      GET     in    403   200   200   200   200   200   200   200   200
mail-settings                    -     -      POST    in    403   302   302   302   302   302   302   302   302
periods                          -     -      GET     in    403   200   200   200   200   200   200   200   200
periods                          -     -      POST    405   405   405   405   405   405   405   405   405   405
period-lock                      -     -      GET     in    403   403   403   403   403   200   200   403   200
period-lock                      lock  -      POST    in    403   403   403   403   403   302   302   403   302
period-unlock                    -     -      GET     in    403   403   403   403   403   200   200   403   200
period-unlock                    lock  -      POST    in    403   403   403   403   403   302   302   403   302
period-exception                 -     -      GET     in    403   403   403   403   403   200   200   403   200
period-exception                 lock  -      POST    in    403   403   403   403   403   302   302   403   302
"""

# Signing in, and one's own account; nobody here can open that of somebody else.
ACCOUNT = """
address                          act   state  method  anony nobod stran offic colle natio regio publi manag admin
openid_connect_login             -     -      GET     404   404   404   404   404   404   404   404   404   404
openid_connect_login             -     -      POST    404   404   404   404   404   404   404   404   404   404
openid_connect_callback          -     -      GET     404   404   404   404   404   404   404   404   404   404
openid_connect_callback          -     -      POST    404   404   404   404   404   404   404   404   404   404
account_login                    -     -      GET     200   200   200   200   200   200   200   200   200   200
account_login                    -     -      POST    idle  idle  idle  idle  idle  idle  idle  idle  idle  idle
mfa_authenticate                 -     -      GET     in    302   302   302   302   302   302   302   302   302
mfa_authenticate                 -     -      POST    in    on    on    on    on    on    on    on    on    on
account_logout                   -     -      GET     302   200   200   200   200   200   200   200   200   200
account_logout                   -     -      POST    on    on    on    on    on    on    on    on    on    on
account                          -     -      GET     in    200   200   200   200   200   200   200   200   200
account                          -     -      POST    405   405   405   405   405   405   405   405   405   405
account_reauthenticate           -     -      GET     in    200   200   200   200   200   200   200   200   200
account_reauthenticate           -     -      POST    in    idle  idle  idle  idle  idle  idle  idle  idle  idle
mfa_reauthenticate               -     -      GET     in    in    in    in    in    in    in    in    in    in
mfa_reauthenticate               -     -      POST    in    in    in    in    in    in    in    in    in    in
account_change_password          -     -      GET     in    200   200   200   200   200   200   200   200   200
account_change_password          -     -      POST    in    idle  idle  idle  idle  idle  idle  idle  idle  idle
account_set_password             -     -      GET     in    302   302   302   302   302   302   302   302   302
account_set_password             -     -      POST    in    on    on    on    on    on    on    on    on    on
account_reset_password           -     -      GET     200   200   200   200   200   200   200   200   200   200
account_reset_password           -     -      POST    idle  idle  idle  idle  idle  idle  idle  idle  idle  idle
account_reset_password_done      -     -      GET     200   200   200   200   200   200   200   200   200   200
account_reset_password_done      -     -      POST    405   405   405   405   405   405   405   405   405   405
account_reset_password_from_key  -     -      GET     200   200   200   200   200   200   200   200   200   200
account_reset_password_from_key  -     -      POST    idle  idle  idle  idle  idle  idle  idle  idle  idle  idle
mfa_index                        -     -      GET     in    200   200   200   200   200   200   200   200   200
mfa_index                        -     -      POST    in    405   405   405   405   405   405   405   405   405
mfa_activate_totp                -     -      GET     in    in    in    in    in    in    in    in    in    in
mfa_activate_totp                -     -      POST    in    in    in    in    in    in    in    in    in    in
mfa_deactivate_totp              -     -      GET     in    404   404   404   404   404   404   404   404   404
mfa_deactivate_totp              -     -      POST    in    404   404   404   404   404   404   404   404   404
mfa_view_recovery_codes          -     -      GET     in    404   404   404   404   404   404   404   404   404
mfa_view_recovery_codes          -     -      POST    in    405   405   405   405   405   405   405   405   405
mfa_generate_recovery_codes      -     -      GET     in    in    in    in    in    in    in    in    in    in
mfa_generate_recovery_codes      -     -      POST    in    in    in    in    in    in    in    in    in    in
mfa_download_recovery_codes      -     -      GET     in    404   404   404   404   404   404   404   404   404
mfa_download_recovery_codes      -     -      POST    in    404   404   404   404   404   404   404   404   404
usersessions_list                -     -      GET     in    200   200   200   200   200   200   200   200   200
usersessions_list                -     -      POST    in    on    on    on    on    on    on    on    on    on
"""
