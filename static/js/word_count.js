/* Says beneath a text how many words it has, counted as the server counts them. Without it the server still says so. */
"use strict";
(() => {
  const { within, beyond } = document.currentScript.dataset;
  const WORD = /[\p{L}\p{N}_]+(?:[’'-][\p{L}\p{N}_]+)*/gu;

  const fill = (text, numbers) => text.replace(/\{(\w+)\}/g, (whole, name) => numbers[name] ?? whole);

  const note = (box) => {
    let line = box.parentElement.querySelector(":scope > .word-count");
    if (!line) {
      line = document.createElement("p");
      line.className = "word-count";
      box.insertAdjacentElement("afterend", line);
    }
    return line;
  };

  const count = (box) => {
    const limit = Number(box.dataset.maxWords);
    const words = (box.value.normalize("NFC").match(WORD) ?? []).length;
    const line = note(box);
    const isBeyond = words > limit;
    line.textContent = fill(isBeyond ? beyond : within, { count: words, limit, excess: words - limit });
    line.classList.toggle("is-beyond", isBeyond);
  };

  const countAll = (root) => root.querySelectorAll("textarea[data-max-words]").forEach(count);

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-max-words]")) count(event.target);
  });
  document.addEventListener("formset:added", (event) => countAll(event.target));
  /* The texts follow the language chosen, so that screen readers and spelling checks read them rightly. */
  document.addEventListener("change", (event) => {
    if (event.target.id !== "id_language") return;
    document.querySelectorAll("textarea[data-max-words]").forEach((box) => { box.lang = event.target.value; });
  });
  countAll(document);
})();
