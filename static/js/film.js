// Films: one clock for a film, or for both halves of one. Play, frame by frame, slowly, again; and where it was altered.
document.documentElement.classList.add("js");

const FAR = 0.2; // seconds that the halves may be apart before the hidden one jumps; less than that it catches up
const CATCH_UP = 0.06;
const LESS = "less-data";

const remembered = () => {
  try { return localStorage.getItem(LESS); } catch { return null; } // storage may be forbidden
};

class Film {
  constructor(root) {
    this.root = root;
    this.fps = Number(root.dataset.fps);
    this.frames = Number(root.dataset.frames);
    this.videos = [...root.querySelectorAll("video")];
    this.lead = this.videos.at(-1); // the clock follows the film that is seen
    this.frame = this.wanted = 0;
    const part = this.find("[data-from]:is(a)");
    this.span = part && { from: part.dataset.from, to: part.dataset.to }; // what is repeated; a question sets what is marked
    root.clock = this;
    this.listen();
    this.arrange();
    this.lessData(remembered() === "yes" || (remembered() === null && navigator.connection?.saveData === true));
    this.show(0);
    if (this.span && !root.classList.contains("without-marks")) this.seek(this.from);
  }

  find(selector) { return this.root.querySelector(selector); }

  all(selector) { return [...this.root.querySelectorAll(selector)]; }

  frameAt(seconds) { return Math.min(this.frames - 1, Math.max(0, Math.round(Number(seconds) * this.fps))); }

  // The deck takes the place of the browser's own controls once it works.
  arrange() {
    const [first] = this.videos;
    this.root.style.setProperty("--ratio", first.getAttribute("width") / first.getAttribute("height"));
    this.root.style.setProperty("--own", `${first.getAttribute("width")}px`);
    this.root.classList.add("ready");
    this.find("[data-deck]").hidden = false;
    for (const video of this.videos) {
      video.removeAttribute("controls");
      video.dataset.large = video.getAttribute("src");
    }
    const outlines = this.find("[data-outlines]");
    const other = this.find("[data-half=original] .screen");
    if (outlines && other) other.append(outlines.cloneNode(true));
    this.moments = this.all("[data-outlines] [data-from]");
    this.view(this.find("[data-view]:checked")?.value);
    const whole = this.find("[data-whole]");
    whole.hidden = !document.fullscreenEnabled;
  }

  listen() {
    const on = (selector, name, act) => this.all(selector).forEach((each) => each.addEventListener(name, (event) => act(each, event)));
    on("[data-play]", "click", () => this.toggle());
    on("video", "click", () => this.toggle());
    on("[data-step]", "click", (button) => this.step(Number(button.dataset.step)));
    on("[data-speed]", "change", () => this.speed());
    on("[data-scrub]", "input", (range) => this.seek(Number(range.value)));
    on("[data-repeat]", "click", (button) => this.press(button));
    on("[data-mute]", "click", (button) => { this.press(button); this.listenTo(); });
    on("[data-captions]", "click", (button) => this.captions(this.press(button)));
    on("[data-whole]", "click", () => (document.fullscreenElement ? document.exitFullscreen() : this.root.requestFullscreen()));
    on("[data-view]", "change", (radio) => this.view(radio.value));
    on("[data-less]", "change", (box) => {
      try { localStorage.setItem(LESS, box.checked ? "yes" : "no"); } catch { /* it is kept for this page only */ }
      this.lessData(box.checked);
    });
    on("[data-marks-toggle]", "change", (box) => this.root.classList.toggle("without-marks", !box.checked));
    on("a[data-from]", "click", (link, event) => { event.preventDefault(); this.showPart(link); });
    for (const video of this.videos) {
      video.addEventListener("play", () => this.running());
      video.addEventListener("pause", () => this.running());
      video.addEventListener("ended", () => { if (video === this.lead) this.ended(); });
      const say = () => { this.find("[data-trouble]").hidden = !video.error; };
      for (const name of ["error", "loadedmetadata"]) video.addEventListener(name, say);
      if (video.error) say();
      this.follow(video);
    }
  }

  press(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    return on;
  }

  isOn(selector) { return this.find(selector)?.getAttribute("aria-pressed") === "true"; }

  get paused() { return this.lead.paused; }

