// Filter of the ledger page: by words and by verdict. Without it every row simply shows.
"use strict";

(() => {
  const form = document.querySelector(".mibg-filter");
  if (!form) return;
  const rows = [...document.querySelectorAll(".mibg-claims tbody tr")];
  const texts = rows.map((row) => row.textContent.toLowerCase());

  function filter() {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdict = form.elements.verdict.value;
    rows.forEach((row, place) => {
      const fits = words.every((word) => texts[place].includes(word));
      row.hidden = !fits || (verdict && row.dataset.verdict !== verdict);
    });
    const shown = rows.filter((row) => !row.hidden).length;
    form.querySelector("output").textContent = `${shown} of ${rows.length} claims`;
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to a row that the filter hides shows it again.
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.hidden) return;
    form.reset();
    filter();
    target.scrollIntoView();
  });
  filter();
})();
