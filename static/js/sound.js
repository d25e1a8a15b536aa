// Recordings: one clock for a recording, or for both of two. Play, again, slowly; and change over without a gap.
document.documentElement.classList.add("js");

const APART = 0.15; // seconds that two recordings may be apart before the silent one jumps; less than that it catches up
const CATCH_UP = 0.04;
const STEP = 0.1; // seconds back or on

const between = (low, value, high) => Math.min(high, Math.max(low, value));

class Sound {
  constructor(root) {
    this.root = root;
    this.seconds = Number(root.dataset.seconds);
    this.voices = this.all("[data-voice]");
    this.clips = this.voices.map((each) => each.querySelector("audio"));
    this.lead = this.clips.at(-1);
    this.at = 0;
    const part = this.find("a[data-from]");
    this.span = part && { from: Number(part.dataset.from), to: Number(part.dataset.to) };
    this.once = null;
    root.clock = this;
    this.arrange();
    this.listen();
    this.listenTo(this.find("[data-view]:checked")?.value);
    this.show(0);
  }

  find(selector) { return this.root.querySelector(selector); }

  all(selector) { return [...this.root.querySelectorAll(selector)]; }

  // The deck takes the place of the browser's own controls once it works.
  arrange() {
    this.root.classList.add("ready");
    this.find("[data-deck]").hidden = false;
    for (const clip of this.clips) {
      clip.removeAttribute("controls");
      clip.preservesPitch = true;
    }
    for (const voice of this.voices) this.caption(voice);
  }

  // A recording has no picture to lay its captions over: the line that is spoken stands under the wave.
  caption(voice) {
    const track = voice.querySelector("track")?.track;
    const line = voice.querySelector("[data-said]");
    if (!track || !line) return;
    track.mode = "hidden"; // fetched and followed, and shown by nobody but us
    line.hidden = false;
    track.addEventListener("cuechange", () => this.lines());
  }

  lines() {
    for (const voice of this.voices) {
      const line = voice.querySelector("[data-said]");
      if (!line) continue;
      const cues = voice.contains(this.lead) ? voice.querySelector("track").track.activeCues ?? [] : [];
      line.textContent = [...cues].map((cue) => cue.getCueAsHTML().textContent).join(" ");
    }
  }

