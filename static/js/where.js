// “Where is it?” in a lesson: a click gives the exact point and its cell; the keyboard chooses a cell alone.
document.documentElement.classList.add("js");

const COLUMNS = 6; // of the grid that places are named by
const within = (value) => Math.min(1, Math.max(0, value));

class Pointing {
  constructor(form) {
    this.form = form;
    this.find = (name) => form.querySelector(`[data-${name}]`);
    this.clip = this.find("clip");
    this.grid = this.find("grid");
    const frame = form.querySelector(".frame");
    frame.style.setProperty("--ratio", this.clip.getAttribute("width") / this.clip.getAttribute("height"));
    frame.style.setProperty("--own", `${this.clip.getAttribute("width")}px`);
    this.say(this.find("chosen").dataset.none);
    this.grid.addEventListener("click", (event) => {
      if (event.target.tagName === "INPUT" && (event.detail > 0 || event.pointerType)) this.point(event);
    });
    this.grid.addEventListener("keydown", (event) => this.step(event));
    this.grid.addEventListener("change", (event) => { if (!this.justPointed) this.cell(event.target.value); });
  }

  say(words) { this.find("chosen").textContent = words; }

  point(event) {
    const box = this.clip.getBoundingClientRect();
    const x = within((event.clientX - box.left) / box.width);
    const y = within((event.clientY - box.top) / box.height);
    this.justPointed = true; // the radio's change event follows this click
    setTimeout(() => { this.justPointed = false; });
    this.find("x").value = x.toFixed(5);
    this.find("y").value = y.toFixed(5);
    const pin = this.find("pin");
    pin.style.left = `${x * 100}%`;
    pin.style.top = `${y * 100}%`;
    pin.hidden = false;
    this.grid.classList.remove("by-cell");
    this.say(`${this.find("chosen").dataset.point} ${event.target.value}`);
  }

  cell(name) {
    this.find("x").value = "";
    this.find("y").value = "";
    this.find("pin").hidden = true;
    this.grid.classList.add("by-cell");
    this.say(`${this.find("chosen").dataset.cell} ${name}`);
  }

  // Left to themselves, radio buttons know one direction only; a picture has rows.
  step(event) {
    const [across, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
    if (across === undefined) return;
    event.preventDefault();
    const cells = [...this.grid.querySelectorAll("input")];
    const here = cells.indexOf(event.target);
    const column = (here % COLUMNS) + across;
    const next = cells[here + across + down * COLUMNS];
    if (column < 0 || column >= COLUMNS || !next) return;
    next.focus();
    next.click();
  }
}

const known = new WeakSet();
const prepare = () => {
  for (const form of document.querySelectorAll("[data-where]")) {
    if (known.has(form)) continue;
    known.add(form);
    new Pointing(form);
  }
};
prepare();
document.addEventListener("htmx:load", prepare);
