// Pointing at an eye: a click or touch on the first picture puts the box there and asks for what the lens shows.
// The number fields of the form are what counts. Pages that are swapped in later need nothing: the document listens.
const TALL = 0.6; // as HEIGHT_TO_WIDTH in quizzes/clips/eye_place.py

const parts = (root) => ({
  form: root.querySelector("[data-eye-form]"),
  x: root.querySelector("[data-eye-x]"),
  y: root.querySelector("[data-eye-y]"),
  size: root.querySelector("[data-eye-size]"),
});

const draw = (root) => {
  const { x, y, size } = parts(root);
  const { width: wide, height: high } = root.querySelector("svg").viewBox.baseVal;
  const width = (wide * Number(size.value)) / 100;
  const height = width * TALL;
  const box = { x: (wide * Number(x.value)) / 100 - width / 2, y: (high * Number(y.value)) / 100 - height / 2, width, height };
  for (const each of root.querySelectorAll("[data-eye-box]")) for (const [name, value] of Object.entries(box)) each.setAttribute(name, value);
};

// Whoever points near an edge means what is still inside.
const within = (value, margin) => Math.round(Math.min(100 - Math.ceil(margin), Math.max(Math.ceil(margin), value)));

// In the form of an answer there can be no form of its own: then the fields go by htmx, to the drawer alone.
const send = (form) => {
  if (form.matches("form")) return form.requestSubmit();
  const query = new URLSearchParams([...form.querySelectorAll("[name]")].map((each) => [each.name, each.value]));
  return window.htmx.ajax("GET", `${form.dataset.address}?${query}`, { source: form, target: form.dataset.target, swap: "innerHTML" });
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-eye-send]");
  if (button) send(button.closest("[data-eye-form]"));
  const glass = event.target.closest("[data-eye-glass]");
  const root = glass?.closest("[data-eye]");
  if (!root) return;
  const { form, x, y, size } = parts(root);
  if (!form) return;
  const seen = glass.getBoundingClientRect();
  const half = Number(size.value) / 2;
  x.value = within((100 * (event.clientX - seen.left)) / seen.width, half);
  y.value = within((100 * (event.clientY - seen.top)) / seen.height, (half * TALL * seen.width) / seen.height);
  draw(root);
  send(form);
});

document.addEventListener("input", (event) => {
  const root = event.target.closest("[data-eye-form]")?.closest("[data-eye]");
  if (root) draw(root);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("div[data-eye-form]");
  if (event.key !== "Enter" || !form || event.target.matches("button")) return;
  event.preventDefault();
  send(form);
});
