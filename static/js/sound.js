// Recordings: one clock for a recording, or for both of two. Play, again, slowly; and change over without a gap.
import { between } from "./between.js";
import { Deck, playAll } from "./deck.js";

const APART = 0.15; // seconds that two recordings may be apart before the silent one jumps; less than that it catches up
const CATCH_UP = 0.04;
const STEP = 0.1; // seconds back or on

class Sound extends Deck {
  constructor(root) {
    const voices = [...root.querySelectorAll("[data-voice]")];
    super(root, voices.map((each) => each.querySelector("audio")));
    this.voices = voices;
    this.seconds = Number(root.dataset.seconds);
    this.at = 0;
    this.once = null;
    this.ready();
    for (const clip of this.media) clip.preservesPitch = true;
    for (const voice of voices) this.caption(voice);
    this.listen();
    this.view(this.find("[data-view]:checked")?.value);
    this.show(0);
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

  get repeats() { return this.isOn("[data-repeat]"); }

  get from() { return this.span ? Number(this.span.from) : 0; }

  // A moment is repeated with half a second on either side.
  get to() { return this.span ? Math.max(this.from + 0.5, Number(this.span.to)) : this.seconds; }

  running() {
    super.running();
    cancelAnimationFrame(this.following);
    if (!this.paused) this.follow();
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
    for (const clip of this.media) {
      if (clip === this.lead || clip.seeking || clip.ended) continue;
      const apart = clip.currentTime - now;
      if (Math.abs(apart) > APART) clip.currentTime = now;
      const haste = Math.abs(apart) < 0.01 ? 0 : -Math.sign(apart) * CATCH_UP;
      clip.playbackRate = this.rate * (1 + haste);
    }
    this.lead.playbackRate = this.rate;
  }

  play() {
    const beyond = this.repeats && this.span && this.at >= this.to;
    if (beyond || this.at >= this.seconds - 0.05) this.seek(this.repeats ? this.from : 0);
    this.start();
  }

  pause() {
    this.once = null;
    this.halt();
    this.seek(this.lead.currentTime);
  }

  ended() {
    if (this.repeats) { this.seek(this.from); this.play(); } else this.pause();
  }

  seek(seconds) {
    const to = between(0, seconds, this.seconds);
    for (const clip of this.media) clip.currentTime = to;
    this.show(to);
  }

  step(by) { this.goTo(this.at + by * STEP); }

  goTo(seconds) {
    this.once = null;
    this.halt();
    this.seek(seconds);
  }

  // Play a part of it, and stop there unless it is to be repeated.
  playSpan(from, to) {
    this.goTo(from);
    this.once = to;
    this.play();
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
  view(which) {
    if (which) {
      this.lead = this.find(`[data-voice="${which}"] audio`);
      for (const voice of this.voices) voice.classList.toggle("heard", voice.contains(this.lead));
    }
    for (const clip of this.media) clip.muted = clip !== this.lead;
    this.lead.playbackRate = this.rate;
    this.lines();
  }

  swap() {
    this.all("[data-view]").find((each) => !each.checked)?.click();
  }

  // A stretch that was altered: go there, let the manipulated recording be heard, and play it.
  showPart(link) {
    const [from, to] = [Number(link.dataset.from), Number(link.dataset.to)];
    this.span = { from, to };
    this.find("[data-view][value=twin]")?.click();
    this.playSpan(Math.max(0, from - 0.5), Math.min(this.seconds, to + 0.5));
  }
}

playAll("[data-sound]", Sound);
