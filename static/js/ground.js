// One photo of a place that is pointed at: the drawing over it, and what pointer, fingers and keys do on it.
const SVG = "http://www.w3.org/2000/svg";
const LEAST = 1; // percent: smaller than this is a slip of the hand
const CORNERS = 200;
const MOST_ZOOM = 6;
let count = 0;

const between = (low, value, high) => Math.min(high, Math.max(low, value));

// The corners of a shape in fractions of its box.
const corners = (shape, outline) => {
  if (shape === "outline" && outline.length > 2) return outline;
  if (shape !== "ellipse") return [[0, 0], [1, 0], [1, 1], [0, 1]];
  return Array.from({ length: 48 }, (_, at) => [(1 + Math.cos((at * Math.PI) / 24)) / 2, (1 + Math.sin((at * Math.PI) / 24)) / 2]);
};

export class Ground {
  constructor(root, place) {
    this.root = root;
    this.place = place;
    this.width = Number(root.dataset.width);
    this.height = Number(root.dataset.height);
    this.frame = root.querySelector("[data-frame]");
    this.glass = root.querySelector("[data-glass]");
    this.image = root.querySelector("[data-clip]");
    this.hasRegion = "region" in root.dataset;
    this.hasTarget = "target" in root.dataset;
    this.zoom = 1;
    this.pointers = new Map();
    root.style.setProperty("--ratio", this.width / this.height);
    root.style.setProperty("--own", `${this.width}px`);
    this.grips = Object.fromEntries([...root.querySelectorAll("[data-grip]")].map((each) => [each.dataset.grip, each]));
    this.paint();
    this.frame.addEventListener("pointerdown", (event) => this.down(event));
    this.frame.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) this.frame.addEventListener(name, (event) => this.up(event));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    root.querySelectorAll("[data-zoom]").forEach((each) => each.addEventListener("click", () => this.zoomBy(each.dataset.zoom === "in" ? 1.5 : 1 / 1.5)));
  }

  make(name, attributes, inside = this.canvas) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return inside.appendChild(made);
  }

  // What is drawn over the picture, once; draw() then puts it where it belongs.
  paint() {
    this.canvas = this.root.querySelector("[data-canvas]");
    if (!this.canvas) return;
    count += 1;
    const shows = this.hasTarget || this.place.technique === "retouch";
    if (shows) {
      this.clip = this.make("path", {}, this.make("clipPath", { id: `place-clip-${count}` }));
      this.ghost = this.make("g", {});
      this.copy = this.make("image", { "clip-path": `url(#place-clip-${count})` }, this.ghost);
      if (!this.hasTarget) this.tint();
    }
    const ring = (name, inside) => [`${name} ring-outer`, `${name} ring`].map((each) => this.make("path", { class: each }, inside));
    if (this.place.isCrop) this.shade = this.make("path", { class: "shade", "fill-rule": "evenodd" });
    this.arrows = ["pull", "pull2"].filter((name) => this.grips[name]).map((name) => [name, ring("arrow")]);
    this.region = this.hasRegion ? ring("region") : [];
    this.target = this.hasTarget ? ring("target", this.ghost) : [];
  }

  tint() {
    const filter = this.make("filter", { id: `place-tint-${count}`, "color-interpolation-filters": "sRGB" });
    this.hue = this.make("feColorMatrix", { type: "hueRotate", values: 0 }, filter);
    const light = this.make("feComponentTransfer", {}, filter);
    this.light = ["R", "G", "B"].map((each) => this.make(`feFunc${each}`, { type: "gamma", amplitude: 1, exponent: 1 }, light));
    this.copy.setAttribute("filter", `url(#place-tint-${count})`);
  }

  path(points, box) {
    return `M${points.map(([x, y]) => `${(((box.left + x * box.width) / 100) * this.width).toFixed(1)} ${(((box.top + y * box.height) / 100) * this.height).toFixed(1)}`).join("L")}Z`;
  }

  draw() {
    if (!this.canvas) return;
    const { place } = this;
    const { box } = place;
    const points = corners(place.shape, place.outline);
    const source = this.hasRegion ? this : place.grounds?.[0] ?? this;
    const path = source.path(points, box);
    for (const each of this.region) each.setAttribute("d", path);
    this.shade?.setAttribute("d", `M0 0H${this.width}V${this.height}H0Z${path}`);
    if (this.hasRegion) this.put("region", box.left, box.top, box.width, box.height);
    if (this.ghost) {
      this.clip.setAttribute("d", path);
      for (const each of this.target) each.setAttribute("d", path);
      for (const [key, value] of Object.entries({ href: source.image.getAttribute("src"), width: source.width, height: source.height })) this.copy.setAttribute(key, value);
    }
    if (this.hasTarget) this.drawTarget(source, box);
    else if (this.hue) {
      this.hue.setAttribute("values", place.number("turn"));
      for (const each of this.light) each.setAttribute("exponent", 1 / (place.number("strength") || 1));
    }
    for (const [name, rings] of this.arrows) this.drawArrow(name, rings);
    const warns = place.root.querySelector("[data-too-large]");
    if (warns && this.hasRegion) warns.hidden = this.area(points, box) <= Number(this.root.dataset.most);
  }

  drawTarget(source, box) {
    const { place } = this;
    const size = (place.number("scale") || 100) / 100;
    const [x, y] = [(place.number("to_left") / 100) * this.width, (place.number("to_top") / 100) * this.height];
    const middle = [((box.left + box.width / 2) / 100) * source.width, ((box.top + box.height / 2) / 100) * source.height];
    const turned = place.field("flip")?.checked ? -size : size;
    this.ghost.setAttribute("transform", `translate(${x} ${y}) scale(${turned} ${size}) translate(${-middle[0]} ${-middle[1]})`);
    const width = box.width * size * (source.width / this.width);
    const height = box.height * size * (source.height / this.height);
    this.put("target", place.number("to_left") - width / 2, place.number("to_top") - height / 2, width, height);
  }

  drawArrow(name, rings) {
    const there = this.place.field(`${name}_left`).value !== "";
    for (const grip of [this.grips[name], this.grips[`${name}_to`]]) grip.hidden = !there;
    for (const each of rings) each.toggleAttribute("hidden", !there);
    const at = (end) => [(this.place.number(`${name}${end}_left`) / 100) * this.width, (this.place.number(`${name}${end}_top`) / 100) * this.height];
    const [[x, y], [toX, toY]] = [at(""), at("_to")];
    const turn = Math.atan2(toY - y, toX - x);
    const tip = this.width / 60;
    const wing = (side) => `${toX - tip * Math.cos(turn + side)} ${toY - tip * Math.sin(turn + side)}`;
    for (const each of rings) each.setAttribute("d", `M${x} ${y}L${toX} ${toY}M${wing(0.5)}L${toX} ${toY}L${wing(-0.5)}`);
    this.put(name, this.place.number(`${name}_left`), this.place.number(`${name}_top`));
    this.put(`${name}_to`, this.place.number(`${name}_to_left`), this.place.number(`${name}_to_top`));
  }

  put(name, left, top, width, height) {
    const { style } = this.grips[name];
    style.left = `${left}%`;
    style.top = `${top}%`;
    if (width !== undefined) { style.width = `${width}%`; style.height = `${height}%`; }
  }

  area(points, box) {
    const turned = [...points.slice(1), points[0]];
    const share = points.reduce((sum, [x, y], at) => sum + x * turned[at][1] - turned[at][0] * y, 0) / 2;
    return Math.abs(share) * ((box.width * this.width) / 100) * ((box.height * this.height) / 100);
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
