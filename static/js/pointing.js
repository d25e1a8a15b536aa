// Pointing at a place: a click gives the exact point and its cell; the keyboard chooses a cell alone.
const COLUMNS = 6; // of the grid that places are named by

export class Pointing {
  constructor(stage, grid) {
    this.stage = stage;
    this.grid = grid;
    this.pin = stage.root.querySelector("[data-pin]");
    this.pointX = stage.root.querySelector("[data-x]");
    this.pointY = stage.root.querySelector("[data-y]");
    this.chosen = document.querySelector("[data-chosen]");
    this.chosen.textContent = this.chosen.dataset.none;
    this.grid.addEventListener("click", (event) => {
      const byPointer = event.detail > 0 || event.pointerType;
      if (event.target.tagName !== "INPUT" || !byPointer) return;
      if (this.stage.dragged) { event.preventDefault(); return; }
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
    const box = this.stage.clip.getBoundingClientRect();
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
