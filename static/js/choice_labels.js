/* Names the boxes of the admin's search-and-choose fields (select2) for screen readers, which it leaves nameless. */
"use strict";
(() => {
  const name = (select) => {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    const box = select.parentElement.querySelector(".select2-selection");
    if (!label || !box) return;
    const text = label.textContent.trim();
    const field = box.querySelector("input.select2-search__field");
    if (field) {
      field.setAttribute("aria-label", text);
      box.querySelector("ul")?.setAttribute("role", "presentation");
    } else {
      const shown = box.querySelector(".select2-selection__rendered");
      shown?.removeAttribute("role");
      shown?.removeAttribute("aria-readonly");
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", `${text}: ${shown?.title || "–"}`);
    }
  };
  const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name);

  /* select2 draws its boxes when the page is ready, and after a row has been added: we come after it. */
  window.addEventListener("load", () => {
    const { jQuery } = window.django;
    jQuery(() => setTimeout(nameAll));
    jQuery(document).on("select2:select select2:unselect select2:clear", () => setTimeout(nameAll));
  });
  document.addEventListener("formset:added", () => setTimeout(nameAll));
})();
