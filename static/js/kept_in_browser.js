/* What was typed and has not reached the server yet, kept by the browser: one entry a page, under the person's mark.

   An entry: {id, form, url, fields: [[name, value]], typedAt, since, sent}. Where the browser keeps nothing (private
   windows, a full store), every call says so by its answer and nothing breaks. */

const PREFIX = "waymark.kept";

const keyOf = (owner, id) => `${PREFIX}:${owner}:${id}`;

export const put = (owner, entry) => {
  try {
    localStorage.setItem(keyOf(owner, entry.id), JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
};

export const drop = (owner, id) => {
  try {
    localStorage.removeItem(keyOf(owner, id));
  } catch { /* nothing is kept here, so nothing has to go */ }
};

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};

/* All entries of a person, the oldest first, so that what is kept last is what was typed last. */
export const all = (owner) => {
  let keys;
  try {
    keys = Object.keys(localStorage);
  } catch {
    return [];
  }
  const mine = keys.filter((key) => key.startsWith(keyOf(owner, "")));
  return mine.map(read).filter(Boolean).sort((one, other) => one.typedAt - other.typedAt);
};
