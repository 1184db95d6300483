/* Sends a file as soon as it is chosen, so that nothing that happens to the form can lose it.
   Without it, or while the connection is away, the file travels with the form. */
"use strict";
(() => {
  const PLACE = "[data-evidence-file]";

  const sentence = (place, name) => place.querySelector(`[data-says="${name}"]`).content.textContent;

  const complain = (place, text, { canBeSentAgain = false } = {}) => {
    const list = document.createElement("ul");
    list.className = "errorlist";
    list.append(document.createElement("li"));
    list.firstChild.textContent = text;
    place.querySelector("[data-problems]").replaceChildren(list);
    place.querySelector('input[type="file"]').setAttribute("aria-invalid", "true");
    place.querySelector("[data-again]").hidden = !canBeSentAgain;
  };

  const show = (place, isSending) => {
    place.querySelector("[data-sending]").hidden = !isSending;
    place.toggleAttribute("aria-busy", isSending);
  };

  /* The same place again, as the server draws it: with the file in it, or with why it was refused. */
  const replace = (place, html) => {
    const drawn = new DOMParser().parseFromString(html, "text/html").querySelector(PLACE);
    if (!drawn) return false;
    place.replaceWith(drawn);
    drawn.querySelector('input[type="file"]').focus();
    /* What keeps the form has something new to keep. */
    drawn.querySelector('input[type="hidden"]')?.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };

  const finish = (place, request) => {
    show(place, false);
    const isElsewhere = new URL(request.responseURL).pathname !== new URL(place.dataset.address, location).pathname;
    const isAnswer = !isElsewhere && [200, 422].includes(request.status) && replace(place, request.responseText);
    if (!isAnswer) complain(place, sentence(place, isElsewhere ? "signed-out" : "failed"), { canBeSentAgain: true });
  };

  const send = (place, input) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", input.form.elements.csrfmiddlewaretoken.value);
    body.append("prefix", place.dataset.prefix);
    body.append("token", place.querySelector('input[type="hidden"]')?.value ?? "");
    body.append("upload", input.files[0]);
    const request = new XMLHttpRequest();
    const bar = place.querySelector("progress");
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total; };
    request.onload = () => finish(place, request);
    request.onerror = () => { show(place, false); complain(place, sentence(place, "away"), { canBeSentAgain: true }); };
    request.onabort = () => { show(place, false); input.value = ""; input.focus(); };
    place.querySelector("[data-stop]").onclick = () => request.abort();
    place.querySelector("[data-problems]").replaceChildren();
    place.querySelector("[data-again]").hidden = true;
    bar.removeAttribute("value");
    show(place, true);
    request.open("POST", place.dataset.address);
    request.send(body);
  };

  const sendAgain = (place) => {
    const input = place.querySelector('input[type="file"]');
    if (input.files.length && !place.hasAttribute("aria-busy")) send(place, input);
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    const place = input.type === "file" ? input.closest(PLACE) : null;
    if (!place || !place.dataset.address || !input.files.length) return;
    if (input.files[0].size > Number(place.dataset.most)) {
      complain(place, sentence(place, "too-large"));
      input.value = "";
    } else send(place, input);
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches(`${PLACE} [data-again]`)) sendAgain(event.target.closest(PLACE));
  });
  window.addEventListener("online", () => document.querySelectorAll(`${PLACE}[data-address]`).forEach(sendAgain));
})();
