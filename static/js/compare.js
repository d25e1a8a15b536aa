// The compare slider: the twin lies over the original and is cut off where the slider stands.
document.documentElement.classList.add("js");

(() => {
  const prepare = (compare) => {
    if (compare.dataset.ready) return;
    compare.dataset.ready = "1";
    const image = compare.querySelector("img");
    compare.style.setProperty("--ratio", image.getAttribute("width") / image.getAttribute("height"));
    compare.style.setProperty("--own", `${image.getAttribute("width")}px`);
    const tools = compare.parentElement;
    const slide = tools.querySelector("[data-slide]");
    const range = slide.querySelector("input");
    slide.hidden = false;
    const set = (percent) => {
      const value = Math.min(100, Math.max(0, percent));
      range.value = Math.round(value);
      compare.style.setProperty("--cut", `${value}%`);
    };
    range.addEventListener("input", () => set(Number(range.value)));
    const follow = (event) => {
      const box = compare.getBoundingClientRect();
      set(((event.clientX - box.left) / box.width) * 100);
    };
    compare.addEventListener("pointerdown", (event) => {
      if (event.button > 0) return;
      compare.setPointerCapture(event.pointerId);
      follow(event);
    });
    compare.addEventListener("pointermove", (event) => {
      if (compare.hasPointerCapture(event.pointerId)) follow(event);
    });
    const toggle = tools.querySelector("[data-marks-toggle]");
    toggle?.addEventListener("change", () => compare.classList.toggle("without-marks", !toggle.checked));
    set(Number(compare.dataset.cut || 50));
  };
  const prepareAll = () => {
    document.querySelectorAll("[data-compare]").forEach(prepare);
  };
  prepareAll();
  document.addEventListener("htmx:load", prepareAll);
})();
