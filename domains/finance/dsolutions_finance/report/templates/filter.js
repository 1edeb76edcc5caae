"use strict";
(() => {
  const form = document.getElementById("filter");
  const parts = [...document.querySelectorAll("[data-l]")];
  const apply = () => {
    const level = Number(form.elements.level.value);
    const entity = form.elements.entity.value;
    const words = form.elements.words.value.trim().toLowerCase();
    const seen = { TR: 0, ARTICLE: 0 };
    for (const part of parts) {
      const fits = Number(part.dataset.l) >= level
        && (!entity || part.dataset.e.includes(` ${entity} `))
        && (!words || part.textContent.toLowerCase().includes(words));
      part.hidden = !fits;
      seen[part.tagName] += fits;
    }
    form.querySelector("output").textContent = `${seen.TR} alerts, ${seen.ARTICLE} items`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const link of document.querySelectorAll("[data-pick]")) {
    link.addEventListener("click", () => { form.elements.entity.value = link.dataset.pick; apply(); });
  }
  // A link may lead to an item that the filter hides.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.hidden) {
      form.reset();
      setTimeout(() => target.scrollIntoView());
    }
  });
  form.hidden = false;
  apply();
})();
