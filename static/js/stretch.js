// Pointing at a stretch of a film or a recording: two ends on a line of time, by pointer, touch or keys.
// The number fields of the form are what counts. The line shows them, and what is done on it is written there.
document.documentElement.classList.add("js");

const MOST_TILES = 14;
const LEAST = 0.1; // seconds
const BEFORE = 1.5; // seconds that are played before and after what is tried out

const between = (low, value, high) => Math.min(high, Math.max(low, value));
const round = (value) => Math.round(value * 100) / 100;

class Stretch {
  constructor(root, timing) {
    this.root = root;
    this.timing = timing;
    this.names = root.dataset.stretch === "other" ? ["other_from", "other_until"] : ["from", "until"];
    this.line = root.querySelector("[data-line]");
    this.edges = [...root.querySelectorAll("[data-edge]")];
    this.line.addEventListener("pointerdown", (event) => this.down(event));
    this.line.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) this.line.addEventListener(name, () => { if (this.doing) { this.doing = null; timing.commit(this); } });
    this.edges.forEach((edge, which) => edge.addEventListener("keydown", (event) => this.key(which, event)));
    root.querySelector("[data-play-part]").addEventListener("click", () => timing.play(this));
    root.querySelector("[data-try]")?.addEventListener("click", () => timing.tryOut(this));
    root.querySelectorAll("[data-set]").forEach((each) => each.addEventListener("click", () => {
      this.setEdge(Number(each.dataset.set), timing.clip.currentTime, true);
      timing.commit(this);
    }));
    root.hidden = false;
  }

  get ends() { return this.names.map((name) => this.timing.number(name)); }

  // An end that is set beyond the other takes the other along, or stops before it.
  setEdge(which, seconds, pushes = false) {
    const ends = this.ends;
    const whole = this.timing.seconds;
    ends[which] = between(which ? LEAST : 0, seconds, which ? whole : whole - LEAST);
    if (!which && ends[0] > ends[1] - LEAST) { if (pushes) ends[1] = Math.min(whole, ends[0] + 1); else ends[0] = Math.max(0, ends[1] - LEAST); }
    if (which && ends[1] < ends[0] + LEAST) { if (pushes) ends[0] = Math.max(0, ends[1] - 1); else ends[1] = Math.min(whole, ends[0] + LEAST); }
    this.set(ends);
  }

  set([from, until]) {
    this.timing.field(this.names[0]).value = round(from);
    this.timing.field(this.names[1]).value = round(until);
    this.timing.onlyPart();
    this.timing.draw();
  }

  draw() {
    const whole = this.timing.seconds;
    const [from, until] = this.ends;
    this.root.style.setProperty("--from", from / whole);
    this.root.style.setProperty("--until", until / whole);
    this.edges.forEach((edge, which) => {
      edge.setAttribute("aria-valuenow", this.ends[which]);
      edge.setAttribute("aria-valuetext", this.timing.words("value", { seconds: this.ends[which] }));
    });
  }

  secondsAt(event) {
    const box = this.line.getBoundingClientRect();
    return between(0, ((event.clientX - box.left) / box.width) * this.timing.seconds, this.timing.seconds);
  }

  down(event) {
    if (event.button > 0) return;
    const at = this.secondsAt(event);
    const [from, until] = this.ends;
    const edge = event.target.closest("[data-edge]");
    const near = this.timing.seconds * (24 / this.line.getBoundingClientRect().width);
    let which = edge ? Number(edge.dataset.edge) : null;
    if (which === null && Math.min(Math.abs(at - from), Math.abs(at - until)) < near) which = Math.abs(at - from) < Math.abs(at - until) ? 0 : 1;
    this.line.setPointerCapture(event.pointerId);
    this.doing = { which, at, from, until };
    if (which === null && (at < from || at > until)) this.doing.fresh = true; // a new stretch is drawn from here
    if (which !== null) this.edges[which].focus({ preventScroll: true });
    event.preventDefault();
  }

  move(event) {
    if (!this.doing) return;
    const { which, at, from, until, fresh } = this.doing;
    const now = this.secondsAt(event);
    if (fresh) { if (Math.abs(now - at) >= LEAST) this.set([Math.min(at, now), Math.max(at, now)]); } else if (which === null) {
      const moved = between(-from, now - at, this.timing.seconds - until);
      this.set([from + moved, until + moved]);
    } else this.setEdge(which, now);
    this.timing.seek(which === 1 ? this.ends[1] : this.ends[0]);
  }

  key(which, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 1 : this.timing.step;
    const to = {
      ArrowLeft: this.ends[which] - step, ArrowDown: this.ends[which] - step, ArrowRight: this.ends[which] + step, ArrowUp: this.ends[which] + step,
      PageUp: this.ends[which] + 1, PageDown: this.ends[which] - 1, Home: 0, End: this.timing.seconds,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.setEdge(which, to);
    this.timing.seek(this.ends[which]);
    this.timing.commit(this, true);
  }
}

class Timing {
  constructor(root) {
    this.root = root;
    this.form = root.closest("[data-place]");
    this.clip = root.querySelector("[data-clip]");
    this.seconds = Number(root.dataset.seconds);
    this.step = Math.max(0.01, Number(root.dataset.step));
    this.past = [];
    this.stretches = [...root.querySelectorAll("[data-stretch]:not([data-place-said])")].map((each) => new Stretch(each, this));
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

  field(name) { return this.form.querySelector(`[name="${name}"]`); }

  number(name) { return Number(this.field(name)?.value || 0); }

  get fields() { return ["which", "from", "until", "other_from", "other_until"].map((name) => this.field(name)).filter(Boolean); }

  get values() { return this.fields.map((field) => field.value); }

  get isWhole() { return this.field("which")?.value === "whole"; }

  // Whoever points at a stretch means a stretch.
  onlyPart() { if (this.isWhole) this.field("which").value = "part"; }

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
