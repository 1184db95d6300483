"""IATI files as tests need them: one that says everything, and any other made of its pieces."""

from results.imports.iati.standard import rule_of

_VALUES = {
    "anyURI": "https://example.org/",
    "boolean": "true",
    "date": "2021-03-15",
    "dateTime": "2021-03-15T10:00:00Z",
    "decimal": "12.5",
    "int": "1",
    "NMTOKEN": "activity",
    "nonNegativeInteger": "0",
    "positiveInteger": "2021",
    "string": "XX",
}

PROJECT = """\
<iati-activity default-currency="USD" xml:lang="en">
  <iati-identifier>XM-DAC-41302-TJK1950</iati-identifier>
  <reporting-org ref="XM-DAC-41302" type="40"><narrative>The Office</narrative></reporting-org>
  <title>
    <narrative>Wider social protection</narrative>
    <narrative xml:lang="fr">Une protection sociale élargie</narrative>
  </title>
  <description><narrative>Helps to widen coverage.</narrative></description>
  <participating-org role="1" ref="XX-1"><narrative>European Union</narrative></participating-org>
  <participating-org role="4" ref="XX-2"><narrative>The Ministry</narrative></participating-org>
  <activity-status code="2"/>
  <activity-date type="1" iso-date="2019-01-01"/>
  <activity-date type="2" iso-date="2019-02-01"/>
  <activity-date type="3" iso-date="2022-12-31"/>
  <recipient-country code="TJ" percentage="60"/>
  <recipient-country code="KG" percentage="40"/>
  <sector code="16010"/>
  <tag code="1.3" vocabulary="3"><narrative>Social protection systems</narrative></tag>
  <budget type="1"><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/>
    <value value-date="2019-01-01">1000.10</value></budget>
  <budget type="2"><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/>
    <value value-date="2019-01-01">1500.20</value></budget>
  <budget type="1"><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
    <value currency="USD" value-date="2020-01-01">500</value></budget>
  <transaction><transaction-type code="3"/><transaction-date iso-date="2019-06-01"/>
    <value value-date="2019-06-01">700</value></transaction>
  <transaction><transaction-type code="2"/><transaction-date iso-date="2019-01-01"/>
    <value value-date="2019-01-01">2000</value></transaction>
  <result type="2"><title><narrative>More people covered</narrative></title>
    <indicator measure="1"><title><narrative>People covered</narrative></title>
      <baseline year="2018" value="10"/>
      <period><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/>
        <target value="20"/><actual value="15"/></period>
    </indicator>
  </result>
</iati-activity>
"""


def file_of(*activities):
    return "\n".join(['<iati-activities version="2.03">', *activities, "</iati-activities>"]).encode()


def smallest(path):
    """The smallest element that the standard allows at a path, as a tree of [name, attributes, children, text]."""
    rule = rule_of(path)
    attributes = {name: _VALUES[kind] for name, (kind, is_needed) in rule.attributes.items() if is_needed}
    prefix = "" if path == "iati-activity" else f"{path}/"
    children = [smallest(f"{prefix}{child.name}") for child in rule.children if child.least]
    return [path.rpartition("/")[2], attributes, children, _VALUES[rule.text] if rule.text else ""]


def activity_with(path):
    """The smallest activity that has an element at this path; gives back the activity and the element."""
    element = smallest("iati-activity")
    activity = element
    reached = ""
    for name in path.split("/") if path != "iati-activity" else []:
        parent_rule = rule_of(reached or "iati-activity")
        reached = f"{reached}/{name}" if reached else name
        there = next((child for child in element[2] if child[0] == name), None)
        if there is None:
            there = smallest(reached)
            order = [child.name for child in parent_rule.children]
            element[2].append(there)
            element[2].sort(key=lambda child: order.index(child[0]))
        element = there
    return activity, element


def written(element):
    name, attributes, children, text = element
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{said}>{text}{''.join(map(written, children))}</{name}>"