  listen() {
    const on = (selector, name, act) => this.all(selector).forEach((each) => each.addEventListener(name, (event) => act(each, event)));
    on("[data-play]", "click", () => this.toggle());
    on("[data-step]", "click", (button) => this.step(Number(button.dataset.step)));
    on("[data-speed]", "change", () => this.speed());
    on("[data-scrub]", "input", (range) => this.seek(Number(range.value)));
    on("[data-repeat]", "click", (button) => button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true")));
    on("[data-view]", "change", (radio) => this.listenTo(radio.value));
    on("[data-marks-toggle]", "change", (box) => this.root.classList.toggle("without-marks", !box.checked));
    on("a[data-from]", "click", (link, event) => { event.preventDefault(); this.showPart(link); });
    for (const clip of this.clips) {
      clip.addEventListener("play", () => this.running());
      clip.addEventListener("pause", () => this.running());
      clip.addEventListener("ended", () => { if (clip === this.lead) this.ended(); });
      const say = () => { this.find("[data-trouble]").hidden = !clip.error; };
      for (const name of ["error", "loadedmetadata"]) clip.addEventListener(name, say);
      if (clip.error) say();
    }
  }

  get repeats() { return this.find("[data-repeat]").getAttribute("aria-pressed") === "true"; }

  get paused() { return this.lead.paused; }

  get from() { return this.span ? Number(this.span.from) : 0; }

  // A moment is repeated with half a second on either side.
  get to() { return this.span ? Math.max(this.from + 0.5, Number(this.span.to)) : this.seconds; }

  running() {
    const playing = !this.paused;
    const button = this.find("[data-play]");
    button.dataset.name ??= button.getAttribute("aria-label");
    button.setAttribute("aria-label", playing ? button.dataset.pause : button.dataset.name);
    this.root.classList.toggle("running", playing);
    cancelAnimationFrame(this.following);
    if (playing) this.follow();
  }

  follow() {
    this.tick();
    if (!this.paused) this.following = requestAnimationFrame(() => this.follow());
  }

  tick() {
    const now = this.lead.currentTime;
    if (this.lead.seeking) return;
    if (this.repeats && now >= this.to - 0.01) { this.seek(this.from); return; }
    if (this.once !== null && now >= this.once) { this.pause(); return; }
    this.show(now);
    for (const clip of this.clips) {
      if (clip === this.lead || clip.seeking || clip.ended) continue;
      const apart = clip.currentTime - now;
      if (Math.abs(apart) > APART) clip.currentTime = now;
      const haste = Math.abs(apart) < 0.01 ? 0 : -Math.sign(apart) * CATCH_UP;
      clip.playbackRate = this.rate * (1 + haste);
    }
    this.lead.playbackRate = this.rate;
  }

  toggle() { return this.paused ? this.play() : this.pause(); }

  play() {
    const beyond = this.repeats && this.span && this.at >= this.to;
    if (beyond || this.at >= this.seconds - 0.05) this.seek(this.repeats ? this.from : 0);
    // A recording that is taken away or paused while it starts says so by refusing; there is nothing to be done then.
    for (const clip of this.clips) clip.play().catch(() => this.running());
  }

  pause() {
    this.once = null;
    for (const clip of this.clips) clip.pause();
    this.seek(this.lead.currentTime);
  }

  ended() {
    if (this.repeats) { this.seek(this.from); this.play(); } else this.pause();
  }

  seek(seconds) {
    const to = between(0, seconds, this.seconds);
    for (const clip of this.clips) clip.currentTime = to;
    this.show(to);
  }

  step(by) { this.goTo(this.at + by * STEP); }

  goTo(seconds) {
    this.once = null;
    for (const clip of this.clips) clip.pause();
    this.seek(seconds);
  }

  // Play a part of it, and stop there unless it is to be repeated.
  playSpan(from, to) {
    this.goTo(from);
    this.once = to;
    this.play();
  }

  get rate() { return Number(this.find("[data-speed]").value); }

  speed(by = 0) {
    const choice = this.find("[data-speed]");
    choice.selectedIndex = between(0, choice.selectedIndex + by, choice.options.length - 1);
    for (const clip of this.clips) clip.playbackRate = this.rate;
  }

  show(seconds) {
    this.at = seconds;
    const said = seconds.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const clock = this.find("[data-clock-now]");
    if (clock.textContent !== said) {
      clock.textContent = said;
      for (const range of this.all("[data-scrub]")) {
        range.value = seconds;
        range.setAttribute("aria-valuetext", range.dataset.words.replace("{seconds}", said));
      }
    }
    this.root.style.setProperty("--at", seconds / this.seconds);
  }

  // Both run on; only which of them is heard changes, so nothing has to be fetched or waited for.
  listenTo(which) {
    if (which) {
      this.lead = this.find(`[data-voice="${which}"] audio`);
      for (const voice of this.voices) voice.classList.toggle("heard", voice.contains(this.lead));
    }
    for (const clip of this.clips) clip.muted = clip !== this.lead;
    this.lead.playbackRate = this.rate;
    this.lines();
  }

  swap() {
    this.all("[data-view]").find((each) => !each.checked)?.click();
  }

  // A stretch that was altered: go there, let the manipulated recording be heard, and play it.
  showPart(link) {
    this.span = { from: Number(link.dataset.from), to: Number(link.dataset.to) };
    this.find("[data-view][value=twin]")?.click();
    this.playSpan(Math.max(0, this.span.from - 0.5), Math.min(this.seconds, this.span.to + 0.5));
  }
}

const sounds = new Map();
let last = null;

const prepare = () => {
  for (const root of sounds.keys()) if (!root.isConnected) sounds.delete(root);
  for (const root of document.querySelectorAll("[data-sound]")) if (!sounds.has(root)) sounds.set(root, new Sound(root));
};

// Keys belong to the recording that has the focus, or was used last, or is the only one.
const meant = (target) => {
  const inside = target.closest?.("[data-sound]");
  if (inside || sounds.size === 1) return sounds.get(inside) ?? [...sounds.values()][0];
  return last?.isConnected ? sounds.get(last) : null;
};

document.addEventListener("pointerdown", (event) => { last = event.target.closest("[data-sound]") ?? last; });
document.addEventListener("keydown", (event) => {
  const sound = meant(event.target);
  if (!sound || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, textarea, input:not([type=radio], [type=range], [type=checkbox])")) return;
  const keys = {
    k: () => sound.toggle(),
    ",": () => sound.step(-1),
    ".": () => sound.step(1),
    "<": () => sound.speed(-1),
    ">": () => sound.speed(1),
    r: () => sound.find("[data-repeat]").click(),
    x: () => sound.swap(),
  };
  if (!document.getElementById("player")) { // there these are the player's
    keys["?"] = () => sound.find(".keys").toggleAttribute("open");
    keys.escape = () => sound.find(".keys").removeAttribute("open");
  }
  const act = keys[event.key.toLowerCase()];
  if (!act) return;
  act();
  event.preventDefault();
});

prepare();
document.addEventListener("htmx:load", prepare);
