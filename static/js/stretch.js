// The studio's line of time: a film or a recording of one's own, the stretches pointed at on it, and trying them out.
// The number fields of the form are what counts; the two ends themselves are span.js's.
import { between } from "./between.js";
import { Stretch } from "./span.js";

document.documentElement.classList.add("js");

const MOST_TILES = 14;
const BEFORE = 1.5; // seconds that are played before and after what is tried out

class Timing {
  constructor(root) {
    this.root = root;
    this.form = root.closest("[data-place]");
    this.clip = root.querySelector("[data-clip]");
    this.seconds = Number(root.dataset.seconds);
    this.step = Math.max(0.01, Number(root.dataset.step));
    this.past = [];
    this.stretches = [...root.querySelectorAll("[data-stretch]:not([data-place-said])")].map((each) => this.stretchOf(each));
    this.form.querySelector("[data-numbers]")?.removeAttribute("open");
    for (const each of root.querySelectorAll("[data-keys]")) each.hidden = false;
    this.now = this.values;
    this.form.addEventListener("input", () => this.draw());
    this.form.addEventListener("change", (event) => this.commit(event.target.name === "which" && event.target.value === "whole" ? "whole" : this.stretches[0]));
    root.querySelector("[data-undo]")?.addEventListener("click", () => this.undo());
    this.form.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input, select")) return;
      event.preventDefault();
      this.undo();
    });
    root.querySelectorAll("[data-step-by]").forEach((each) => each.addEventListener("click", () => {
      this.clip.pause();
      this.seek(this.clip.currentTime + Number(each.dataset.stepBy) * this.step);
    }));
    this.clip.addEventListener("timeupdate", () => this.head());
    this.clip.addEventListener("seeked", () => this.head());
    this.draw();
    // Not before it is seen: it takes the film a second time, and most look at it once.
    const seen = new IntersectionObserver(([entry]) => { if (entry.isIntersecting) { seen.disconnect(); this.tiles(); } });
    seen.observe(root);
  }

  stretchOf(root) {
    const stretch = new Stretch(root, this, root.dataset.stretch === "other" ? ["other_from", "other_until"] : ["from", "until"]);
    root.querySelector("[data-try]")?.addEventListener("click", () => this.tryOut(stretch));
    return stretch;
  }

  get at() { return this.clip.currentTime; }

  // Whoever points at a stretch means a stretch.
  set(stretch, [from, until]) {
    this.field(stretch.names[0]).value = from;
    this.field(stretch.names[1]).value = until;
    if (this.isWhole) this.field("which").value = "part";
    this.draw();
  }

  endsOf(stretch) { return stretch.names.map((name) => this.number(name)); }

  field(name) { return this.form.querySelector(`[name="${name}"]`); }

  number(name) { return Number(this.field(name)?.value || 0); }

  get fields() { return ["which", "from", "until", "other_from", "other_until"].map((name) => this.field(name)).filter(Boolean); }

  get values() { return this.fields.map((field) => field.value); }

  get isWhole() { return this.field("which")?.value === "whole"; }

  words(name, values) {
    const shown = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });
    return this.root.querySelector("[data-place-said]").dataset[name].replace(/\{(\w+)\}/g, (all, key) => shown(values[key]));
  }

  draw() {
    for (const each of this.stretches) each.draw();
    this.root.classList.toggle("whole", this.isWhole);
  }

  head() { this.root.style.setProperty("--at", this.clip.currentTime / this.seconds); }

  commit(what, byKey = false) {
    const values = this.values;
    if (JSON.stringify(values) === JSON.stringify(this.now)) return;
    if (!(byKey && this.byKey && performance.now() - this.byKey < 700)) this.past.push(this.now);
    this.byKey = byKey ? performance.now() : 0;
    this.now = values;
    this.say(what);
  }

  undo() {
    const before = this.past.pop();
    if (!before) return;
    this.fields.forEach((field, at) => { field.value = before[at]; });
    this.now = before;
    this.byKey = 0;
    this.draw();
    this.say("undone");
  }

  say(what) {
    const button = this.root.querySelector("[data-undo]");
    if (button) button.disabled = this.past.length === 0;
    const [from, until] = what.ends ?? [0, 0];
    const sentence = typeof what === "string" ? this.words(what, {}) : this.words("stretch", { from, until, length: until - from });
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.root.querySelector("[data-place-said]").textContent = sentence; }, 250);
  }

  seek(seconds) { this.clip.currentTime = between(0, seconds, this.seconds - 0.01); }

  // Play from one moment to another; `at(now)` may change the speed or jump on the way.
  run(from, until, at = () => {}) {
    cancelAnimationFrame(this.running);
    this.clip.playbackRate = 1;
    this.seek(from);
    const follow = () => {
      if (this.clip.paused) { this.clip.playbackRate = 1; return; }
      at(this.clip.currentTime);
      this.head();
      if (this.clip.currentTime >= until) { this.clip.pause(); this.clip.playbackRate = 1; } else this.running = requestAnimationFrame(follow);
    };
    // A clip that is taken away while it starts says so by refusing; there is nothing to be done then.
    this.clip.play().then(() => { this.running = requestAnimationFrame(follow); }, () => {});
  }

  play(stretch) { const [from, until] = stretch.ends; this.run(from, until); }

  // What the change will be like, as far as a player can do it: left out, or faster and slower.
  tryOut(stretch) {
    const [from, until] = this.isWhole ? [0, this.seconds] : stretch.ends;
    const pace = this.number("strength");
    const omits = this.root.dataset.technique === "omission";
    this.run(Math.max(0, from - BEFORE), Math.min(this.seconds - 0.02, until + BEFORE), (now) => {
      const inside = now >= from && now < until;
      if (omits && inside) this.seek(until);
      else if (!omits) this.clip.playbackRate = inside && pace ? pace : 1;
    });
  }

  // Small pictures of the film along the line, drawn from a second copy of it that nobody sees.
  async tiles() {
    const canvases = [...this.root.querySelectorAll("canvas[data-tiles]")];
    if (canvases.length === 0) return;
    const film = document.createElement("video");
    film.muted = true;
    film.preload = "auto";
    film.src = this.clip.getAttribute("src");
    const heard = (name) => new Promise((done, fail) => {
      film.addEventListener(name, done, { once: true });
      film.addEventListener("error", fail, { once: true });
    });
    try {
      await heard("loadedmetadata");
      const ratio = film.videoWidth / film.videoHeight;
      const box = canvases[0].getBoundingClientRect();
      const count = between(3, Math.round(box.width / (box.height * ratio)), MOST_TILES);
      for (const canvas of canvases) {
        canvas.width = box.width * devicePixelRatio;
        canvas.height = box.height * devicePixelRatio;
      }
      for (let at = 0; at < count; at += 1) {
        const there = heard("seeked");
        film.currentTime = ((at + 0.5) / count) * this.seconds;
        await there;
        for (const canvas of canvases) this.tile(canvas, film, at, count);
      }
    } catch {
      // The line works without pictures.
    }
    film.removeAttribute("src");
    film.load();
  }

  // One small picture, cut off at the sides or above and below so that it fills its place.
  tile(canvas, film, at, count) {
    const width = canvas.width / count;
    const wanted = width / canvas.height;
    const [w, h] = film.videoWidth / film.videoHeight > wanted ? [film.videoHeight * wanted, film.videoHeight] : [film.videoWidth, film.videoWidth / wanted];
    canvas.getContext("2d").drawImage(film, (film.videoWidth - w) / 2, (film.videoHeight - h) / 2, w, h, at * width, 0, width, canvas.height);
  }
}

const prepare = () => {
  for (const root of document.querySelectorAll("[data-timing]:not([data-ready])")) {
    root.dataset.ready = "";
    root.timing = new Timing(root);
  }
};
prepare();
document.addEventListener("htmx:load", prepare);
