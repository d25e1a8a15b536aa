/* Passkeys: shows what needs them where the browser has them, and says in the page what went wrong. */
(() => {
  const able = Boolean(window.PublicKeyCredential && navigator.credentials);
  for (const part of document.querySelectorAll("[data-with-passkeys]")) part.hidden = !able;
  for (const part of document.querySelectorAll("[data-without-passkeys]")) part.hidden = able;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const trouble = document.querySelector("[data-passkey-trouble]");
    if (trouble) {
      trouble.hidden = true;
      requestAnimationFrame(() => { trouble.hidden = false; });
    }
  });
})();
