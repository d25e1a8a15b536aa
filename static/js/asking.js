// A question that comes onto the page: the time it takes, where the focus goes, and what is said of a lens or a card.
(() => {
  let began = performance.now();

  const arrive = (focus) => {
    began = performance.now();
    if (focus) {
      document.title = document.getElementById("player")?.dataset.title ?? document.title;
      document.querySelector("[data-focus]")?.focus({ preventScroll: true });
      document.getElementById("player")?.scrollIntoView({ block: "start" });
    }
  };

  document.addEventListener("DOMContentLoaded", () => arrive(false));
  // A lens comes into its drawer, a card into its list: the question and its clock stay as they are.
  const ofLens = (event) => (event.detail.elt ?? event.target).matches?.("[data-lens], #lens") || event.detail.target?.id === "lens";
  const ofCard = (event) => (event.detail.elt ?? event.target).matches?.("[data-card], .card") || event.detail.target?.matches?.(".card");
  const lens = (word) => {
    const said = document.querySelector("[data-lens-said]");
    if (said) said.textContent = said.dataset[word] ?? "";
  };
  const showLens = (event) => {
    lens("");
    const link = event.detail.requestConfig?.elt;
    if (link?.matches("a")) {
      document.querySelectorAll("[data-lens]").forEach((each) => each.removeAttribute("aria-current"));
      link.setAttribute("aria-current", "true");
    }
    document.querySelector("[data-lens-name]")?.focus({ preventScroll: true });
  };

  const showCard = (event) => document.querySelector(`#${CSS.escape(event.detail.requestConfig?.elt.closest("li")?.id ?? event.detail.target.id)} [data-card-name]`)?.focus({ preventScroll: true });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (ofLens(event)) showLens(event);
    else if (ofCard(event)) showCard(event);
    else arrive(true);
  });
  // Before the outbox and htmx read the form: the time belongs to the answer, however often it has to be sent.
  document.addEventListener("submit", (event) => {
    const time = event.target.querySelector("[data-milliseconds]");
    if (time) time.value = Math.round(performance.now() - began);
  }, true);
  document.addEventListener("htmx:beforeRequest", (event) => { if (ofLens(event)) lens("waiting"); });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, (event) => { if (ofLens(event)) lens("trouble"); });
  document.addEventListener("htmx:historyRestore", () => arrive(false));
})();
