// A card that was scanned carries its words behind the "#", which a browser sends to no server and in no Referer.
// They are taken out of the address at once and wait in a form until somebody presses its button.
(() => {
  const words = /^#card=([\p{L}-]{3,80})$/u.exec(decodeURIComponent(location.hash));
  const form = document.querySelector("[data-card]");
  if (!words || !form) return;
  history.replaceState(null, "", location.pathname + location.search);
  form.querySelector("[data-card-words]").value = words[1];
  form.hidden = false;
  document.querySelector("[data-without-card]").hidden = true;
  form.querySelector("button").focus();
})();
