// Two ends on a line of time, by pointer, touch or keys: the studio's stretches, and the part a pupil marks on a clip.
// The number fields of the form are what counts. The line shows them, and what is done on it is written there.
import { between } from "./between.js";

const LEAST = 0.1; // seconds

const round = (value) => Math.round(value * 100) / 100;

// `host` has `seconds`, `step` and `at` (all seconds), `endsOf(stretch)`, `set(stretch, ends)`, `commit(stretch, byKey)`,
// `seek`, `play(stretch)` and `words(name, values)`. A host that takes moments may have no ends, or two that are equal.
export class Stretch {
  constructor(root, host, names = ["from", "until"]) {
    this.root = root;
    this.host = host;
    this.names = names;
    this.least = host.takesMoments ? 0 : LEAST;
    this.line = root.querySelector("[data-line]");
    this.edges = [...root.querySelectorAll("[data-edge]")];
    this.line.addEventListener("pointerdown", (event) => this.down(event));
    this.line.addEventListener("pointermove", (event) => this.move(event));
    this.line.addEventListener("pointerup", (event) => this.up(event));
    this.line.addEventListener("pointercancel", () => this.cancel());
    this.edges.forEach((edge, which) => edge.addEventListener("keydown", (event) => this.key(which, event)));
    root.querySelector("[data-play-part]").addEventListener("click", () => host.play(this));
    root.querySelectorAll("[data-set]").forEach((each) => each.addEventListener("click", () => this.setHere(Number(each.dataset.set))));
    root.hidden = false;
  }

  get ends() { return this.host.endsOf(this); }

  setHere(which) {
    const at = this.host.at;
    if (this.ends) this.setEdge(which, at, true);
    else this.set([at, at]);
    this.host.commit(this);
  }

  // An end that is set beyond the other takes the other along, or stops before it.
  setEdge(which, seconds, pushes = false) {
    const ends = this.ends;
    const whole = this.host.seconds;
    const { least } = this;
    const pushed = least ? 1 : 0;
    ends[which] = between(which ? least : 0, seconds, which ? whole : whole - least);
    if (!which && ends[0] > ends[1] - least) { if (pushes) ends[1] = Math.min(whole, ends[0] + pushed); else ends[0] = Math.max(0, ends[1] - least); }
    if (which && ends[1] < ends[0] + least) { if (pushes) ends[0] = Math.max(0, ends[1] - pushed); else ends[1] = Math.min(whole, ends[0] + least); }
    this.set(ends);
  }

  set([from, until]) { this.host.set(this, [round(from), round(until)]); }

  draw() {
    const { ends } = this;
    const whole = this.host.seconds;
    this.root.classList.toggle("unmarked", !ends);
    for (const edge of this.edges) edge.hidden = !ends;
    if (!ends) return;
    this.root.style.setProperty("--from", ends[0] / whole);
    this.root.style.setProperty("--until", ends[1] / whole);
    this.edges.forEach((edge, which) => {
      edge.setAttribute("aria-valuenow", ends[which]);
      edge.setAttribute("aria-valuetext", this.host.words("value", { seconds: ends[which] }));
    });
  }

  secondsAt(event) {
    const box = this.line.getBoundingClientRect();
    return between(0, ((event.clientX - box.left) / box.width) * this.host.seconds, this.host.seconds);
  }

  down(event) {
    if (event.button > 0) return;
    const at = this.secondsAt(event);
    const { ends } = this;
    const edge = event.target.closest("[data-edge]");
    const near = this.host.seconds * (24 / this.line.getBoundingClientRect().width);
    let which = edge ? Number(edge.dataset.edge) : null;
    if (which === null && !this.host.takesMoments && Math.min(...ends.map((end) => Math.abs(at - end))) < near) which = Math.abs(at - ends[0]) < Math.abs(at - ends[1]) ? 0 : 1;
    this.line.setPointerCapture(event.pointerId);
    const fresh = which === null && (!ends || at < ends[0] || at > ends[1]); // a new stretch is drawn from here
    this.doing = { which, at, ends, fresh, x: event.clientX };
    if (which !== null) this.edges[which].focus({ preventScroll: true });
    event.preventDefault();
  }

  move(event) {
    if (!this.doing) return;
    const { which, at, ends, fresh, x } = this.doing;
    if (this.host.takesMoments && !this.doing.far && Math.abs(event.clientX - x) < 5) return; // a hand that shakes presses
    this.doing.far = true;
    const now = this.secondsAt(event);
    if (fresh) { if (Math.abs(now - at) >= LEAST) this.set([Math.min(at, now), Math.max(at, now)]); } else if (which === null) {
      const moved = between(-ends[0], now - at, this.host.seconds - ends[1]);
      this.set([ends[0] + moved, ends[1] + moved]);
    } else this.setEdge(which, ends[which] + now - at);
    const shown = this.ends;
    if (shown) this.host.seek(fresh ? now : shown[which === 1 ? 1 : 0]);
  }

  // A press without a drag: a moment, where there are moments; inside what is marked it only goes there.
  up(event) {
    const doing = this.doing;
    this.doing = null;
    if (!doing) return;
    if (this.host.takesMoments && !doing.far && doing.which === null) {
      if (doing.fresh) this.set([doing.at, doing.at]);
      this.host.seek(this.secondsAt(event));
    }
    this.host.commit(this);
  }

  // The window took the gesture over, to scroll: as if nothing was begun.
  cancel() {
    if (!this.doing) return;
    if (this.doing.far && this.doing.ends) this.set(this.doing.ends);
    this.doing = null;
    this.host.commit(this);
  }

  key(which, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { ends } = this;
    const step = event.shiftKey ? 1 : this.host.step;
    const to = {
      ArrowLeft: ends[which] - step, ArrowDown: ends[which] - step, ArrowRight: ends[which] + step, ArrowUp: ends[which] + step,
      PageUp: ends[which] + 1, PageDown: ends[which] - 1, Home: 0, End: this.host.seconds,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the stage has plans of its own with the arrows
    this.setEdge(which, to);
    this.host.seek(this.ends[which]);
    this.host.commit(this, true);
  }
}
