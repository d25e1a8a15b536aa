// The time that is left, in words: they change by the minute, never flash, and can be hidden. The server's clock decides.
(() => {
  const HIDDEN = "time-hidden";
  const SAID = [300, 60, 0]; // seconds left at which it is said aloud, once each
  let box = null;
  let ends = 0;
  let timer = 0;
  let said = Infinity;

  const remembered = () => { try { return sessionStorage.getItem(HIDDEN) === "1"; } catch { return false; } };
  const remember = (hidden) => { try { sessionStorage.setItem(HIDDEN, hidden ? "1" : "0"); } catch { /* it is shown again then */ } };

  const words = (left, grace) => {
    const { many, one, less, last, over } = box.querySelector("[data-time-left]").dataset;
    if (left <= -grace) return over;
    if (left <= 0) return last;
    if (left < 60) return less;
    const minutes = Math.ceil(left / 60);
    return minutes === 1 ? one : many.replace("{n}", minutes);
  };

  const latestOf = (left) => Math.min(...SAID.filter((seconds) => left <= seconds));

  // When the words change next: at the next whole minute, at the end, at the end of the grace.
  const pause = (left, grace) => {
    if (left > 60) return (left % 60 || 60) * 1000;
    if (left > 0) return left * 1000;
    return (left + grace) * 1000;
  };

  const tell = () => {
    clearTimeout(timer);
    if (!box?.isConnected) return;
    const left = (ends - Date.now()) / 1000;
    const grace = Number(box.dataset.grace);
    const now = words(left, grace);
    box.querySelector("[data-time-left]").textContent = now;
    if (left <= 0) box.open = true;
    if (latestOf(left) < said) {
      said = latestOf(left);
      document.querySelector("[data-time-said]").textContent = now;
    }
    if (left > -grace) timer = setTimeout(tell, Math.min(pause(left, grace) + 50, 2 ** 30));
  };

  const prepare = () => {
    const found = document.querySelector("[data-time]");
    if (!found || found === box) return;
    box = found;
    ends = Date.now() + Number(box.dataset.time) * 1000;
    said = Math.min(said, latestOf(Number(box.dataset.time))); // what was so when the page came, the page has said
    box.open = !remembered();
    box.querySelector("summary").addEventListener("click", () => remember(box.open)); // before it changes
    tell();
  };

  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSwap", prepare);
  document.addEventListener("visibilitychange", tell); // a laptop that slept
})();
