// What a pupil marks on the clip of a question: on its strip or wave, in step with the two fields.
import { between } from "./between.js";
import { Stretch } from "./span.js";

class Mark {
  constructor(root) {
    this.root = root;
    this.takesMoments = true;
    this.stage = root.closest("[data-clock]");
    this.form = root.closest("form");
    this.asked = this.form.querySelector("[data-when]");
    this.seconds = Number(this.asked.dataset.seconds);
    this.step = Number(this.stage.dataset.step);
    this.said = this.form.querySelector("[data-when-said]");
    this.fields = ["from", "until"].map((name) => this.form.querySelector(`[data-${name}-field]`));
    this.stretch = new Stretch(root, this);
    for (const field of this.fields) {
      field.addEventListener("input", () => this.draw());
      field.addEventListener("change", () => this.commit());
    }
    root.querySelector("[data-clear]").addEventListener("click", () => this.clear());
    this.draw();
  }

  // Modules come in any order: the clock of the clip is asked for when it is needed.
  get clock() { return this.stage.clock; }

  get at() { return this.clock?.at ?? 0; }

  numberIn(field) {
    const value = Number(field.value.replace(",", "."));
    return field.value.trim() === "" || Number.isNaN(value) ? null : between(0, value, this.seconds);
  }

  endsOf() {
    const [from, until] = this.fields.map((field) => this.numberIn(field));
    return from === null ? null : [from, Math.max(from, until ?? from)];
  }

  set(stretch, [from, until]) {
    this.fields[0].value = from;
    this.fields[1].value = until > from ? until : "";
    this.draw();
  }

  draw() {
    this.stretch.draw();
    const ends = this.endsOf();
    for (const each of this.root.querySelectorAll("[data-play-part], [data-clear]")) each.disabled = !ends;
    if (this.clock) this.clock.span = ends && { from: ends[0], to: ends[1] };
  }

  clear() {
    for (const field of this.fields) field.value = "";
    this.root.querySelector("[data-set='0']").focus();
    this.draw();
    this.commit();
  }

  // After the mark is painted: it is what the hand looks at, and a film takes its time to jump.
  seek(seconds) {
    clearTimeout(this.going);
    this.going = setTimeout(() => this.clock?.goTo(seconds), 30);
  }

  play() {
    clearTimeout(this.going);
    const ends = this.endsOf();
    if (ends) this.clock?.playSpan(...(ends[1] > ends[0] ? ends : [Math.max(0, ends[0] - 0.5), Math.min(this.seconds, ends[0] + 0.5)]));
  }

  words(name, values) {
    const shown = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });
    return this.root.dataset[name].replace(/\{(\w+)\}/g, (all, key) => shown(values[key]));
  }

  commit() {
    const ends = this.endsOf();
    const [from, until] = ends ?? [0, 0];
    const sentence = !ends ? this.root.dataset.nothing : until > from ? this.words("span", { from, until, length: until - from }) : this.words("moment", { from });
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.said.textContent = sentence; }, 250);
  }
}

let mark = null;
const prepare = () => {
  for (const root of document.querySelectorAll("[data-mark]:not([data-ready])")) {
    root.dataset.ready = "";
    mark = new Mark(root);
  }
};

document.addEventListener("keydown", (event) => {
  if (!mark?.root.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, textarea, input:not([type=range], [type=radio])")) return;
  const act = { i: () => mark.stretch.setHere(0), o: () => mark.stretch.setHere(1), p: () => mark.play() }[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
prepare();
document.addEventListener("htmx:load", prepare);
