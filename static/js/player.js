// The player: which scripts the page needs, its stage, and its keys.
import "./asking.js"; // before the outbox, so that the time is written into an answer before it is kept
import "./outbox.js";
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
    // What is typed into a field is meant for it: a 0 belongs to a number there, and zooms nothing.
    if (event.key !== "Escape" && event.target.closest("select, textarea, input:not([type=radio], [type=range], [type=checkbox])")) return;
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
