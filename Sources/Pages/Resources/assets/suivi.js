// Waits for a correction: by server-sent events, and by looking again when those do not come through.
"use strict";
(() => {
  const box = document.querySelector("[data-suivi]");
  if (!box) return;
  const state = box.querySelector("[data-etat]");
  const pollSeconds = 8;
  let polling = null;
  const poll = () => { polling ??= setTimeout(() => location.reload(), pollSeconds * 1000); };
  if (!("EventSource" in window)) { poll(); return; }
  const source = new EventSource(box.dataset.suivi);
  source.addEventListener("etat", (event) => {
    const copie = JSON.parse(event.data);
    if (copie.status === "done" || copie.status === "error") {
      source.close();
      state.textContent = copie.status === "done" ? "La correction est arrivée." : "La correction n’a pas pu se faire.";
      location.reload();
    } else if (state.textContent !== copie.text) {
      state.textContent = copie.text;
    }
  });
  // The browser comes back by itself after a cut; a refusal it takes as final.
  source.addEventListener("error", () => { if (source.readyState === EventSource.CLOSED) poll(); });
  addEventListener("pagehide", () => source.close());
})();
