/* Narrows long lists of choices by what is typed above them; without it the lists are there all the same. */

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const narrow = (list, box) => {
  const wanted = fold(box.value).split(/\s+/).filter(Boolean);
  for (const label of list.querySelectorAll(".choices__one")) {
    const text = fold(label.textContent);
    label.hidden = !label.querySelector("input").checked && !wanted.every((word) => text.includes(word));
  }
  for (const group of list.querySelectorAll(".choices__group")) {
    const isEmpty = !group.querySelector(".choices__one:not([hidden])");
    group.hidden = isEmpty;
    if (wanted.length && !isEmpty) group.open = true;
  }
};

for (const list of document.querySelectorAll(".choices[data-narrow]")) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  label.className = "choices__narrow";
  box.type = "search";
  label.append(list.dataset.narrow, box);
  list.prepend(label);
  box.addEventListener("input", () => narrow(list, box));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
