// Pointing at a place on a photo: draw, move and resize it by pointer, touch or keys, and put a copy where it goes.
// The number fields of the form are what counts. The picture shows them, and what is done on it is written there.
import { between } from "./between.js";
import { Ground } from "./ground.js";

document.documentElement.classList.add("js");

const NAMES = ["shape", "outline", "left", "top", "width", "height", "to_left", "to_top", "scale"]
  .concat(["pull", "pull2"].flatMap((pull) => ["_left", "_top", "_to_left", "_to_top"].map((end) => pull + end)));

const round = (value) => Math.round(value * 100) / 100;

class Place {
  constructor(root) {
    this.root = root;
    this.technique = root.dataset.technique;
    this.past = [];
    this.now = this.values;
    this.grounds = [...root.querySelectorAll("[data-ground]")].map((each) => new Ground(each, this));
    for (const each of root.querySelectorAll("[data-tools], [data-grips], [data-keys]")) each.hidden = false;
    root.querySelector("[data-numbers]")?.removeAttribute("open");
    root.querySelectorAll("[data-undo]").forEach((each) => each.addEventListener("click", () => this.undo()));
    root.querySelectorAll("[data-shape]").forEach((each) => each.addEventListener("click", () => this.choose(each.dataset.shape)));
    root.querySelector("[data-second-pull]")?.addEventListener("click", () => this.toggleSecond());
    root.addEventListener("input", () => this.draw());
    root.addEventListener("change", () => this.commit("region"));
    root.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input, select")) return;
      event.preventDefault();
      this.undo();
    });
    this.draw();
  }

  field(name) { return this.root.querySelector(`[name="${name}"]`); }

  number(name) { return Number(this.field(name)?.value || 0); }

  set(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.field(name);
      if (field) field.value = typeof value === "number" ? round(value) : value;
    }
    this.draw();
  }

  get values() { return Object.fromEntries(NAMES.filter((name) => this.field(name)).map((name) => [name, this.field(name).value])); }

  get isCrop() { return this.technique === "crop-out"; }

  get shape() { return this.field("shape")?.value ?? "rectangle"; }

  get outline() {
    try { return JSON.parse(this.field("outline")?.value || "[]"); } catch { return []; } // half typed: as if none was drawn
  }

  get box() {
    const width = this.number("width");
    return { left: this.number("left"), top: this.number("top"), width, height: this.isCrop ? width : this.number("height") };
  }

  setBox({ left, top, width, height }) { this.set({ left, top, width, ...(this.isCrop ? {} : { height }) }); }

  draw() {
    for (const ground of this.grounds) ground.draw();
    for (const each of this.root.querySelectorAll("[data-shape]")) each.setAttribute("aria-pressed", String(each.dataset.shape === (this.wanted ?? this.shape)));
    this.root.querySelector("[data-second-pull]")?.setAttribute("aria-pressed", String(Boolean(this.field("pull2_left")?.value)));
  }

  // What was done can be undone; keys that follow each other at once count as one.
  commit(what, byKey = false) {
    const values = this.values;
    if (JSON.stringify(values) === JSON.stringify(this.now)) return;
    const soon = byKey && this.byKey && performance.now() - this.byKey < 700;
    if (!soon) this.past.push(this.now);
    this.byKey = byKey ? performance.now() : 0;
    this.now = values;
    this.undoable();
    this.say(what);
  }

  undo() {
    const before = this.past.pop();
    if (!before) return;
    this.now = before;
    this.wanted = null;
    this.byKey = 0;
    this.set(before);
    this.undoable();
    this.say("undone");
  }

  undoable() { for (const each of this.root.querySelectorAll("[data-undo]")) each.disabled = this.past.length === 0; }

  choose(shape) {
    this.wanted = null;
    if (shape === "outline" && this.outline.length < 3) { this.wanted = shape; this.draw(); return; } // chosen, but still to be drawn
    this.set({ shape });
    this.commit("region");
  }

  toggleSecond() {
    const [x, y] = [this.number("pull_left"), this.number("pull_top")];
    const there = this.field("pull2_left").value;
    this.set(there ? { pull2_left: "", pull2_top: "", pull2_to_left: "", pull2_to_top: "" }
      : { pull2_left: between(0, x + 8, 100), pull2_top: y, pull2_to_left: between(0, x + 12, 100), pull2_to_top: y });
    this.commit("pull");
  }

  say(what, more = {}) {
    const said = this.root.querySelector("[data-place-said]");
    const box = this.box;
    const shown = (value) => Math.round(value).toLocaleString(document.documentElement.lang);
    let words = { left: box.left, right: box.left + box.width, top: box.top, bottom: box.top + box.height };
    if (what === "target") words = { left: this.number("to_left"), top: this.number("to_top"), scale: this.number("scale") };
    if (what.startsWith("pull")) {
      const pull = what.startsWith("pull2") ? "pull2" : "pull";
      words = { left: this.number(`${pull}_left`), top: this.number(`${pull}_top`), right: this.number(`${pull}_to_left`), bottom: this.number(`${pull}_to_top`) };
    }
    const sentence = said.dataset[what.startsWith("pull") ? "pull" : what];
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { said.textContent = sentence.replace(/\{(\w+)\}/g, (all, name) => shown({ ...words, ...more }[name])); }, 250);
  }
}

const prepare = () => {
  for (const root of document.querySelectorAll("[data-place]:not([data-ready])")) {
    if (!root.querySelector("[data-canvas]")) continue;
    root.dataset.ready = "";
    root.place = new Place(root);
  }
};
prepare();
document.addEventListener("htmx:load", prepare);
