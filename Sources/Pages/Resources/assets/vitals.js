// Measures what the reader of this page really waited for (Core Web Vitals) and reports it. Nobody is named.
"use strict";
(() => {
  if (!("PerformanceObserver" in window) || !navigator.sendBeacon) return;
  const navigation = performance.getEntriesByType("navigation")[0];
  const start = navigation?.activationStart ?? 0;
  const values = new Map();
  const sent = new Set();
  const id = () => `v${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;

  const report = (name) => {
    const value = values.get(name);
    if (value === undefined || sent.has(name)) return;
    sent.add(name);
    const body = JSON.stringify({
      name, value, path: location.pathname, id: id(), navigationType: navigation?.type ?? "navigate",
    });
    navigator.sendBeacon("/api/v1/metrics/vitals", new Blob([body], { type: "application/json" }));
  };
  const observe = (type, take, options = {}) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
    } catch { /* The browser does not measure this. */ }
  };
  const bounded = (value) => Math.min(60000, Math.max(0, value));

  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") values.set("FCP", bounded(entry.startTime - start));
  });
  observe("largest-contentful-paint", (entry) => values.set("LCP", bounded(entry.startTime - start)));

  // CLS: the worst session window of shifts less than 1 s apart and 5 s long at most.
  let windowSum = 0, windowFirst = 0, windowLast = 0;
  values.set("CLS", 0);
  observe("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    const goesOn = entry.startTime - windowLast < 1000 && entry.startTime - windowFirst < 5000;
    windowSum = goesOn ? windowSum + entry.value : entry.value;
    if (!goesOn) windowFirst = entry.startTime;
    windowLast = entry.startTime;
    values.set("CLS", Math.max(values.get("CLS"), windowSum));
  });

  // INP: the worst interaction, one in fifty left out.
  const interactions = new Map();
  observe("event", (entry) => {
    if (!entry.interactionId) return;
    interactions.set(entry.interactionId, Math.max(interactions.get(entry.interactionId) ?? 0, entry.duration));
    const slowest = [...interactions.values()].sort((a, b) => b - a);
    values.set("INP", bounded(slowest[Math.min(slowest.length - 1, Math.floor(interactions.size / 50))]));
  }, { durationThreshold: 16 });

  if (navigation) values.set("TTFB", bounded(navigation.responseStart - start));

  addEventListener("load", () => setTimeout(() => { report("TTFB"); report("FCP"); }, 0));
  const leave = () => ["TTFB", "FCP", "LCP", "CLS", "INP"].forEach(report);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
  addEventListener("pagehide", leave);
})();
