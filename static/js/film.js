// Films: what is seen and heard of them, frame by frame, whole screen, captions, and where they were altered.
import { press, playAll } from "./deck.js";
import { FilmClock } from "./film-clock.js";

const LESS = "less-data";

const remembered = () => {
  try { return localStorage.getItem(LESS); } catch { return null; } // storage may be forbidden
};

class Film extends FilmClock {
  constructor(root) {
    super(root);
    this.listen();
    this.arrange();
    this.lessData(remembered() === "yes" || (remembered() === null && navigator.connection?.saveData === true));
    this.show(0);
    if (this.span && !root.classList.contains("without-marks")) this.seek(this.from);
  }

  arrange() {
    const [first] = this.media;
    this.root.style.setProperty("--ratio", first.getAttribute("width") / first.getAttribute("height"));
    this.root.style.setProperty("--own", `${first.getAttribute("width")}px`);
    this.ready();
    for (const video of this.media) video.dataset.large = video.getAttribute("src");
    const outlines = this.find("[data-outlines]");
    const other = this.find("[data-half=original] .screen");
    if (outlines && other) other.append(outlines.cloneNode(true));
    this.moments = this.all("[data-outlines] [data-from]");
    this.view(this.find("[data-view]:checked")?.value);
    this.find("[data-whole]").hidden = !document.fullscreenEnabled;
  }

  listen() {
    super.listen();
    this.on("video", "click", () => this.toggle());
    this.on("[data-mute]", "click", (button) => { press(button); this.listenTo(); });
    this.on("[data-captions]", "click", (button) => this.captions(press(button)));
    this.on("[data-whole]", "click", () => (document.fullscreenElement ? document.exitFullscreen() : this.root.requestFullscreen()));
    this.on("[data-less]", "change", (box) => {
      try { localStorage.setItem(LESS, box.checked ? "yes" : "no"); } catch { /* it is kept for this page only */ }
      this.lessData(box.checked);
    });
  }

  running() {
    super.running();
    if (!this.paused) this.root.classList.add("begun");
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
    if (which !== "both") this.lead = this.find(`[data-half=${which}] video`); // the clock follows the film that is seen
    for (const half of this.all("[data-half]")) half.inert = which !== "both" && half.dataset.half !== which;
    this.listenTo();
  }

  listenTo() {
    for (const video of this.media) video.muted = video !== this.lead || this.isOn("[data-mute]");
  }

  swap() {
    const choices = this.all("[data-view]");
    choices.find((each) => each.value !== "both" && each.value !== this.lead.closest("[data-half]").dataset.half)?.click();
  }

  captions(on) {
    for (const video of this.media) for (const track of video.textTracks) track.mode = on ? "showing" : "hidden";
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
    for (const video of this.media) {
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

  get keys() {
    const clicks = (selector) => () => this.find(selector)?.click();
    return { ...super.keys, m: clicks("[data-mute]"), c: clicks("[data-captions]"), f: clicks("[data-whole]") };
  }
}

playAll("[data-film]", Film);
