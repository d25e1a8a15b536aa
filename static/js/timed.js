// Points in time in a lesson: a film goes to the moment and stands still, to be looked at; a recording plays from there.
const LISTEN = 4; // seconds

document.addEventListener("click", (event) => {
  const point = event.target.closest?.("[data-moment]");
  const root = point?.closest("[data-timed]")?.querySelector("[data-film], [data-sound]");
  if (!root?.clock || event.ctrlKey || event.metaKey) return; // before its script is there, the link opens the clip itself
  event.preventDefault();
  root.querySelector("[data-view][value=twin]")?.click();
  const at = Number(point.dataset.moment);
  if (root.matches("[data-sound]")) root.clock.playSpan(at, at + LISTEN);
  else root.clock.goTo(at);
});
