/* Brings to the server what this browser still keeps from earlier pages: after a crash, a lost connection, a sign-out. */

import * as browser from "./kept_in_browser.js";
import { send } from "./kept_on_server.js";

const KEPT_FOR = 60 * 24 * 60 * 60 * 1_000;

/* Sends all of a person's entries but that of the page itself; whether one of them belongs into this form.

   An entry that was sent off with the form, and that the page shows (`shown`), has come through already. */
export const bringBack = async (owner, { form, id, shown }) => {
  let isFound = false;
  for (const entry of browser.all(owner)) {
    if (entry.id === id) continue;
    if ((entry.sent && entry.id === shown) || Date.now() - entry.typedAt > KEPT_FOR) {
      browser.drop(owner, entry.id);
      continue;
    }
    const { outcome } = await send(entry.url, entry.fields);
    if (outcome === "away" || outcome === "signed-out") return isFound;
    if (outcome === "kept" || outcome === "settled") browser.drop(owner, entry.id);
    if (outcome === "kept" && entry.form === form) isFound = true;
  }
  return isFound;
};

/* One reload shows what was found; whatever keeps coming back must not make the page reload for ever. */
export const mayReload = () => {
  try {
    const last = Number(sessionStorage.getItem("waymark.shown"));
    sessionStorage.setItem("waymark.shown", String(Date.now()));
    return Date.now() - last > 30_000;
  } catch {
    return false;
  }
};
