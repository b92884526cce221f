// What the page was given by the server: scenes, seconds, and the words that are said without it.
export const given = JSON.parse(document.getElementById("given").textContent);

const plural = new Intl.PluralRules(given.language);

// The words of a key, placeholders filled; n chooses the plural form.
export function words(key, values = {}) {
  const forms = given.words[key];
  const form = forms[plural.select(values.n ?? 0)] ?? forms.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// The link's own view, as the server is asked for it.
export const view = new URLSearchParams(location.search);

export const pause = (time) => new Promise((done) => setTimeout(done, time));
