// The player: which scripts the page needs, its keys, the time taken, focus, and what is said of a lens.
// Sending answers is the outbox's.
import { Stage } from "./stage.js";

document.documentElement.classList.add("js");

// What is on the page names the script it needs, so that nobody fetches one for a clip of another kind.
(() => {
  // Without a connection there is none to be had; it is asked for again as soon as there is one.
  const fetchOne = (name) => import(name).catch(() => addEventListener("online", () => fetchOne(name), { once: true }));
  const fetchAll = () => document.querySelectorAll("[data-module]").forEach((each) => fetchOne(each.dataset.module));
  fetchAll();
  document.addEventListener("htmx:load", fetchAll);
})();

(() => {
  let stage = null;
  const prepare = () => {
    const root = document.querySelector("[data-stage]");
    if (root && stage?.root !== root) stage = new Stage(root);
    if (!root) stage = null;
  };
  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSwap", prepare); // at once: a quick hand is on the grid before the page has settled

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = document.querySelector("#player .keys");
    if (event.key === "?" && keys) keys.toggleAttribute("open");
    else if (event.key === "Escape" && keys?.open) hide(keys);
    else if (event.key.toLowerCase() === "v") document.querySelector("[data-lenses]")?.toggleAttribute("open");
    else if (!onStage(event)) return;
    event.preventDefault();
  });

  const hide = (keys) => {
    if (keys.contains(document.activeElement)) keys.querySelector("summary").focus();
    keys.removeAttribute("open");
  };

  const onStage = (event) => {
    if (!stage) return false;
    const onControl = event.target.closest("input, textarea, select");
    const arrows = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (event.key === "+" || event.key === "=") stage.zoomBy(1.5);
    else if (event.key === "-") stage.zoomBy(1 / 1.5);
    else if (event.key === "0") stage.zoomBy(0);
    else if (event.key.toLowerCase() === "l") stage.toggleLoupe();
    else if (event.key in arrows && !onControl && stage.scale > 1) stage.panBy(...arrows[event.key]);
    else return false;
    return true;
  };
})();

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
