// What films and recordings have in common: the row of controls under them, and the keys that work it.

// A button that stays pressed until it is pressed again. Returns whether it is on now.
export const press = (button) => {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  return on;
};

// `media` are the video or audio elements of a page, `lead` is the one that is seen or heard. Who extends this has
// `play`, `pause`, `step(by)`, `seek(to)`, `ended`, `view(which)`, `swap` and `showPart(link)`.
export class Deck {
  constructor(root, media) {
    this.root = root;
    this.media = media;
    this.lead = media.at(-1);
    const part = this.find("a[data-from]");
    this.span = part && { from: part.dataset.from, to: part.dataset.to }; // what is repeated; a question sets what is marked
    root.clock = this;
  }

  find(selector) { return this.root.querySelector(selector); }

  all(selector) { return [...this.root.querySelectorAll(selector)]; }

  on(selector, name, act) {
    for (const each of this.all(selector)) each.addEventListener(name, (event) => act(each, event));
  }

  isOn(selector) { return this.find(selector)?.getAttribute("aria-pressed") === "true"; }

  // The deck takes the place of the browser's own controls once it works.
  ready() {
    this.root.classList.add("ready");
    this.find("[data-deck]").hidden = false;
    for (const each of this.media) each.removeAttribute("controls");
  }

  listen() {
    this.on("[data-play]", "click", () => this.toggle());
    this.on("[data-step]", "click", (button) => this.step(Number(button.dataset.step)));
    this.on("[data-speed]", "change", () => this.speed());
    this.on("[data-scrub]", "input", (range) => this.seek(Number(range.value)));
    this.on("[data-repeat]", "click", press);
    this.on("[data-view]", "change", (radio) => this.view(radio.value));
    this.on("[data-marks-toggle]", "change", (box) => this.root.classList.toggle("without-marks", !box.checked));
    this.on("a[data-from]", "click", (link, event) => { event.preventDefault(); this.showPart(link); });
    for (const each of this.media) {
      each.addEventListener("play", () => this.running());
      each.addEventListener("pause", () => this.running());
      each.addEventListener("ended", () => { if (each === this.lead) this.ended(); });
      const say = () => { this.find("[data-trouble]").hidden = !each.error; };
      for (const name of ["error", "loadedmetadata"]) each.addEventListener(name, say);
      if (each.error) say();
    }
  }

  get paused() { return this.lead.paused; }

  toggle() { return this.paused ? this.play() : this.pause(); }

  // A clip that is taken away or paused while it starts says so by refusing; there is nothing to be done then.
  start() { for (const each of this.media) each.play().catch(() => this.running()); }

  halt() { for (const each of this.media) each.pause(); }

  running() {
    const button = this.find("[data-play]");
    button.dataset.name ??= button.getAttribute("aria-label");
    button.setAttribute("aria-label", this.paused ? button.dataset.name : button.dataset.pause);
    this.root.classList.toggle("running", !this.paused);
  }

  get rate() { return Number(this.find("[data-speed]").value); }

  speed(by = 0) {
    const choice = this.find("[data-speed]");
    choice.selectedIndex = Math.min(choice.options.length - 1, Math.max(0, choice.selectedIndex + by));
    for (const each of this.media) each.playbackRate = this.rate;
  }

  get keys() {
    return {
      k: () => this.toggle(),
      ",": () => this.step(-1),
      ".": () => this.step(1),
      "<": () => this.speed(-1),
      ">": () => this.speed(1),
      r: () => this.find("[data-repeat]").click(),
      x: () => this.swap(),
    };
  }
}

// Make a player of each element that the selector finds, now and whenever the page changes, and give it its keys:
// those of the one that has the focus, or was used last, or is the only one.
export const playAll = (selector, Player) => {
  document.documentElement.classList.add("js");
  const players = new Map();
  let last = null;

  const prepare = () => {
    for (const root of players.keys()) if (!root.isConnected) players.delete(root);
    for (const root of document.querySelectorAll(selector)) if (!players.has(root)) players.set(root, new Player(root));
  };

  const meant = (target) => {
    const inside = target.closest?.(selector);
    if (inside || players.size === 1) return players.get(inside) ?? [...players.values()][0];
    return last?.isConnected ? players.get(last) : null;
  };

  document.addEventListener("pointerdown", (event) => { last = event.target.closest(selector) ?? last; });
  document.addEventListener("keydown", (event) => {
    const player = meant(event.target);
    if (!player || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, textarea, input:not([type=radio], [type=range], [type=checkbox])")) return;
    const { keys } = player;
    if (!document.getElementById("player")) { // there these are the player's
      keys["?"] = () => player.find(".keys").toggleAttribute("open");
      keys.escape = () => player.find(".keys").removeAttribute("open");
    }
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    act();
    event.preventDefault();
  });

  prepare();
  document.addEventListener("htmx:load", prepare);
};
