// Where there is room, the filters stand open beside the list; without this script they open with a click.
const wide = window.matchMedia("(min-width: 60rem)");

for (const details of document.querySelectorAll("[data-open-on-wide-screens]")) {
  details.open = wide.matches;
  wide.addEventListener("change", () => { details.open = wide.matches; });
}
