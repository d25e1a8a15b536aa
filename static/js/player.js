// The player's glue: time taken, where the focus goes, and what is said while an answer is on its way.
(() => {
  let began = performance.now();

  const say = (name, trouble) => {
    const saved = document.querySelector("[data-saved]");
    if (!saved) return;
    saved.textContent = saved.dataset[name];
    saved.classList.toggle("trouble", trouble);
  };

  const arrive = (focus) => {
    began = performance.now();
    if (focus) {
      document.querySelector("[data-focus]")?.focus({ preventScroll: true });
      document.getElementById("player")?.scrollIntoView({ block: "start" });
    }
  };

  document.addEventListener("DOMContentLoaded", () => arrive(false));
  document.addEventListener("htmx:afterSwap", () => arrive(true));
  document.addEventListener("htmx:configRequest", (event) => {
    if ("milliseconds" in event.detail.parameters) event.detail.parameters.milliseconds = Math.round(performance.now() - began);
  });
  document.addEventListener("htmx:beforeRequest", () => say("waiting", false));
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => say("offline", true));
  document.addEventListener("htmx:responseError", () => say("broken", true));
  document.addEventListener("htmx:historyRestore", () => arrive(false));
})();
