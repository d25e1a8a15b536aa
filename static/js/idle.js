// On a shared laptop the next one must not find the last one signed in. Where nobody touches anything for the site's
// number of minutes, this page warns a minute before, sends what waits, and signs out. The site ends the session too.
(() => {
  const dialog = document.querySelector("[data-idle]");
  const form = document.querySelector("form[data-leave]");
  if (!dialog || !form) return;
  const LIMIT = Number(dialog.dataset.idle) * 60_000;
  const WARNING = Math.min(60_000, LIMIT / 2);
  const TELL_EVERY = Math.min(120_000, LIMIT / 4); // the site hears that somebody is here at most this often
  const SENDING = 6000; // the outbox gives up waiting before that
  const KEY = "touched"; // one laptop, one pupil at a time: tabs share it

  let touched = Date.now();
  let told = Date.now();
  let leaving = false;

  const last = () => { try { return Math.max(touched, Number(localStorage.getItem(KEY)) || 0); } catch { return touched; } };
  const tell = () => {
    told = Date.now();
    fetch(dialog.dataset.here, { cache: "no-store" }).catch(() => {}); // without a line there is nobody to tell
  };
  const touch = () => {
    if (leaving || dialog.open) return;
    const now = Date.now();
    if (now - touched < 1000) return;
    touched = now;
    try { localStorage.setItem(KEY, String(now)); } catch { /* this tab alone, then */ }
    if (now - told > TELL_EVERY) tell();
  };

  const out = () => {
    leaving = true;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "idle", value: "1" }));
    form.requestSubmit(); // the outbox holds it up while it sends what waits
    setTimeout(() => { form.dataset.sure = ""; form.requestSubmit(); }, SENDING);
  };

  const look = () => {
    if (leaving) return;
    const left = last() + LIMIT - Date.now();
    if (left <= 0) { out(); return; }
    if (left <= WARNING && !dialog.open) dialog.showModal();
    if (left > WARNING && dialog.open) dialog.close();
    dialog.querySelector("[data-seconds]").textContent = String(Math.ceil(left / 1000));
  };

  dialog.addEventListener("close", () => { touch(); look(); });
  dialog.querySelector("button").addEventListener("click", () => { dialog.close(); tell(); });
  for (const name of ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"]) addEventListener(name, touch, { passive: true, capture: true });
  document.addEventListener("timeupdate", touch, true); // a clip that plays is looked at
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  try { localStorage.setItem(KEY, String(touched)); } catch { /* this tab alone, then */ }
  setInterval(look, 1000);
})();
