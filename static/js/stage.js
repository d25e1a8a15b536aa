// The stage: a clip with zoom by wheel, pinch, buttons and keys; pan; and a loupe.
import { Pointing } from "./pointing.js";

const MOST = 8;
const LOUPE = 2.5;

export class Stage {
  constructor(root) {
    this.root = root;
    this.frame = root.querySelector("[data-frame]");
    this.glass = root.querySelector("[data-glass]");
    this.clip = root.querySelector("[data-clip]");
    this.loupe = root.querySelector("[data-loupe]");
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.pointers = new Map();
    this.moved = 0;
    this.frame.style.setProperty("--ratio", this.clip.getAttribute("width") / this.clip.getAttribute("height"));
    this.frame.style.setProperty("--own", `${this.clip.getAttribute("width")}px`);
    root.querySelector("[data-tools]")?.removeAttribute("hidden"); // a film brings its own
    this.listen();
    const grid = root.querySelector("[data-grid]");
    this.pointing = grid && new Pointing(this, grid);
  }

  listen() {
    const on = (target, name, act, options) => target.addEventListener(name, act.bind(this), options);
    this.root.querySelectorAll("[data-zoom]").forEach((button) =>
      button.addEventListener("click", () => this.zoomBy({ in: 1.5, out: 1 / 1.5, fit: 0 }[button.dataset.zoom])));
    this.root.querySelector("[data-toggle-loupe]")?.addEventListener("click", () => this.toggleLoupe());
    on(this.frame, "wheel", this.wheel, { passive: false });
    on(this.frame, "pointerdown", this.down);
    on(this.frame, "pointermove", this.move);
    for (const name of ["pointerup", "pointercancel"]) on(this.frame, name, this.up);
    on(this.frame, "pointerleave", () => { if (this.loupe) this.loupe.hidden = true; });
    on(this.frame, "dblclick", (event) => { if (!this.pointing) this.zoomBy(this.scale > 1 ? 0 : 2.5, event); });
  }

  apply() {
    const width = this.frame.clientWidth;
    const height = this.frame.clientHeight;
    this.x = Math.min(0, Math.max(width * (1 - this.scale), this.x));
    this.y = Math.min(0, Math.max(height * (1 - this.scale), this.y));
    this.glass.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
    this.glass.style.setProperty("--unzoom", 1 / this.scale);
    this.frame.classList.toggle("zoomed", this.scale > 1);
  }

  // Zoom around a point of the frame, so that what is under the pointer stays there. 0 means the whole picture.
  zoomBy(factor, event) {
    const box = this.frame.getBoundingClientRect();
    const atX = event ? event.clientX - box.left : box.width / 2;
    const atY = event ? event.clientY - box.top : box.height / 2;
    const next = factor === 0 ? 1 : Math.min(MOST, Math.max(1, this.scale * factor));
    this.x = atX - ((atX - this.x) * next) / this.scale;
    this.y = atY - ((atY - this.y) * next) / this.scale;
    this.scale = next;
    this.apply();
  }

  panBy(dx, dy) { this.x += dx; this.y += dy; this.apply(); }

  wheel(event) {
    if (!event.ctrlKey && this.scale === 1 && event.deltaY > 0) return; // let the page scroll on
    event.preventDefault();
    this.zoomBy(Math.exp(-event.deltaY * 0.0022), event);
  }

  down(event) {
    if (event.button > 0) return;
    this.pointers.set(event.pointerId, event);
    this.moved = 0;
  }

  move(event) {
    if (!this.loupeOff && event.pointerType === "mouse" && this.pointers.size === 0) this.showLoupe(event);
    if (!event.buttons) this.pointers.delete(event.pointerId); // let go of outside the frame
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    this.moved += Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY);
    if (this.moved > 6 && this.scale > 1 && !this.frame.hasPointerCapture(event.pointerId)) this.frame.setPointerCapture(event.pointerId);
    if (this.pointers.size === 2) this.pinch(event);
    else if (this.scale > 1) this.panBy(event.clientX - before.clientX, event.clientY - before.clientY);
    this.pointers.set(event.pointerId, event);
  }

  pinch(event) {
    const other = [...this.pointers.values()].find((each) => each.pointerId !== event.pointerId);
    const before = this.pointers.get(event.pointerId);
    const span = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    if (span(before) > 0) {
      this.zoomBy(span(event) / span(before), { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 });
    }
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId) || event.type === "pointercancel") return;
    this.dragged = this.moved > 6;
  }

  get loupeOff() { return this.root.querySelector("[data-toggle-loupe]")?.getAttribute("aria-pressed") !== "true"; }

  toggleLoupe() {
    const button = this.root.querySelector("[data-toggle-loupe]");
    if (!button) return;
    button.setAttribute("aria-pressed", String(this.loupeOff));
    this.loupe.hidden = true;
  }

  showLoupe(event) {
    const box = this.frame.getBoundingClientRect();
    const atX = event.clientX - box.left;
    const atY = event.clientY - box.top;
    const zoom = LOUPE * this.scale;
    this.loupe.hidden = false;
    const half = this.loupe.offsetWidth / 2;
    this.loupe.style.left = `${atX - half}px`;
    this.loupe.style.top = `${atY - half}px`;
    this.loupe.style.backgroundImage = `url("${this.clip.currentSrc}")`;
    this.loupe.style.backgroundSize = `${box.width * zoom}px ${box.height * zoom}px`;
    const x = ((atX - this.x) / this.scale) * zoom;
    const y = ((atY - this.y) / this.scale) * zoom;
    this.loupe.style.backgroundPosition = `${half - x - 3}px ${half - y - 3}px`;
  }
}
