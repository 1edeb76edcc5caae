"use strict";
(() => {
  const form = document.getElementById("filter");
  const talks = [...document.querySelectorAll("article")];
  const apply = () => {
    const level = Number(form.elements.level.value);
    const intent = form.elements.intent.value;
    const words = form.elements.words.value.trim().toLowerCase();
    let seen = 0;
    for (const talk of talks) {
      const fits = Number(talk.dataset.level) >= level
        && (!intent || talk.dataset.intents.split("|").includes(intent))
        && (!words || talk.textContent.toLowerCase().includes(words));
      talk.hidden = !fits;
      seen += fits;
    }
    form.querySelector("output").textContent = `${seen} of ${talks.length} conversations`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link may lead into a conversation that the filter hides.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.closest("article")?.hidden) {
      form.reset();
      setTimeout(() => target.scrollIntoView());
    }
  });
  form.hidden = false;
  apply();
})();
