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

  // Long texts survive a session that ends while they are written. They stay in this tab, under the account's name.
  const prefix = `eaf:${account ?? ""}:`;
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  if (!store) return;
  const keyOf = (field) => `${prefix}${field.form?.getAttribute("action") ?? location.pathname}:${field.name}`;
  const fields = document.querySelectorAll("textarea[data-garde]");
  const succeeded = document.querySelector("[data-reussite]") !== null;
  for (const field of fields) {
    const kept = store.getItem(keyOf(field));
    if (succeeded) store.removeItem(keyOf(field));
    else if (kept && !field.value) field.value = kept;
    field.addEventListener("input", () => {
      if (field.value) store.setItem(keyOf(field), field.value);
      else store.removeItem(keyOf(field));
    });
  }
})();
