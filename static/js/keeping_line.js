/* What the page says about keeping: the line at the foot of the window, and the notes beside the form. */

const root = document.querySelector("[data-keeping]");
const bar = root?.querySelector("[data-keeping-bar]");
const line = root?.querySelector("[data-keeping-line]");
const trouble = root?.querySelector("[data-keeping-trouble]");
const BACK_FOR = 10_000;

const tell = (moment, how) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { hourCycle: "h23", timeStyle: "short", ...how }).format(moment);

const sentence = (name, moment) => {
  const html = root?.querySelector(`template[data-say="${name}"]`)?.innerHTML ?? "";
  return html.replace("{time}", tell(moment ?? new Date()));
};

const showBar = () => {
  bar.hidden = bar.textContent.trim() === "";
};

/* A sentence that stands already is not written again: a screen reader would read it out again. */
const write = (place, html) => {
  if (!place || place.dataset.says === html) return;
  place.dataset.says = html;
  place.innerHTML = html;
  showBar();
};

export const isKept = () => write(line, sentence("kept"));

export const isInTrouble = (name, moment) => {
  write(line, "");
  write(trouble, sentence(name, moment));
};

/* The desk has refused it: the answer says why, unless it was not the desk that answered. */
export const isNotKept = (outcome) => {
  write(line, "");
  if (outcome === "shut") write(trouble, sentence("shut"));
};

export const isWell = () => {
  const back = sentence("back");
  write(trouble, back);
  setTimeout(() => { if (trouble?.dataset.says === back) write(trouble, ""); }, BACK_FOR);
};

/* Moments come in the server's own time; here they are told by the reader's clock. */
const tellMoments = (place) => {
  for (const time of place.querySelectorAll("time[data-moment]")) {
    const moment = new Date(time.dateTime);
    const isToday = moment.toDateString() === new Date().toDateString();
    time.textContent = tell(moment, isToday ? {} : { dateStyle: "long" });
  }
};

/* What the checks find now, beside its field, in place of what they found before. */
const showFound = (part) => {
  const place = document.getElementById(`id_${part.dataset.found}`)?.closest(".field, [data-rows]");
  if (!place) return;
  place.querySelector(":scope > .found")?.remove();
  place.append(...part.children);
};

/* Puts an answer of the desk beside the form. */
export const show = (html) => {
  if (!root || html === undefined) return;
  const answer = document.createElement("template");
  answer.innerHTML = html;
  for (const part of answer.content.querySelectorAll("[data-live]")) {
    const slot = document.querySelector(`[data-live-slot="${part.dataset.live}"]`);
    if (!slot || slot.dataset.said === part.innerHTML) continue;
    slot.dataset.said = part.innerHTML;
    slot.innerHTML = part.innerHTML.trim();
    tellMoments(slot);
  }
  answer.content.querySelectorAll("[data-found]").forEach(showFound);
  showBar();
};

tellMoments(document);