  running() {
    const playing = !this.paused;
    const button = this.find("[data-play]");
    button.dataset.name ??= button.getAttribute("aria-label");
    button.setAttribute("aria-label", playing ? button.dataset.pause : button.dataset.name);
    this.root.classList.toggle("running", playing);
    if (playing) this.root.classList.add("begun");
  }

  toggle() { return this.paused ? this.play() : this.pause(); }

  async play() {
    if (this.frame >= this.frames - 1) await this.seek(this.isOn("[data-repeat]") ? this.from : 0);
    else if (this.isOn("[data-repeat]") && this.span && this.frame >= this.to) await this.seek(this.from);
    // A film that is taken away or paused while it starts says so by refusing; there is nothing to be done then.
    for (const video of this.videos) video.play().catch(() => this.running());
  }

  pause() {
    this.once = false;
    for (const video of this.videos) video.pause();
    return this.seek(this.frame); // both halves on the very same frame
  }

  step(by) {
    for (const video of this.videos) video.pause();
    this.seek(this.wanted + by);
  }

  get from() { return this.span ? this.frameAt(this.span.from) : 0; }

  get to() { return this.span ? Math.max(this.from + 1, this.frameAt(this.span.to)) : this.frames - 1; }

  ended() {
    if (this.isOn("[data-repeat]")) this.seek(this.from).then(() => this.play());
    else this.running();
  }

  // Show a frame: in its middle, so that no rounding shows its neighbour. Whoever drags faster than films can jump
  // gets the last frame asked for. Resolves when all films stand there.
  async seek(frame) {
    this.wanted = Math.min(this.frames - 1, Math.max(0, frame));
    this.root.classList.add("begun");
    this.show(this.wanted);
    this.going ??= this.go().finally(() => { this.going = null; });
    await this.going;
  }

  async go() {
    let frame;
    let stands;
    do {
      frame = this.wanted;
      const time = (frame + 0.5) / this.fps;
      stands = await Promise.all(this.videos.map((video) => this.bring(video, time)));
    } while (frame !== this.wanted || stands.includes(false));
  }

  // Resolves to false when another file was put in meanwhile. A film that cannot be fetched is not waited for.
  async bring(video, time) {
    const heard = (name) => new Promise((done) => {
      for (const each of [name, "error", "emptied"]) video.addEventListener(each, done, { once: true });
    });
    if (video.readyState === 0 && !video.error && (await heard("loadedmetadata")).type === "emptied") return false;
    if (video.error) return true;
    const there = heard("seeked");
    video.currentTime = time;
    return (await there).type !== "emptied";
  }

  // Follow the pictures as they come; where a browser cannot say which one it shows, its clock has to do.
  follow(video) {
    const told = (seconds) => { if (video === this.lead && !this.paused && !this.going) this.tick(seconds); };
    if (!video.requestVideoFrameCallback) {
      video.addEventListener("timeupdate", () => told(video.currentTime));
      return;
    }
    const next = () => video.requestVideoFrameCallback((now, picture) => { told(picture.mediaTime + 0.5 / this.fps); next(); });
    next();
  }

  tick(seconds) {
    this.wanted = Math.min(this.frames - 1, Math.floor(seconds * this.fps));
    this.show(this.wanted);
    if (this.isOn("[data-repeat]") && this.wanted >= this.to) {
      this.seek(this.from);
      return;
    }
    if (this.once && this.wanted >= this.once) {
      this.pause();
      return;
    }
    for (const video of this.videos) {
      const apart = video.currentTime - this.lead.currentTime;
      if (video !== this.lead && Math.abs(apart) > FAR) video.currentTime = this.lead.currentTime;
      const haste = Math.abs(apart) < 0.5 / this.fps ? 0 : -Math.sign(apart) * CATCH_UP;
      video.playbackRate = this.rate * (1 + haste);
    }
  }

  get at() { return this.frame / this.fps; }

  goTo(seconds) {
    for (const video of this.videos) video.pause();
    this.once = false;
    return this.seek(this.frameAt(seconds));
  }

  // Play a part of it, and stop there unless it is to be repeated.
  async playSpan(from, to) {
    await this.goTo(from);
    this.once = Math.max(this.frame + 1, this.frameAt(to));
    this.play();
  }

  get rate() { return Number(this.find("[data-speed]").value); }

