"""Somebody who works with the keyboard alone, and sees at every step where she is."""

import re

# Where the keyboard is: what the place is called, whether that is to be seen, and whether something lies over it.
_STOP = r"""() => {
  const place = document.activeElement;
  const labels = [...(place.labels ?? [])];
  const named = place.getAttribute("aria-label") ?? labels.map((label) => label.textContent).join(" ");
  const { outlineStyle, outlineWidth } = getComputedStyle(place);
  const { left, width, top, bottom } = place.getBoundingClientRect();
  const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  const isOwn = (seen) => seen && ([place, ...labels].some((each) => each.contains(seen)) || seen.contains(place));
  const isBare = (part) => isOwn(document.elementFromPoint(left + width / 2, from + (to - from) * part));
  return {
    id: place.id,
    name: (named || place.textContent).replace(/\s+/g, " ").trim().slice(0, 200),
    isField: labels.length > 0,
    isSeen: outlineStyle !== "none" && parseFloat(outlineWidth) > 0,
    isBare: from < to && [0.1, 0.5, 0.9].some(isBare),
  };
}"""
_MOST_STOPS = 150


class Keyboard:
    """The hands of a walker who has no mouse."""

    def __init__(self, walker):
        self._walker, self.page = walker, walker.page

    @property
    def stop(self):
        """Where the keyboard is now."""
        return self.page.evaluate(_STOP)

    def text(self):
        """What the page says, which is read and needs no hands."""
        return self._walker.text()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text):
        """Type where the keyboard is, in place of what stands there."""
        self.press("Control+A")
        self.page.keyboard.type(text)

    def fill(self, name, text):
        """Go to a field and write into it."""
        self.go_to(name, to_field=True)
        self.write(text)

    def open(self, address):
        self.page.goto(address)
        self.skip()

    def skip(self):
        """Go past everything that comes before the content, unless a page came with the keyboard there already."""
        if not self.page.url.endswith("#content"):
            self.go_to("Skip to the content")
            self.press("Enter")

    def go_to(self, name, *, key="Tab", to_field=False):
        """Step on until a place (a field) whose name begins so; every place on the way has to be seen."""
        passed = []
        while len(passed) < _MOST_STOPS:
            self.press(key)
            stop = self.stop
            passed.append(stop["name"][:60])
            assert (stop["isSeen"], stop["isBare"]) == (True, True), f"{self.page.url}: {stop}"
            if re.match(name, stop["name"]) and (stop["isField"] or not to_field):
                return
        raise AssertionError(f"{name} is not to be reached on {self.page.url}, only {passed}")

    def enter(self, name):
        """Go to a link or button, and follow it to its page."""
        self.go_to(name)
        self.follow("Enter")

    def follow(self, key):
        with self.page.expect_navigation():
            self.press(key)
        self._walker.check_width()
