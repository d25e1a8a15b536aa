// The player: the stage with zoom by wheel, pinch, buttons and keys; pan; a loupe; pointing at a place. Then the glue:
// time taken, focus, and what is said of a lens. Sending answers is the outbox's.
document.documentElement.classList.add("js");

// What is on the page names the script it needs, so that nobody fetches one for a clip of another kind.
(() => {
  // Without a connection there is none to be had; it is asked for again as soon as there is one.
  const fetchOne = (name) => import(name).catch(() => addEventListener("online", () => fetchOne(name), { once: true }));
  const fetchAll = () => document.querySelectorAll("[data-module]").forEach((each) => fetchOne(each.dataset.module));
  fetchAll();
  document.addEventListener("htmx:load", fetchAll);
})();

(() => {
  const MOST = 8;
  const LOUPE = 2.5;
  const COLUMNS = 6; // of the grid that places are named by

  class Stage {
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
      this.pointing();
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
      on(this.frame, "dblclick", (event) => { if (!this.grid) this.zoomBy(this.scale > 1 ? 0 : 2.5, event); });
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

    // Pointing: a click gives the exact point and its cell; the keyboard chooses a cell alone.
    pointing() {
      this.grid = this.root.querySelector("[data-grid]");
      if (!this.grid) return;
      this.pin = this.root.querySelector("[data-pin]");
      this.pointX = this.root.querySelector("[data-x]");
      this.pointY = this.root.querySelector("[data-y]");
      this.chosen = document.querySelector("[data-chosen]");
      this.chosen.textContent = this.chosen.dataset.none;
      this.grid.addEventListener("click", (event) => {
        const byPointer = event.detail > 0 || event.pointerType;
        if (event.target.tagName !== "INPUT" || !byPointer) return;
        if (this.dragged) { event.preventDefault(); return; }
        this.point(event);
      });
      this.grid.addEventListener("keydown", (event) => this.step(event));
      this.grid.addEventListener("change", (event) => { if (!this.justPointed) this.chooseCell(event.target.value); });
      const cell = this.grid.querySelector(":checked");
      if (this.pointX.value && this.pointY.value) this.pinAt(Number(this.pointX.value), Number(this.pointY.value));
      else if (cell) this.chooseCell(cell.value);
    }

    // Left to themselves, radio buttons know one direction only; a picture has rows.
    step(event) {
      const [columns, rows] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
      if (columns === undefined) return;
      event.preventDefault();
      const cells = [...this.grid.querySelectorAll("input")];
      const here = cells.indexOf(event.target);
      const column = (here % COLUMNS) + columns;
      const next = here + columns + rows * COLUMNS;
      if (column < 0 || column >= COLUMNS || !cells[next]) return;
      cells[next].focus();
      cells[next].click();
    }

    point(event) {
      const box = this.clip.getBoundingClientRect();
      const x = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      const y = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
      this.justPointed = true; // the radio's change event follows this click
      setTimeout(() => { this.justPointed = false; });
      this.pinAt(x, y);
      this.grid.classList.remove("by-cell");
      this.chosen.textContent = `${this.chosen.dataset.point} ${event.target.value}`;
    }

    pinAt(x, y) {
      this.pointX.value = x.toFixed(5);
      this.pointY.value = y.toFixed(5);
      this.pin.style.left = `${x * 100}%`;
      this.pin.style.top = `${y * 100}%`;
      this.pin.hidden = false;
    }

    chooseCell(name) {
      this.pointX.value = "";
      this.pointY.value = "";
      this.pin.hidden = true;
      this.grid.classList.add("by-cell");
      this.chosen.textContent = `${this.chosen.dataset.cell} ${name}`;
    }
  }

  let stage = null;
  const prepare = () => {
    const root = document.querySelector("[data-stage]");
    if (root && stage?.root !== root) stage = new Stage(root);
    if (!root) stage = null;
  };
  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSwap", prepare); // at once: a quick hand is on the grid before the page has settled

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // What is typed into a field is meant for it: a 0 belongs to a number there, and zooms nothing.
    if (event.key !== "Escape" && event.target.closest("select, textarea, input:not([type=radio], [type=range], [type=checkbox])")) return;
    const keys = document.querySelector("#player .keys");
    if (event.key === "?" && keys) keys.toggleAttribute("open");
    else if (event.key === "Escape" && keys?.open) hide(keys);
    else if (event.key.toLowerCase() === "v") document.querySelector("[data-lenses]")?.toggleAttribute("open");
    else if (!onStage(event)) return;
    event.preventDefault();
  });

  const hide = (keys) => {
    if (keys.contains(document.activeElement)) keys.querySelector("summary").focus();
    keys.removeAttribute("open");
  };

  const onStage = (event) => {
    if (!stage) return false;
    const onControl = event.target.closest("input, textarea, select");
    const arrows = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (event.key === "+" || event.key === "=") stage.zoomBy(1.5);
    else if (event.key === "-") stage.zoomBy(1 / 1.5);
    else if (event.key === "0") stage.zoomBy(0);
    else if (event.key.toLowerCase() === "l") stage.toggleLoupe();
    else if (event.key in arrows && !onControl && stage.scale > 1) stage.panBy(...arrows[event.key]);
    else return false;
    return true;
  };
})();

(() => {
  let began = performance.now();

  const arrive = (focus) => {
    began = performance.now();
    if (focus) {
      document.title = document.getElementById("player")?.dataset.title ?? document.title;
      document.querySelector("[data-focus]")?.focus({ preventScroll: true });
      document.getElementById("player")?.scrollIntoView({ block: "start" });
    }
  };

  document.addEventListener("DOMContentLoaded", () => arrive(false));
  // A lens comes into its drawer, a card into its list: the question and its clock stay as they are.
  const ofLens = (event) => (event.detail.elt ?? event.target).matches?.("[data-lens], #lens") || event.detail.target?.id === "lens";
  const ofCard = (event) => (event.detail.elt ?? event.target).matches?.("[data-card], .card") || event.detail.target?.matches?.(".card");
  const lens = (word) => {
    const said = document.querySelector("[data-lens-said]");
    if (said) said.textContent = said.dataset[word] ?? "";
  };
  const showLens = (event) => {
    lens("");
    const link = event.detail.requestConfig?.elt;
    if (link?.matches("a")) {
      document.querySelectorAll("[data-lens]").forEach((each) => each.removeAttribute("aria-current"));
      link.setAttribute("aria-current", "true");
    }
    document.querySelector("[data-lens-name]")?.focus({ preventScroll: true });
  };

  const showCard = (event) => document.querySelector(`#${CSS.escape(event.detail.requestConfig?.elt.closest("li")?.id ?? event.detail.target.id)} [data-card-name]`)?.focus({ preventScroll: true });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (ofLens(event)) showLens(event);
    else if (ofCard(event)) showCard(event);
    else arrive(true);
  });
  // Before the outbox and htmx read the form: the time belongs to the answer, however often it has to be sent.
  document.addEventListener("submit", (event) => {
    const time = event.target.querySelector("[data-milliseconds]");
    if (time) time.value = Math.round(performance.now() - began);
  }, true);
  document.addEventListener("htmx:beforeRequest", (event) => { if (ofLens(event)) lens("waiting"); });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, (event) => { if (ofLens(event)) lens("trouble"); });
  document.addEventListener("htmx:historyRestore", () => arrive(false));
})();
