"use strict";
(() => {
  const form = document.getElementById("filter");
  const marks = [...document.querySelectorAll(".text mark, .text a")];
  const blocks = [...document.querySelectorAll(".text > *")];
  let places = [];
  let at = -1;
  const apply = () => {
    const wanted = form.elements.marks.value;
    const only = form.elements.only.checked;
    const among = (styles) => (wanted ? styles.includes(wanted) : styles.some((it) => it !== "ref" && it !== "heading"));
    const fits = (mark) => among([...mark.classList].filter((it) => it !== "off" && it !== "here"));
    for (const mark of marks) mark.classList.toggle("off", !fits(mark) && Boolean(wanted));
    places[at]?.classList.remove("here");
    const holding = new Set(marks.filter(fits).map((mark) => mark.closest(".text > *")));
    for (const block of blocks) block.hidden = only && !holding.has(block);
    // A place that other marks cut into several stretches counts once, where it begins.
    places = marks.filter((mark) => among((mark.dataset.begins ?? "").split(" ").filter(Boolean)));
    at = -1;
    tell();
  };
  const tell = () => {
    form.querySelector("output").textContent = at < 0 ? `${places.length} places` : `${at + 1} of ${places.length}`;
  };
  const step = (by) => {
    if (!places.length) return;
    // The focus stays on the button, so that a keyboard steps on.
    places[at]?.classList.remove("here");
    at = at < 0 && by < 0 ? places.length - 1 : (at + by + places.length) % places.length;
    places[at].classList.add("here");
    places[at].scrollIntoView({ block: "center" });
    tell();
  };
  form.elements.on.addEventListener("click", () => step(1));
  form.elements.back.addEventListener("click", () => step(-1));
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const link of document.querySelectorAll("[data-pick]")) {
    link.addEventListener("click", () => { form.elements.marks.value = link.dataset.pick; apply(); });
  }
  // A link may lead into a paragraph that the filter hides.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.closest(".text > *")?.hidden) {
      form.reset();
      setTimeout(() => target.scrollIntoView());
    }
  });
  form.hidden = false;
  apply();
})();
