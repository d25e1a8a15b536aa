// The outbox: an answer is kept in this browser until the site has said what became of it, and is sent again until then.
// What the two say to each other is told in quizzes/attempts/outbox.py. Without this script a form is a form.
(() => {
  const PREFIX = "outbox:";
  const DAYS = 30; // what nobody came back for in that time goes
  const FIRST_MS = 1000;
  const LONGEST_MS = 30_000;
  const PATIENCE_MS = 20_000; // for one reply
  const LEAVING_MS = 5000;
  const FINAL = ["kept", "already", "incomplete", "refused"];
  const ENVELOPE = ["key", "item_type", "milliseconds"];
  const ASIDE = ["csrfmiddlewaretoken", "owner", "door"]; // for where this script does not run

  const box = () => document.querySelector("[data-outbox]");
  const owner = () => box()?.dataset.outbox ?? "";
  const question = () => document.querySelector("form[data-answer]");
  const asks = (form, entry) => form?.getAttribute("action") === entry.to && form.elements.item_type.value === entry.kind;

  // localStorage rather than IndexedDB: it is written when the call returns, so an answer is safe before it is sent,
  // and an answer is a few hundred bytes. One item each, so that two tabs never write over one another.
  const memory = new Map(); // what this page holds, also where the browser keeps nothing
  const nameOf = (entry) => `${PREFIX}${entry.owner}:${entry.key}`;
  const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const names = () => { try { return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)); } catch { return []; } };

  const keep = (entry) => {
    memory.set(entry.key, entry);
    try { localStorage.setItem(nameOf(entry), JSON.stringify(entry)); } catch { entry.unkept = true; }
  };

  const drop = (entry) => {
    memory.delete(entry.key);
    try { localStorage.removeItem(nameOf(entry)); } catch { /* where nothing was kept nothing need go */ }
  };

  // The learner's own answers that wait, oldest first. Those of others on this device are not even read.
  const waiting = () => {
    const found = new Map([...memory].filter(([, entry]) => entry.owner === owner()));
    for (const name of names().filter((each) => owner() && each.startsWith(`${PREFIX}${owner()}:`))) {
      const entry = read(name);
      if (entry && !found.has(entry.key)) found.set(entry.key, entry);
    }
    return [...found.values()].sort((one, other) => one.at - other.at);
  };

  const tidy = () => {
    for (const name of names()) {
      const at = read(name)?.at;
      if (!(at > Date.now() - DAYS * 24 * 3600 * 1000)) localStorage.removeItem(name);
    }
  };

  const STATES = { waiting: "waiting", loading: "waiting", sent: "saved", offline: "offline", apart: "offline", onward: "offline" };
  let rest = null; // what the site itself said last, for when there is nothing else to say

  const say = (word, sentence) => {
    const saved = document.querySelector("[data-saved]");
    if (!saved) return;
    rest ??= saved.querySelector("[data-saying]").textContent;
    const said = sentence ?? saved.dataset[word] ?? "";
    if (saved.querySelector("[data-saying]").textContent !== said) saved.querySelector("[data-saying]").textContent = said;
    saved.dataset.state = STATES[word] ?? "trouble";
    box().hidden = false;
    box().querySelector("[data-again]").hidden = !["offline", "broken", "unkept", "onward"].includes(word);
    const comeIn = box().querySelector("[data-come-in]");
    if (comeIn) comeIn.hidden = word !== "out";
  };

  // A given answer stands: while it waits the clip can be looked at, and the choice be seen, but not changed.
  const freeze = (form) => {
    form.classList.add("given");
    for (const each of form.elements) if (each.name || each.matches(".send")) each.disabled = true;
  };

  const showAgain = (form, entry) => {
    for (const [name, value] of entry.said) {
      for (const each of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (ENVELOPE.includes(name)) continue;
        if (["radio", "checkbox"].includes(each.type)) each.checked ||= each.value === value;
        else each.value = value;
      }
    }
    freeze(form);
  };

  let token = null;

  const post = (entry) => {
    token ??= document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    return fetch(entry.to, {
      method: "POST",
      body: new URLSearchParams(entry.said),
      headers: { "X-Outbox": entry.owner, "X-CSRFToken": token, "HX-Request": "true" },
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
  };

  // One sending: what the site says became of it, and the page that follows. Throws where no reply came.
  const send = async (entry) => {
    let reply = await post(entry);
    if (reply.headers.get("X-Answer") === "renew") {
      const door = await (await fetch(box().dataset.door, { cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE_MS) })).json();
      if (door.owner !== entry.owner) return { word: "signed-out" };
      token = door.token;
      reply = await post(entry);
    }
    return { word: reply.headers.get("X-Answer"), html: await reply.text() };
  };

  const arrived = (entry, { word, html }) => {
    drop(entry);
    const form = question();
    if (word === "refused") {
      document.getElementById("notices").innerHTML = html;
      say("refused");
    } else if (!asks(form, entry)) say("sent");
    else if (window.htmx) htmx.swap("#player", html, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 20 });
    else location.reload();
  };

  let timer = 0;
  let tries = 0;
  let busy = null;
  let onward = null; // a link to the next clip that could not be followed

  const later = (word) => {
    say(waiting().some((entry) => entry.unkept) && word !== "onward" ? "unkept" : word);
    const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries) * (0.5 + Math.random() / 2);
    tries += 1;
    clearTimeout(timer);
    timer = setTimeout(pump, wait);
  };

  const empty = async () => {
    clearTimeout(timer);
    let trouble = "";
    for (const entry of waiting()) {
      let reply;
      try { reply = await send(entry); } catch { trouble = "offline"; break; }
      if (reply.word === "signed-out") { trouble = "out"; break; }
      if (FINAL.includes(reply.word)) {
        tries = 0;
        arrived(entry, reply);
      } else trouble = "broken";
    }
    if (trouble === "out") say("out");
    else if (trouble) later(trouble);
    else if (onward?.isConnected) onward.click();
    onward = null;
  };

  const pump = () => { busy ??= empty().finally(() => { busy = null; }); return busy; };

  const wake = () => {
    tries = 0;
    if (waiting().length || onward) pump();
    else if (rest !== null && document.querySelector("[data-saved]")?.dataset.state === "offline") say("sent", rest);
  };

  const give = (form, submitter) => {
    if (form.classList.contains("given")) return;
    const said = [...new FormData(form, submitter)].filter(([name, value]) => !ASIDE.includes(name) && typeof value === "string");
    const { key, item_type: kind } = Object.fromEntries(said);
    keep({ owner: owner(), key, kind, to: form.getAttribute("action"), said, at: Date.now() });
    freeze(form);
    say("waiting");
    tries = 0;
    if (busy) busy.then(pump);
    else pump();
  };

  const leave = async (form) => {
    say("waiting");
    await Promise.race([pump(), new Promise((done) => { setTimeout(done, LEAVING_MS); })]);
    const go = () => { form.dataset.sure = ""; form.requestSubmit(); };
    if (!waiting().length) { go(); return; }
    const words = document.querySelector("[data-before-leaving]").content.cloneNode(true);
    words.querySelector("[data-stay]").addEventListener("click", () => { document.getElementById("notices").replaceChildren(); leave(form); });
    words.querySelector("[data-leave-now]").addEventListener("click", go);
    document.getElementById("notices").replaceChildren(words);
    document.querySelector("#notices [data-stay]").focus();
  };

  // Before htmx hears of it: it would send the form in its own way.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const answers = form.matches("form[data-answer]") && owner();
    const leaves = form.matches("[data-leave]") && !("sure" in form.dataset) && waiting().length > 0;
    if (!answers && !leaves) return;
    event.preventDefault();
    event.stopPropagation();
    if (answers) give(form, event.submitter);
    else leave(form);
  }, true);

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-again]")) return;
    say(onward ? "loading" : "waiting");
    wake();
  });

  const isOnward = (event) => event.detail.elt?.matches?.("#player a[hx-get]:not([data-lens], [data-card])");
  const isCard = (event) => event.detail.elt?.matches?.("[data-card]");
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => { 
      if (isOnward(event)) { onward = event.detail.elt; later("onward"); } else if (isCard(event)) say("apart");
    });
  }
  document.addEventListener("htmx:beforeRequest", (event) => { if (isOnward(event)) say("loading"); });
  // What the site answers to a link is worth a page of its own: signed out, or a fault.
  document.addEventListener("htmx:responseError", (event) => { if (isOnward(event)) location.assign(event.detail.elt.href); });

  const arrive = () => {
    rest = null;
    if (box() && !navigator.onLine) say("apart");
  };
  document.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target?.id !== "lens" && !event.detail.target?.matches?.(".card")) arrive(); });
  addEventListener("online", wake);
  addEventListener("offline", () => { if (!waiting().length) say("apart"); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) wake(); });

  // What watches for a laptop left alone is not needed in the first half minute, and the clip is.
  const idle = document.querySelector("[data-late]");
  if (idle) setTimeout(() => document.head.append(Object.assign(document.createElement("script"), { src: idle.dataset.late })), 30_000);

  tidy();
  arrive();
  const kept = waiting();
  const own = kept.find((entry) => asks(question(), entry));
  if (own) showAgain(question(), own);
  if (kept.length) {
    say("waiting");
    pump();
  }
})();
