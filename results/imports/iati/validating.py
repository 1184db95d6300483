"""Whether an activity keeps to the standard: every fault of it, with its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from results.imports.iati.elements import Element
from results.imports.iati.standard import Rule, has_type, rule_of


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to be said about an element: a code of sentences.py with its values, and the line it begins on."""

    code: str
    line: int
    values: dict[str, str | int] = field(default_factory=dict)


def faults(activity: Element) -> Iterator[Fault]:
    """All that keeps an activity from the standard, in the order of the file."""
    return _faults(activity, "iati-activity", "")


def _faults(element: Element, path: str, above: str) -> Iterator[Fault]:
    rule = rule_of(path)
    yield from _faults_of_attributes(element, rule)
    if rule.text and not has_type(element.text, rule.text):
        yield Fault(
            "wrong-text", element.line, {"element": element.name, "value": _short(element.text), "type": rule.text}
        )
    yield from _faults_of_children(element, rule)
    known = {child.name for child in rule.children}
    for child in element.children:
        if child.name in known:
            yield from _faults(child, f"{above}{child.name}", f"{above}{child.name}/")


def _faults_of_attributes(element: Element, rule: Rule) -> Iterator[Fault]:
    for name, (kind, is_needed) in rule.attributes.items():
        value = element.attributes.get(name)
        if value is None:
            if is_needed:
                yield Fault("missing-attribute", element.line, {"element": element.name, "attribute": name})
        elif not has_type(value, kind):
            values: dict[str, str | int] = {"element": element.name, "attribute": name, "value": _short(value)}
            yield Fault("wrong-attribute", element.line, {**values, "type": kind})
    for name in element.attributes:
        if name not in rule.attributes:
            yield Fault("unknown-attribute", element.line, {"element": element.name, "attribute": name})


def _faults_of_children(element: Element, rule: Rule) -> Iterator[Fault]:
    order = {child.name: place for place, child in enumerate(rule.children)}
    last = 0
    for child in element.children:
        place = order.get(child.name)
        if place is None:
            yield Fault("unknown-element", child.line, {"element": child.name[:60], "parent": element.name})
        elif place < last:
            after = rule.children[last].name
            yield Fault("wrong-order", child.line, {"element": child.name, "parent": element.name, "after": after})
        else:
            last = place
    for allowed in rule.children:
        there = len(element.all(allowed.name))
        values: dict[str, str | int] = {"element": allowed.name, "parent": element.name}
        if there < allowed.least:
            yield Fault("missing-element", element.line, values)
        elif allowed.most is not None and there > allowed.most:
            yield Fault("too-many-elements", element.all(allowed.name)[allowed.most].line, values)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:60]}…"
