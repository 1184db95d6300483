"""Who may call what writes reports or periods past every screen; and which commands write what."""

# done: it is carried out; no: PermissionDenied, and nothing has changed.
FUNCTIONS = """
function       act      state            module  nobod stran offic colle natio regio publi manag admin
write          write    draft            actions no    no    done  done  no    no    no    no    no
write          write    submitted        actions no    no    no    no    no    no    no    no    no
write          write    draft/locked     actions no    no    no    no    no    no    no    no    no
write_many     import   draft            actions no    no    no    no    no    no    no    no    done
write_many     import   submitted        actions no    no    no    no    no    no    no    no    no
write_many     import   draft/locked     actions no    no    no    no    no    no    no    no    no
write_contents import   draft            actions no    no    no    no    no    no    no    no    done
write_contents import   submitted        actions no    no    no    no    no    no    no    no    no
write_contents import   approved         actions no    no    no    no    no    no    no    no    no
write_contents import   draft/locked     actions no    no    no    no    no    no    no    no    no
restore        write    draft            actions no    no    done  done  no    no    no    no    no
restore        write    submitted        actions no    no    no    no    no    no    no    no    no
restore        write    draft/locked     actions no    no    no    no    no    no    no    no    no
add_file       write    draft            actions no    no    done  done  no    no    no    no    no
add_file       write    submitted        actions no    no    no    no    no    no    no    no    no
add_file       write    draft/locked     actions no    no    no    no    no    no    no    no    no
submit         submit   draft            actions no    no    done  done  no    no    no    no    no
submit         submit   submitted        actions no    no    no    no    no    no    no    no    no
submit         submit   draft/locked     actions no    no    no    no    no    no    no    no    no
submit_many    import   draft            actions no    no    no    no    no    no    no    no    done
submit_many    import   submitted        actions no    no    no    no    no    no    no    no    no
submit_many    import   draft/locked     actions no    no    no    no    no    no    no    no    no
recall         recall   submitted        actions no    no    done  done  no    no    no    no    no
recall         recall   draft            actions no    no    no    no    no    no    no    no    no
recall         recall   submitted/locked actions no    no    no    no    no    no    no    no    no
comment        comment  submitted        actions no    no    done  done  done  done  done  no    no
comment        comment  published        actions no    no    done  done  done  done  done  no    no
comment        comment  submitted/locked actions no    no    done  done  done  done  done  no    no
resolve        comment  submitted        actions no    no    done  done  done  done  done  no    no
resolve        comment  published        actions no    no    done  done  done  done  done  no    no
resolve        comment  submitted/locked actions no    no    done  done  done  done  done  no    no
judge          judge    submitted        actions no    no    no    no    done  done  done  no    no
judge          judge    draft            actions no    no    no    no    no    no    no    no    no
judge          judge    submitted/locked actions no    no    no    no    no    no    no    no    no
reassign       reassign submitted        actions no    no    no    no    done  done  done  no    no
reassign       reassign draft            actions no    no    no    no    no    no    no    no    no
reassign       reassign submitted/locked actions no    no    no    no    no    no    no    no    no
send_back      return   submitted        actions no    no    no    no    done  done  done  no    no
send_back      return   approved         actions no    no    no    no    no    done  done  no    no
send_back      return   draft            actions no    no    no    no    no    no    no    no    no
send_back      return   submitted/locked actions no    no    no    no    no    no    no    no    no
approve        approve  submitted        actions no    no    no    no    done  done  done  no    no
approve        approve  draft            actions no    no    no    no    no    no    no    no    no
approve        approve  submitted/locked actions no    no    no    no    no    no    no    no    no
approve_many   approve  submitted        actions no    no    no    no    done  done  done  no    no
approve_many   approve  draft            actions no    no    no    no    no    no    no    no    no
approve_many   approve  submitted/locked actions no    no    no    no    no    no    no    no    no
publish        publish  approved         actions no    no    no    no    no    no    done  no    no
publish        publish  submitted        actions no    no    no    no    no    no    no    no    no
publish        publish  approved/locked  actions no    no    no    no    no    no    no    no    no
publish_many   publish  approved         actions no    no    no    no    no    no    done  no    no
publish_many   publish  submitted        actions no    no    no    no    no    no    no    no    no
publish_many   publish  approved/locked  actions no    no    no    no    no    no    no    no    no
withdraw       withdraw published        actions no    no    no    no    no    no    done  no    no
withdraw       withdraw published/locked actions no    no    no    no    no    no    no    no    no
take_back_many take-back draft           actions no    no    no    no    no    no    no    no    done
take_back_many take-back submitted       actions no    no    no    no    no    no    no    no    done
take_back_many take-back approved        actions no    no    no    no    no    no    no    no    no
take_back_many -        published        actions no    no    no    no    no    no    no    no    no
take_back_many take-back draft/locked    actions no    no    no    no    no    no    no    no    no
lock           lock     -                locks   no    no    no    no    no    done  done  no    done
unlock         lock     -                locks   no    no    no    no    no    done  done  no    done
give_exception lock     -                locks   no    no    no    no    no    done  done  no    done
remove_entries -        -                actions no    no    no    no    no    no    no    no    done
"""

# These ask nobody, and why they need not.
FOR_NOBODY = {
    "actions.remove_files": "sweeps away files that no report, no version and no unsaved work names",
    "actions.require_room": "only refuses",
    "locks.require_open": "only refuses",
    "locks.covering": "only says why",
}

# Commands that write reports: as whom, or where they refuse.
WRITING_COMMANDS = {
    "import_results": "the person after --as, who needs the right to import",
    "load_demo": "the people of the demonstration, each by her own rights; refused in production",
    "demo": "the one above; refused where DEMO is not set",
    "work": "whoever imports, who needs the right to import when her file is judged and when it is written",
}
# Commands that write no report, and what they do.
OTHER_COMMANDS = {
    "check_results": "keeps what the checks find, for the page of findings",
    "nightly": "runs the checks, sends mail, clears away what is no longer needed",
    "load_reference": "adds vocabularies",
    "load_sdg": "corrects the official texts of the SDG framework",
    "import": "meets the door shut (django-import-export's own)",
    "export": "reads",
    "account_unsetmultipleprimaryemails": "writes a table of allauth that stays empty",
    "db_worker": "carries out the same tasks as work (the library's own); nobody takes up what it leaves",
    "prune_db_task_results": "clears away tasks that are done",
    "rebuild_modelsearch_index": "writes the index for searching",
    "enable_fuzzystrmatch": "switches on an extension of PostgreSQL",
    "enable_trigram": "switches on an extension of PostgreSQL",
    "enable_unaccent": "switches on an extension of PostgreSQL",
    "runserver": "serves pages on a developer's machine",
}
