"""What a browser without scripts makes of a page: the fields of a form as it would send them."""

from html.parser import HTMLParser

from django.http import QueryDict


class _Form(HTMLParser):
    """Collects what stands in one form, without the buttons and without what templates hold for scripts."""

    def __init__(self, form):
        super().__init__(convert_charrefs=True)
        self.wanted, self.fields = form, QueryDict(mutable=True)
        self.depth = self.templates = 0
        self.text = self.select = None

    def handle_starttag(self, tag, attributes):
        attrs = dict(attributes)
        if tag == "form":
            self.depth += int(attrs.get("id") == self.wanted or self.wanted is None)
        if tag == "template":
            self.templates += 1
        if not self.depth or self.templates or "form" in attrs:
            return
        name = attrs.get("name")
        if tag == "input" and name and attrs.get("type") not in ("submit", "file"):
            if attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs:
                self.fields.appendlist(name, attrs.get("value") or ("on" if attrs.get("type") == "checkbox" else ""))
        elif tag == "textarea" and name:
            self.text = (name, [])
        elif tag == "select" and name:
            self.select = (name, [])
        elif tag == "option" and self.select:
            self.select[1].append((attrs.get("value", ""), "selected" in attrs))

    def handle_data(self, data):
        if self.text:
            self.text[1].append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self.depth = 0
        elif tag == "template":
            self.templates -= 1
        elif tag == "textarea" and self.text:
            self.fields.appendlist(self.text[0], "".join(self.text[1]).removeprefix("\n"))
            self.text = None
        elif tag == "select" and self.select:
            name, options = self.select
            chosen = [value for value, is_selected in options if is_selected] or [value for value, _is in options[:1]]
            self.fields.setlist(name, [*self.fields.getlist(name), *chosen])
            self.select = None


def form_in(response, form="writing"):
    """The fields of a form of a page; the first form outside the header where ``form`` is None."""
    parser = _Form(form)
    parser.feed(response.content.decode().partition("<main")[2])
    return parser.fields


def send(client, address, fields, **changes):
    """Send a form with some fields changed; a list gives a field several values, None leaves it out."""
    data = fields.copy()
    for name, value in changes.items():
        if value is None:
            data.pop(name, None)
        else:
            data.setlist(name, [str(each) for each in value] if isinstance(value, list) else [str(value)])
    return client.post(address, data.urlencode(), content_type="application/x-www-form-urlencoded")


def write(client, address, **changes):
    """Open a page, change some fields and save."""
    return send(client, address, form_in(client.get(address)), **changes)


def mistakes_in(response):
    """What a page says is wrong: [(label, sentence)]."""
    return [(mistake.label, mistake.sentence) for mistake in response.context["mistakes"]]
