// One clock for a film, or for both halves of one: play, stop, go to a frame, again, and stay together.
import { Deck } from "./deck.js";

const FAR = 0.2; // seconds that the halves may be apart before the hidden one jumps; less than that it catches up
const CATCH_UP = 0.06;

// Who extends this has `show(frame)`.
export class FilmClock extends Deck {
  constructor(root) {
    super(root, [...root.querySelectorAll("video")]);
    this.fps = Number(root.dataset.fps);
    this.frames = Number(root.dataset.frames);
    this.frame = this.wanted = 0;
    for (const video of this.media) this.follow(video);
  }

  frameAt(seconds) { return Math.min(this.frames - 1, Math.max(0, Math.round(Number(seconds) * this.fps))); }

  get at() { return this.frame / this.fps; }

  get from() { return this.span ? this.frameAt(this.span.from) : 0; }

  get to() { return this.span ? Math.max(this.from + 1, this.frameAt(this.span.to)) : this.frames - 1; }

  async play() {
    if (this.frame >= this.frames - 1) await this.seek(this.isOn("[data-repeat]") ? this.from : 0);
    else if (this.isOn("[data-repeat]") && this.span && this.frame >= this.to) await this.seek(this.from);
    this.start();
  }

  pause() {
    this.once = false;
    this.halt();
    return this.seek(this.frame); // both halves on the very same frame
  }

  step(by) {
    this.halt();
    this.seek(this.wanted + by);
  }

  goTo(seconds) {
    this.halt();
    this.once = false;
    return this.seek(this.frameAt(seconds));
  }

  // Play a part of it, and stop there unless it is to be repeated.
  async playSpan(from, to) {
    await this.goTo(from);
    this.once = Math.max(this.frame + 1, this.frameAt(to));
    this.play();
  }

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
      stands = await Promise.all(this.media.map((video) => this.bring(video, time)));
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
    for (const video of this.media) {
      const apart = video.currentTime - this.lead.currentTime;
      if (video !== this.lead && Math.abs(apart) > FAR) video.currentTime = this.lead.currentTime;
      const haste = Math.abs(apart) < 0.5 / this.fps ? 0 : -Math.sign(apart) * CATCH_UP;
      video.playbackRate = this.rate * (1 + haste);
    }
  }
}
