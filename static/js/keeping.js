/* Keeps what is typed into form[data-keep]: in this browser at once, and on the server within seconds. */

import { bringBack, mayReload } from "./kept_before.js";
import * as browser from "./kept_in_browser.js";
import { send } from "./kept_on_server.js";
import { isInTrouble, isKept, isNotKept, isWell, show } from "./keeping_line.js";

const AFTER_TYPING = 1_500;
const AT_LEAST_EVERY = 10_000;
const BEAT = 20_000;
const LONGEST_WAIT = 60_000;

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join("");

/* The same form in another language of the interface is the same form. */
const withoutLanguage = (address) => address.replace(/^\/[a-z]{2}\//, "/");

const isTyped = ([name, value]) =>
  typeof value === "string" && name !== "csrfmiddlewaretoken" && !/password/i.test(name);

class KeptForm {
  #trouble = "";
  #failures = 0;
  #since = null;
  #firstTyped = null;
  #typedAt = 0;
  #timer;
  #sending = null;
  #isInBrowser = true;
  #isLeaving = false;

  constructor(form) {
    this.form = form;
    this.url = form.dataset.keep;
    this.tab = form.elements.tab;
    this.owner = form.elements.typed_by.value;
    this.name = `${withoutLanguage(this.url)}#${form.elements.typed_place.value}`;
    // An answer to what a page has sent stands in for that page, and what it shows may be nowhere else yet.
    const [own, ...shown] = this.tab.dataset.opened.split(".");
    [this.shown] = shown;
    this.onServer = own ? null : this.#text();
    if (own) this.id = own;
    else this.#renew(shown.join("."));
  }

  start() {
    for (const sign of ["input", "change", "click"]) this.form.addEventListener(sign, () => this.#typing());
    document.addEventListener("submit", (event) => this.#submit(event));
    document.addEventListener("click", (event) => {
      if (this.#isInBrowser && event.target.closest("[data-keeping-leave]")) this.#isLeaving = true;
    });
    document.addEventListener("visibilitychange", () => { this.#keep(); this.#beat(); });
    window.addEventListener("online", () => { this.#later(0); this.#lookBack(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.#beat(); });
    window.addEventListener("pagehide", () => { if (this.#isUnkept() && !this.#isLeaving) this.#remember(); });
    window.addEventListener("beforeunload", (event) => this.#ask(event));
    setInterval(() => this.#beat(), BEAT);
    if (this.#isUnkept()) this.#later(AFTER_TYPING);
    this.#beat();
    this.#lookBack();
  }

  #fields() {
    return [...new FormData(this.form)].filter(isTyped);
  }

  /* What is typed, without the name of the page it is typed in. */
  #text() {
    return JSON.stringify(this.#fields().filter(([name]) => name !== "tab"));
  }

  #isUnkept() {
    return this.#text() !== this.onServer;
  }

  /* From now on this is another page, which goes on from what is kept under `shown`. */
  #renew(shown) {
    this.id = newId();
    this.tab.value = shown ? `${this.id}.${shown}` : this.id;
  }

  /* Keeps everything in the browser, and gives back the fields as they are to be sent. */
  #remember(more = {}) {
    this.#typedAt = Math.max(Date.now(), this.#typedAt + 1);
    this.#since ??= this.#typedAt;
    const fields = [...this.#fields(), ["typed_at", String(this.#typedAt)]];
    const entry = { id: this.id, form: this.name, url: this.url, fields, typedAt: this.#typedAt, ...more };
    this.#isInBrowser = browser.put(this.owner, entry);
    return fields;
  }

  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), wait);
  }

  #typing() {
    this.#firstTyped ??= Date.now();
    this.#later(Math.max(0, Math.min(AFTER_TYPING, this.#firstTyped + AT_LEAST_EVERY - Date.now())));
  }

  async #keep() {
    if (!this.#isUnkept() || this.#sending) return;
    this.#firstTyped = null;
    const text = this.#text();
    this.#sending = new AbortController();
    const { outcome, html } = await send(this.url, this.#remember(), this.#sending);
    this.#sending = null;
    show(html);
    this.#settle(outcome, text);
  }

  #settle(outcome, text) {
    const before = this.#trouble;
    this.#trouble = outcome === "away" || outcome === "signed-out" ? outcome : "";
    this.#failures = this.#trouble ? this.#failures + 1 : 0;
    if (this.#trouble) {
      isInTrouble(this.#isInBrowser ? outcome : `${outcome}-unkept`, this.#since);
      this.#later(Math.min(LONGEST_WAIT, 1_000 * 2 ** this.#failures));
    } else if (outcome === "kept") {
      this.onServer = text;
      isKept();
      if (before) isWell();
      this.#goOn();
    } else if (outcome === "settled") {
      // It was saved or discarded on another page; what stands here is something new from now on.
      browser.drop(this.owner, this.id);
      this.#renew();
      this.#goOn();
    } else if (outcome !== "stopped") {
      // Too much, somebody else's, or shut: to try again would change nothing before she does.
      isNotKept(outcome);
    }
  }

  #goOn() {
    if (this.#isUnkept()) {
      this.#later(AFTER_TYPING);
    } else {
      this.#since = null;
      browser.drop(this.owner, this.id);
    }
  }

  /* Says that the page is open, and hears who else has it open and whether it was saved meanwhile. */
  async #beat() {
    if (document.visibilityState !== "visible") return;
    const { typed_version: version } = this.form.elements;
    const { html } = await send(`${this.url}?seen`, [["typed_by", this.owner], ["typed_version", version.value]]);
    show(html);
  }

  /* What earlier pages left in this browser is brought to the server, and shown where it belongs here. */
  async #lookBack() {
    const isFound = await bringBack(this.owner, { form: this.name, id: this.id, shown: this.shown });
    if (!isFound) return;
    if (this.#isUnkept() || "answer" in this.tab.dataset || !mayReload()) {
      isInTrouble("found");
    } else {
      this.#isLeaving = true;
      location.reload();
    }
  }

  #submit(event) {
    if (event.target !== this.form || event.defaultPrevented) return;
    if (this.#trouble === "away" && this.#isUnkept()) {
      this.#stay(event);
      return;
    }
    clearTimeout(this.#timer);
    this.#sending?.abort();
    if (this.#isUnkept()) this.#remember({ sent: true });
    this.onServer = this.#text();
    this.#isLeaving = true;
    // What is typed from now on is not in what was sent.
    setTimeout(() => this.#renew(this.id));
    setTimeout(() => { this.#isLeaving = false; }, 1_000);
  }

  /* Without a connection the browser would put its own page in place of this one: we stay until it is back. */
  async #stay(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    await this.#keep();
    if (!this.#trouble) this.form.requestSubmit(event.submitter);
  }

  #ask(event) {
    if (this.#isLeaving || !this.#isUnkept()) return;
    this.#remember();
    event.preventDefault();
  }
}

document.querySelectorAll("form[data-keep]").forEach((form) => new KeptForm(form).start());
