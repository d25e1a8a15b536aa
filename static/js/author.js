// The editor of a lesson: numbered lines beside the text, blocks put in at the cursor, and text kept until it is saved.
document.documentElement.classList.add("js");

const form = document.querySelector("[data-author]");
const text = form.querySelector("[data-text]");
const mirror = form.querySelector("[data-mirror]");
const picker = document.querySelector("[data-picker]");
const picked = picker.querySelector("[data-picked]");
const saved = form.querySelector("[data-saved]");
const count = form.querySelector("[data-count]");
const keep = `lesson-${form.dataset.author}`;
const fields = ["title", "summary", "goals", "text"].map((name) => form.elements[name]);
const state = () => JSON.stringify(fields.map((field) => field.value));

// The numbers: every line has its own box behind the text, as high as the line is when it is wrapped.
let drawn = [];
const draw = () => {
  const lines = text.value.split("\n");
  let first = 0;
  while (first < lines.length && first < drawn.length && lines[first] === drawn[first]) first += 1;
  let last = 0;
  while (last < Math.min(lines.length, drawn.length) - first && lines.at(-1 - last) === drawn.at(-1 - last)) last += 1;
  for (let n = drawn.length - last; n > first; n -= 1) mirror.children[n - 1].remove();
  const fresh = document.createDocumentFragment();
  for (const line of lines.slice(first, lines.length - last)) {
    const box = document.createElement("div");
    box.textContent = line;
    fresh.append(box);
  }
  mirror.insertBefore(fresh, mirror.children[first] ?? null);
  drawn = lines;
  count.textContent = `${text.value.length} ${count.dataset.words} ${count.dataset.most}`;
  count.classList.toggle("over", text.value.length > Number(count.dataset.most));
};
const mark = () => {
  for (const box of mirror.querySelectorAll(".wrong")) box.classList.remove("wrong");
  for (const link of document.querySelectorAll(".problems ol [data-line]")) {
    mirror.children[Number(link.dataset.line) - 1]?.classList.add("wrong");
  }
};
const goTo = (number) => {
  const start = drawn.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  text.focus({ preventScroll: true });
  text.setSelectionRange(start, start + (drawn[number - 1]?.length ?? 0));
  mirror.children[number - 1]?.scrollIntoView({ block: "center" });
};

// Blocks: on lines of their own, at the cursor, with a name that is not taken.
const named = (skeleton) => skeleton.replace(/NAME\b/, () => {
  const kind = skeleton.match(/^:::(\w+)/)[1];
  let n = 1;
  while (text.value.includes(`id=${kind}-${n}`)) n += 1;
  return `${kind}-${n}`;
});
const putIn = (skeleton) => {
  const block = named(skeleton.trim());
  const inside = text.value.slice(0, text.selectionEnd);
  const opened = inside.split("\n").filter((line) => line.trim().startsWith(":::")).length;
  let at = text.selectionEnd;
  if (opened % 2 === 1) { // within another block: behind it
    const end = text.value.indexOf("\n:::", at);
    at = end < 0 ? text.value.length : end + 4;
  }
  const rest = text.value.slice(at);
  const atStart = at === 0 || text.value[at - 1] === "\n"; // of a line: before it, else behind it
  if (rest && !atStart && !rest.startsWith("\n")) at = rest.includes("\n") ? at + rest.indexOf("\n") : text.value.length;
  const before = text.value.slice(0, at).replace(/\n+$/, "");
  const lead = before ? "\n\n".slice(0, Math.max(0, 2 - (at - before.length))) : "";
  const behind = text.value.slice(at);
  const tail = behind.startsWith("\n") ? "" : behind ? "\n\n" : "\n";
  text.focus();
  text.setSelectionRange(at, at);
  // Unlike a change of the value, this can be undone with the keys that undo.
  const done = document.execCommand("insertText", false, `${lead}${block}${tail}`);
  if (!done) {
    text.setRangeText(`${lead}${block}${tail}`, at, at, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const start = at + lead.length;
  text.setSelectionRange(start, start + block.length);
  goTo(text.value.slice(0, start).split("\n").length);
};
const skeletonOf = (button) => button.closest("li").querySelector("[data-skeleton]").textContent;

const showButtons = (within) => {
  for (const button of within.querySelectorAll("[data-insert], [data-pick]")) button.hidden = false;
};
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-line]");
  if (link) {
    event.preventDefault();
    return goTo(Number(link.dataset.line));
  }
  const pick = event.target.closest("[data-pick]");
  if (pick) {
    picked.replaceChildren();
    picker.showModal();
    return window.htmx.ajax("GET", pick.dataset.pick, { target: picked, swap: "innerHTML" });
  }
  const insert = event.target.closest("[data-insert]");
  if (insert) {
    const skeleton = skeletonOf(insert);
    if (picker.open) picker.close();
    return putIn(skeleton);
  }
  if (event.target.closest("[data-close]")) picker.close();
});
document.addEventListener("htmx:load", (event) => {
  if (picker.contains(event.target)) {
    showButtons(picked);
    if (!picked.contains(document.activeElement)) picked.querySelector("input[type=search]")?.focus();
  }
  mark();
});

// What is not saved: said beside the button, asked about before leaving, and kept in this window if it is lost.
let kept = state();
let leaving = false;
const store = (value) => {
  try {
    if (value) sessionStorage.setItem(keep, value);
    else sessionStorage.removeItem(keep);
  } catch { /* a browser that keeps nothing: the question before leaving has to do */ }
};
const tell = () => {
  const open = state() !== kept;
  saved.textContent = open ? saved.dataset.isOpen : saved.dataset.isSaved;
  return open;
};
let waiting = 0;
form.addEventListener("input", () => {
  draw();
  const open = tell();
  clearTimeout(waiting);
  waiting = setTimeout(() => store(open ? state() : ""), 400);
});
form.addEventListener("submit", () => { leaving = true; });
form.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
  }
});
window.addEventListener("beforeunload", (event) => {
  if (state() === kept) return;
  store(state()); // also where it is being sent: whoever has to sign in again first finds it here
  if (!leaving) event.preventDefault();
});

const notice = document.querySelector("[data-kept]");
const was = (() => { try { return sessionStorage.getItem(keep); } catch { return null; } })();
const refused = document.querySelector(".author > .notice[role=alert], .overtaken");
if (refused) kept = ""; // what stands in the form is not saved
else if (was && was !== kept && !document.querySelector("#notices .good")) notice.hidden = false;
else store("");
notice.addEventListener("click", (event) => {
  if (event.target.closest("[data-kept-back]")) {
    JSON.parse(was).forEach((value, n) => { fields[n].value = value; });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (event.target.closest("[data-kept-away]")) store("");
  else return;
  notice.hidden = true;
  text.focus();
});

showButtons(form);
if (window.matchMedia("(min-width: 48rem)").matches) form.querySelector("[data-palette]").open = true;
draw();
mark();
tell();
