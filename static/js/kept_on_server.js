/* Sends what was typed to the server, and says in one word what became of it: the server's own (kept, settled, refused,
   seen, signed-out, somebody-else); "away" where nobody answers, "shut" where nothing will be kept any more, "stopped". */

const PATIENCE = 20_000;

const token = () => document.querySelector("form[data-keep] [name=csrfmiddlewaretoken]")?.value ?? "";

/* Signing in on another page makes the token of this one worthless: take a fresh one from the server's copy of it. */
const renewToken = async () => {
  const response = await fetch(location.href);
  if (response.redirected) return "signed-out";
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("form[data-keep] [name=csrfmiddlewaretoken]")?.value;
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = fresh ?? field.value; });
  return fresh ? "" : "shut";
};

const post = (url, fields, signal) => {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", token());
  return fetch(url, { method: "POST", body, signal });
};

const isOurs = (response) => response.headers.has("X-Keeping");

const exchange = async (url, fields, signal) => {
  let response = await post(url, fields, signal);
  if (response.status === 403 && !isOurs(response)) {
    const hindrance = await renewToken();
    if (hindrance) return { outcome: hindrance };
    response = await post(url, fields, signal);
  }
  if (isOurs(response)) return { outcome: response.headers.get("X-Keeping"), html: await response.text() };
  if (response.redirected) return { outcome: "signed-out" };
  return { outcome: [400, 403, 404, 413].includes(response.status) ? "shut" : "away" };
};

/* `stop` is an AbortController of the caller, who may give up before we do. */
export const send = async (url, fields, stop = new AbortController()) => {
  let isTooLate = false;
  const timer = setTimeout(() => { isTooLate = true; stop.abort(); }, PATIENCE);
  try {
    return await exchange(url, fields, stop.signal);
  } catch {
    return { outcome: stop.signal.aborted && !isTooLate ? "stopped" : "away" };
  } finally {
    clearTimeout(timer);
  }
};
