// One photo of a place that is pointed at: what pointer, fingers and keys do on it.
import { between } from "./between.js";
import { Drawing } from "./drawing.js";

const LEAST = 1; // percent: smaller than this is a slip of the hand
const CORNERS = 200;
const MOST_ZOOM = 6;

export class Ground extends Drawing {
  constructor(root, place) {
    super(root, place);
    this.frame = root.querySelector("[data-frame]");
    this.glass = root.querySelector("[data-glass]");
    this.zoom = 1;
    this.pointers = new Map();
    this.frame.addEventListener("pointerdown", (event) => this.down(event));
    this.frame.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) this.frame.addEventListener(name, (event) => this.up(event));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    root.querySelectorAll("[data-zoom]").forEach((each) => each.addEventListener("click", () => this.zoomBy(each.dataset.zoom === "in" ? 1.5 : 1 / 1.5)));
  }

  at(event) {
    const box = this.glass.getBoundingClientRect();
    return [between(0, ((event.clientX - box.left) / box.width) * 100, 100), between(0, ((event.clientY - box.top) / box.height) * 100, 100)];
  }

  down(event) {
    if (event.button > 0 || !this.canvas) return;
    this.pointers.set(event.pointerId, event);
    this.frame.setPointerCapture(event.pointerId);
    if (this.pointers.size > 1) { // two fingers move and enlarge the picture, and draw nothing
      if (this.doing) this.place.set(this.place.now);
      this.doing = null;
      return;
    }
    const grip = event.target.closest("[data-grip]");
    const corner = event.target.closest("[data-corner]")?.dataset.corner;
    const [x, y] = this.at(event);
    const { box } = this.place;
    grip?.focus({ preventScroll: true });
    if (grip) this.doing = { what: grip.dataset.grip, corner, x, y, box, values: this.place.values };
    else if (this.hasRegion) this.doing = { what: "new", x, y, box, points: [[x, y]], shape: this.place.wanted ?? this.place.shape };
    else if (this.hasTarget) { this.place.set({ to_left: x, to_top: y }); this.doing = { what: "target", x, y, box, values: this.place.values }; }
    event.preventDefault();
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    if (this.pointers.size > 1) this.pinch(before, event);
    this.pointers.set(event.pointerId, event);
    const { doing } = this;
    if (!doing) return;
    const [x, y] = this.at(event);
    if (doing.what === "new") this.drawNew(doing, x, y);
    else if (doing.what === "region") this.place.setBox(doing.corner ? this.resized(doing, x, y) : this.moved(doing.box, x - doing.x, y - doing.y));
    else if (doing.what === "target" && doing.corner) this.scaleTo(doing, x, y);
    else {
      const name = doing.what === "target" ? "to" : doing.what;
      this.place.set({ [`${name}_left`]: between(0, Number(doing.values[`${name}_left`]) + x - doing.x, 100), [`${name}_top`]: between(0, Number(doing.values[`${name}_top`]) + y - doing.y, 100) });
    }
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId) || !this.doing) return;
    const { what, moved } = this.doing;
    this.doing = null;
    if (event.type === "pointercancel" || (what === "new" && !moved)) { this.place.set(this.place.now); return; }
    if (what === "new") { this.place.wanted = null; this.place.draw(); this.grips.region.focus({ preventScroll: true }); }
    this.place.commit(what === "new" ? "region" : what);
  }

  drawNew(doing, x, y) {
    const width = Math.abs(x - doing.x);
    const height = Math.abs(y - doing.y);
    if (doing.shape === "outline") {
      const [lastX, lastY] = doing.points.at(-1);
      if (Math.hypot(x - lastX, y - lastY) > 0.5) doing.points.push([x, y]);
      if (doing.points.length > 2) this.outlined(doing);
      return;
    }
    doing.moved = Math.max(width, height) > LEAST;
    if (this.place.isCrop) {
      const side = between(LEAST, Math.max(width, height), 100);
      this.place.setBox(this.moved({ left: x < doing.x ? doing.x - side : doing.x, top: y < doing.y ? doing.y - side : doing.y, width: side, height: side }, 0, 0));
      return;
    }
    this.place.set({ shape: doing.shape, left: Math.min(x, doing.x), top: Math.min(y, doing.y), width: Math.max(LEAST, width), height: Math.max(LEAST, height) });
  }

  outlined(doing) {
    const every = Math.ceil(doing.points.length / CORNERS);
    const points = doing.points.filter((_, at) => at % every === 0);
    const [xs, ys] = [points.map((each) => each[0]), points.map((each) => each[1])];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
    doing.moved = Math.min(width, height) > LEAST;
    if (!doing.moved) return;
    const outline = points.map(([x, y]) => [Math.round(((x - left) / width) * 1000) / 1000, Math.round(((y - top) / height) * 1000) / 1000]);
    this.place.set({ shape: "outline", outline: JSON.stringify(outline), left, top, width, height });
  }

  moved(box, dx, dy) { return { ...box, left: between(0, box.left + dx, 100 - box.width), top: between(0, box.top + dy, 100 - box.height) }; }

  resized({ box, corner, x: startX, y: startY }, x, y) {
    const [right, bottom] = [box.left + box.width, box.top + box.height];
    let width = corner.includes("w") ? box.width - (x - startX) : box.width + (x - startX);
    let height = corner.includes("n") ? box.height - (y - startY) : box.height + (y - startY);
    width = between(LEAST, width, corner.includes("w") ? right : 100 - box.left);
    height = between(LEAST, height, corner.includes("n") ? bottom : 100 - box.top);
    if (this.place.isCrop) width = height = Math.min(Math.max(width, height), corner.includes("w") ? right : 100 - box.left, corner.includes("n") ? bottom : 100 - box.top);
    return { left: corner.includes("w") ? right - width : box.left, top: corner.includes("n") ? bottom - height : box.top, width, height };
  }

  // Made larger around its middle, as far as there is room.
  grown(box, across, down) {
    const width = between(LEAST, box.width + across, 100);
    const height = between(LEAST, box.height + down, 100);
    return this.moved({ left: box.left - (width - box.width) / 2, top: box.top - (height - box.height) / 2, width, height }, 0, 0);
  }

  scaleTo(doing, x, y) {
    const [middleX, middleY] = [Number(doing.values.to_left), Number(doing.values.to_top)];
    const reach = (atX, atY) => Math.hypot(((atX - middleX) / 100) * this.width, ((atY - middleY) / 100) * this.height);
    this.setScale(Number(doing.values.scale) * (reach(x, y) / Math.max(1, reach(doing.x, doing.y))));
  }

  setScale(scale) {
    const field = this.place.field("scale");
    this.place.set({ scale: between(Number(field.min), Math.round(scale), Number(field.max)) });
  }

  key(event) {
    const what = event.target.dataset.grip;
    if (!what || event.ctrlKey || event.metaKey || event.altKey) return;
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
    const grows = { "+": 1, "=": 1, "-": -1 }[event.key] ?? 0;
    if (!dx && !dy && !grows) return;
    event.preventDefault();
    const { place } = this;
    if (what === "region") {
      const both = place.isCrop ? dx + dy : 0;
      if (grows) place.setBox(this.grown(place.box, 2 * grows, 2 * grows));
      else if (event.shiftKey) place.setBox(this.grown(place.box, both || dx, both || dy));
      else place.setBox(this.moved(place.box, dx, dy));
    } else if (what === "target" && (grows || event.shiftKey)) this.setScale(place.number("scale") + 5 * (grows || dx - dy));
    else if (!grows) {
      const name = what === "target" ? "to" : what;
      const step = what === "target" ? 1 : 0.5;
      place.set({ [`${name}_left`]: between(0, place.number(`${name}_left`) + step * dx, 100), [`${name}_top`]: between(0, place.number(`${name}_top`) + step * dy, 100) });
    }
    event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
    place.commit(what, true);
  }

  zoomBy(factor, event) {
    const zoom = between(1, this.zoom * factor, MOST_ZOOM);
    const frame = this.frame.getBoundingClientRect();
    const [x, y] = event ? [event.clientX - frame.left, event.clientY - frame.top] : [frame.width / 2, frame.height / 2];
    const [atX, atY] = [(this.frame.scrollLeft + x) / this.zoom, (this.frame.scrollTop + y) / this.zoom];
    this.zoom = zoom;
    this.glass.style.width = `${zoom * 100}%`;
    this.frame.classList.toggle("zoomed", zoom > 1);
    this.frame.scrollTo(atX * zoom - x, atY * zoom - y);
    if (!event) this.place.say("zoomed", { zoom });
  }

  pinch(before, event) {
    const other = [...this.pointers.values()].find((each) => each.pointerId !== event.pointerId);
    const span = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    this.frame.scrollBy((before.clientX - event.clientX) / 2, (before.clientY - event.clientY) / 2);
    if (span(before) > 0) this.zoomBy(span(event) / span(before), { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 });
  }
}
