// What is drawn over a photo that is pointed at: the shape, what is put elsewhere, and arrows.
const SVG = "http://www.w3.org/2000/svg";
let count = 0;

// The corners of a shape in fractions of its box.
const corners = (shape, outline) => {
  if (shape === "outline" && outline.length > 2) return outline;
  if (shape !== "ellipse") return [[0, 0], [1, 0], [1, 1], [0, 1]];
  return Array.from({ length: 48 }, (_, at) => [(1 + Math.cos((at * Math.PI) / 24)) / 2, (1 + Math.sin((at * Math.PI) / 24)) / 2]);
};

export class Drawing {
  constructor(root, place) {
    this.root = root;
    this.place = place;
    this.width = Number(root.dataset.width);
    this.height = Number(root.dataset.height);
    this.image = root.querySelector("[data-clip]");
    this.hasRegion = "region" in root.dataset;
    this.hasTarget = "target" in root.dataset;
    root.style.setProperty("--ratio", this.width / this.height);
    root.style.setProperty("--own", `${this.width}px`);
    this.grips = Object.fromEntries([...root.querySelectorAll("[data-grip]")].map((each) => [each.dataset.grip, each]));
    this.paint();
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
}
