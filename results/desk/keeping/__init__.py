"""Keeping what is typed, and showing who else has a report open.

A form of the desk joins in like this (templates/components/desk_kept_fields.html holds what it posts beside its own):

    <form method="post" data-keep="{% url 'report-keep' result.reference %}">
      {% include "components/desk_kept_fields.html" with unsaved=unsaved place="basics" version=3 %}
      {% include "components/desk_kept.html" with unsaved=unsaved place="basics" result=result %}
      ...
    </form>
    {% include "components/desk_status.html" with result=result %}    anywhere on the page
    <script type="module" src="{% static 'js/keeping.js' %}"></script>

What the checks find while she types stands beside its field (``.field`` or ``[data-rows]`` around ``#id_<name>``); the
task list is drawn anew in ``[data-live-slot="tasks"]``, where there is one.

Its view shows ``work.offered(...)`` where there is some, with the version it was typed into, and calls ``work.forget``
once it has saved, ``work.keep`` where it has refused. Coming back after signing in needs nothing of it: whatever form
posts ``desk_kept_fields.html`` and passes ``at_the_desk`` is kept.
"""
