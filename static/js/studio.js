// Taking a clip in: drop it anywhere on the sheet, see how far it is, and be told at once what is too large.
// Without this script the form sends itself.
(() => {
  const form = document.querySelector("[data-upload]");
  const input = form?.querySelector("input[type=file]");
  if (!input) return;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const sending = part("sending");
  const words = part("sending-words");
  const bar = sending.querySelector("progress");
  const button = form.querySelector("button");
  part("drop-hint").hidden = false;
  form.classList.add("live");

  const refuse = (sentence) => {
    const line = part("upload-sentence");
    line.textContent = sentence;
    line.hidden = !sentence;
    input.setAttribute("aria-invalid", sentence ? "true" : "false");
    input.setAttribute("aria-describedby", sentence ? "limits upload-sentence" : "limits");
  };
  const wait = (busy) => {
    sending.hidden = !busy;
    button.disabled = input.disabled = busy;
    form.classList.toggle("busy", busy);
  };
  const show = (sent, total) => {
    const percent = Math.floor((100 * sent) / total);
    bar.value = percent;
    words.textContent = sent < total ? `${words.dataset.sendingText} · ${percent} %` : words.dataset.keptText;
  };

  const send = (file) => {
    refuse("");
    if (file.size > Number(form.dataset.most)) return refuse(form.dataset.tooBig);
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.append("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => event.lengthComputable && show(event.loaded, event.total));
    const lost = () => {
      wait(false);
      refuse(form.dataset.lost);
      input.focus();
    };
    request.addEventListener("load", () => {
      if (request.response?.to) return location.assign(request.response.to);
      lost();
      if (request.response?.sentence) refuse(request.response.sentence);
    });
    request.addEventListener("error", lost);
    request.addEventListener("abort", lost);
    show(0, 1);
    wait(true);
    request.send(body);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.files.length) send(input.files[0]);
  });
  let over = 0;
  const mark = (step) => {
    over = Math.max(0, over + step);
    form.classList.toggle("over", over > 0);
  };
  form.addEventListener("dragenter", () => mark(1));
  form.addEventListener("dragleave", () => mark(-1));
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over = 0;
    mark(0);
    const file = event.dataTransfer.files[0];
    if (file && !form.classList.contains("busy")) send(file);
  });
  // Back from another page: the browser may show this one as it was left, with its bar half-way.
  window.addEventListener("pageshow", () => wait(false));
})();
