// What every page does: change colours without a reload, keep what was typed, send a form once.
"use strict";
(() => {
  const root = document.documentElement;
  const account = document.body.dataset.compte;

  const themeForm = document.querySelector("[data-theme-form]");
  const offer = (theme) => {
    themeForm.elements.theme.value = theme;
    themeForm.querySelector("button").textContent = theme === "sombre" ? "Thème sombre" : "Thème clair";
  };
  // The server does not know what the system prefers.
  if (themeForm && !root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches) offer("clair");
  themeForm?.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = themeForm.elements.theme.value;
    root.dataset.theme = chosen;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `eaf_theme=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    offer(chosen === "sombre" ? "clair" : "sombre");
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.envoye) { event.preventDefault(); return; }
    form.dataset.envoye = "oui";
    const button = event.submitter;
    if (button) {
      button.setAttribute("aria-disabled", "true");
      if (button.dataset.attente) button.textContent = button.dataset.attente;
    }
  });
  // Coming back to a page that the browser kept.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  // What was just done is said once: reloading the page, or coming back to it, does not say it again.
  const here = new URL(location.href);
  if (here.searchParams.has("fait")) {
    here.searchParams.delete("fait");
    history.replaceState(history.state, "", here);
  }

  // What was typed survives a session that ends meanwhile: long texts as they are written, every other field once its form is sent.
  // It stays in this tab, under the account's name, until the form that was sent has succeeded. Passwords are never kept.
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  if (!store || !account) return;
  const prefix = `eaf:${account}:`;
  const sentKey = `${prefix}envoi`;
  const draftsOf = (action) => `${prefix}brouillon:${action}:`;
  const actionOf = (form) => form.getAttribute("action") ?? location.pathname;
  const typed = (form) => [...form.elements].filter((field) =>
    field.name && field.matches("input:not([type=hidden], [type=password], [type=file]), textarea, select"));
  const forms = [...document.querySelectorAll("main form[method=post]")].filter((form) =>
    !form.querySelector("[type=password], [type=file]") && typed(form).length);
  const isBox = (field) => field.type === "checkbox" || field.type === "radio";

  let sent = null;
  try { sent = JSON.parse(store.getItem(sentKey)); } catch { /* Not ours. */ }
  // Each page of the account settles what became of the last form: it was done, or its fields are filled in again.
  store.removeItem(sentKey);
  if (sent && document.querySelector("[data-reussite]")) {
    Object.keys(store).filter((key) => key.startsWith(draftsOf(sent.action))).forEach((key) => store.removeItem(key));
    sent = null;
  }
  for (const form of forms) {
    const action = actionOf(form);
    if (sent?.action === action) {
      for (const field of typed(form)) {
        const values = sent.fields.filter(([name]) => name === field.name).map(([, value]) => value);
        if (isBox(field)) field.checked = values.includes(field.value);
        else if (values.length) field.value = values[0];
      }
    }
    for (const field of form.querySelectorAll("textarea[name]")) {
      const key = draftsOf(action) + field.name;
      const kept = store.getItem(key);
      if (kept && !field.value) field.value = kept;
      field.addEventListener("input", () => {
        if (field.value) store.setItem(key, field.value);
        else store.removeItem(key);
      });
    }
    form.addEventListener("submit", () => {
      const names = new Set(typed(form).map((field) => field.name));
      const fields = [...new FormData(form)].filter(([name]) => names.has(name));
      store.setItem(sentKey, JSON.stringify({ action, fields }));
    });
  }
})();