  speed(by = 0) {
    const choice = this.find("[data-speed]");
    choice.selectedIndex = Math.min(choice.options.length - 1, Math.max(0, choice.selectedIndex + by));
    for (const video of this.videos) video.playbackRate = this.rate;
  }

  show(frame) {
    this.frame = frame;
    const time = frame / this.fps;
    const range = this.find("[data-scrub]");
    const seconds = time.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const said = { seconds, frame: frame + 1, frames: this.frames };
    range.value = frame;
    range.setAttribute("aria-valuetext", range.dataset.words.replace(/\{(\w+)\}/g, (all, name) => said[name]));
    this.find("[data-clock]").textContent = seconds;
    this.find("[data-number]").textContent = frame + 1;
    const asked = document.querySelector("[data-at]"); // the question where a place is wants to know when, too
    if (asked && this.root.matches("[data-stage]")) asked.value = time.toFixed(2);
    this.root.style.setProperty("--at", frame / (this.frames - 1));
    for (const each of this.moments ?? []) {
      each.toggleAttribute("hidden", !(Number(each.dataset.from) <= time && time < Number(each.dataset.to)));
    }
  }

  // Both films run on; only which of them is seen and heard changes, so nothing has to be fetched or waited for.
  view(which) {
    if (!which) return;
    this.root.dataset.seen = which;
    if (which !== "both") this.lead = this.find(`[data-half=${which}] video`);
    for (const half of this.all("[data-half]")) half.inert = which !== "both" && half.dataset.half !== which;
    this.listenTo();
  }

  listenTo() {
    for (const video of this.videos) video.muted = video !== this.lead || this.isOn("[data-mute]");
  }

  swap() {
    const choices = this.all("[data-view]");
    choices.find((each) => each.value !== "both" && each.value !== this.lead.closest("[data-half]").dataset.half)?.click();
  }

  captions(on) {
    for (const video of this.videos) for (const track of video.textTracks) track.mode = on ? "showing" : "hidden";
  }

  // A stretch that was altered: go there, show the twin, and play it.
  async showPart(link) {
    this.span = { from: link.dataset.from, to: link.dataset.to };
    this.find("[data-view][value=twin]")?.click();
    await this.seek(this.from);
    this.play();
  }

  async lessData(less) {
    const box = this.find("[data-less]");
    if (!box) return;
    box.checked = less;
    const frame = this.frame;
    const running = !this.paused;
    let changed = false;
    for (const video of this.videos) {
      const address = less ? video.dataset.small : video.dataset.large;
      if (!address || address === video.getAttribute("src")) continue;
      video.src = address;
      changed = true;
    }
    if (!changed || !this.root.classList.contains("begun")) return;
    this.speed();
    await this.seek(frame);
    if (running) this.play();
  }
}

const films = new Map();
let last = null;

const prepare = () => {
  for (const root of films.keys()) if (!root.isConnected) films.delete(root);
  for (const root of document.querySelectorAll("[data-film]")) if (!films.has(root)) films.set(root, new Film(root));
};

// Keys belong to the film that has the focus, or was used last, or is the only one.
const meant = (target) => {
  const inside = target.closest?.("[data-film]");
  if (inside || films.size === 1) return films.get(inside) ?? [...films.values()][0];
  return last?.isConnected ? films.get(last) : null;
};

document.addEventListener("pointerdown", (event) => { last = event.target.closest("[data-film]") ?? last; });
document.addEventListener("keydown", (event) => {
  const film = meant(event.target);
  if (!film || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, textarea, input:not([type=radio], [type=range], [type=checkbox])")) return;
  const keys = {
    k: () => film.toggle(),
    ",": () => film.step(-1),
    ".": () => film.step(1),
    "<": () => film.speed(-1),
    ">": () => film.speed(1),
    r: () => film.find("[data-repeat]").click(),
    m: () => film.find("[data-mute]")?.click(),
    c: () => film.find("[data-captions]")?.click(),
    f: () => film.find("[data-whole]").click(),
    x: () => film.swap(),
  };
  if (!document.getElementById("player")) { // there these are the player's
    keys["?"] = () => film.find(".keys").toggleAttribute("open");
    keys.escape = () => film.find(".keys").removeAttribute("open");
  }
  const act = keys[event.key.toLowerCase()];
  if (!act) return;
  act();
  event.preventDefault();
});

prepare();
document.addEventListener("htmx:load", prepare);
