/* Adds rows to the parts of a report without loading the page again; without it the same button asks the server. */

const add = (part) => {
  const total = part.querySelector(`[name="${CSS.escape(part.dataset.rows)}-TOTAL_FORMS"]`);
  const list = part.querySelector("[data-list]");
  const spare = part.querySelector("template[data-spare]");
  const holder = document.createElement("div");
  holder.innerHTML = spare.innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.firstElementChild;
  total.value = String(Number(total.value) + 1);
  const number = row.querySelector("[data-number]");
  if (number) number.textContent = String(list.querySelectorAll("[data-row]").length + 1);
  list.append(row);
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
  row.querySelector("select, input:not([type=hidden]), textarea")?.focus();
};

for (const part of document.querySelectorAll("[data-rows]")) {
  part.querySelector("[data-add]")?.addEventListener("click", (event) => {
    event.preventDefault();
    add(part);
  });
}
