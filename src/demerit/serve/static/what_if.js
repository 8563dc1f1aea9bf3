// The page "What if": every change starts a comparison; a finer one follows while one looks; the address says it all.
"use strict";
(() => {
  const form = document.getElementById("what-if");
  const region = document.getElementById("answer");
  const status = document.getElementById("status");
  if (!form || !region) return;
  const who = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16)).join("");
  const scales = form.dataset.scales.split(" ");
  let running = null; // the question that is being answered
  let reading = null; // the life that is being told
  let shows = location.search; // the question of the page as it stands

  for (const slider of form.querySelectorAll("input[type=range]")) {
    const number = document.getElementById(slider.dataset.of);
    slider.hidden = false;
    slider.addEventListener("input", () => { number.value = slider.value; });
    slider.addEventListener("change", () => changed());
    number.addEventListener("input", () => { slider.value = number.value; });
  }

  // What the address asks for that no switch stands for: it is asked all the same.
  const given = new URLSearchParams(location.search);
  const beyond = {
    without: (given.get("without") || "").split(",").filter((key) => key && !form.elements[`off.${key}`]),
    values: Array.from(given).filter(([key]) => key.startsWith("set.") && !document.getElementById(key)),
  };

  // A base, and how the page is shown, as they stand in an address.
  const shown = (base) => new URLSearchParams({ base, ...(form.elements.large ? { large: form.elements.large.value } : {}) });

  // What is changed, as it stands there.
  const state = () => {
    const found = shown(form.elements.base.value);
    const ticked = (start) => Array.from(form.querySelectorAll(`input[type=checkbox][name^="${start}"]`))
      .filter((box) => box.checked).map((box) => box.name.slice(start.length));
    const without = [...ticked("off."), ...beyond.without];
    if (without.length) found.set("without", without.join(","));
    if (ticked("give.").length) found.set("give", ticked("give.").join(","));
    for (const number of form.querySelectorAll("input[type=number]")) {
      if (number.value !== "" && Number(number.value) !== Number(number.dataset.was)) found.set(number.name, number.value);
    }
    for (const [key, value] of beyond.values) found.set(key, value);
    if (form.elements.since.value) found.set("since", form.elements.since.value);
    if (form.elements.draws.checked) found.set("draws", form.elements.draws.value);
    const seed = new URLSearchParams(location.search).get("seed");
    if (seed) found.set("seed", seed);
    return found;
  };
  const empty = (found) => !Array.from(found.keys()).some((key) => key === "without" || key === "give" || key.startsWith("set."));

  // A piece of the page, asked for until it is there.  What was let go of is asked for again: where two requests of this
  // page overtook each other, the later question was let go of for the earlier one.
  const fetched = async (address, signal) => {
    for (;;) {
      const came = await fetch(address, { signal });
      if (!(came.headers.get("content-type") || "").startsWith("application/json")) {
        const parsed = new DOMParser().parseFromString(await came.text(), "text/html");
        return [...(parsed.querySelector("main") || parsed.body).childNodes];
      }
    }
  };

  // Why there is no answer; empty where there is one.
  const refusal = (came) => {
    const piece = document.createElement("div");
    piece.append(...came.map((node) => node.cloneNode(true)));
    const alert = piece.querySelector("[role=alert]");
    return alert ? alert.textContent.trim() : "";
  };

  const asked = (found, scale, signal) => {
    const query = new URLSearchParams(found);
    query.set("scale", scale);
    query.set("who", who);
    return fetched(`${form.dataset.answer.split("?")[0]}?${query}`, signal);
  };

  // On a telephone the answer stands below the switches: a line at the edge says it, and leads there.
  let said = "";
  const tell = (text) => {
    const headline = region.querySelector("h2, [role=alert]");
    said = text;
    status.replaceChildren(text);
    if (!text || !headline) return;
    const link = document.createElement("a");
    link.href = "#answer";
    link.textContent = headline.textContent;
    status.append(" ", link);
  };

  // An answer takes the place of another under the eyes of whoever reads it: what was open stays open, what had the focus
  // has it; a life that is being read stays where the answer is only a finer one.
  const table = (details) => new URL(details.querySelector("a[href*='.csv']").href).pathname;
  const exchange = (came, finer) => {
    const open = new Set(Array.from(region.querySelectorAll("details[open]"), table));
    const at = document.activeElement;
    const focus = region.contains(at) && at.closest("details") ? [table(at.closest("details")), at.tagName, at.textContent] : null;
    const life = [...(region.querySelector(".life") || region).childNodes];
    const read = finer && region.querySelector(".life") !== null && life.length > 0;
    region.replaceChildren(...came);
    for (const details of region.querySelectorAll("details")) {
      details.open = open.has(table(details));
      if (focus === null || table(details) !== focus[0]) continue;
      const same = Array.from(details.querySelectorAll(focus[1])).find((each) => each.textContent === focus[2]);
      if (same) same.focus({ preventScroll: true });
    }
    if (read && region.querySelector(".life")) region.querySelector(".life").replaceChildren(...life);
  };

  const ask = async (found) => {
    for (const one of [running, reading]) if (one) one.abort();
    if (empty(found)) {
      const nothing = document.createElement("p");
      nothing.textContent = form.dataset.choose;
      region.replaceChildren(nothing);
      region.setAttribute("aria-busy", "false");
      tell("");
      return;
    }
    const mine = new AbortController();
    running = mine;
    region.setAttribute("aria-busy", "true");
    const fine = found.has("draws") ? scales.slice(0, 1) : scales;
    try {
      for (const [n, scale] of fine.entries()) {
        tell(n ? form.dataset.finer : form.dataset.waiting);
        const came = await asked(found, scale, mine.signal);
        if (mine !== running) return;
        const why = n ? refusal(came) : ""; // what is read already stays
        if (why) { tell(`${form.dataset.unrefined} ${why}`); return; }
        exchange(came, n > 0);
        region.setAttribute("aria-busy", "false");
        if (region.querySelector("[role=alert]")) { tell(form.dataset.unanswered); return; }
      }
      tell(form.dataset.there);
    } catch (error) {
      if (error.name === "AbortError") return;
      region.setAttribute("aria-busy", "false");
      tell(form.dataset.lost);
    }
  };

  const changed = () => {
    const found = state();
    history.pushState(null, "", `${location.pathname}?${found}`);
    shows = location.search;
    ask(found);
  };
  const other = (base) => location.assign(`${location.pathname}?${shown(base)}`);

  form.addEventListener("change", (event) => {
    if (event.target.type === "range") return;
    if (event.target.id === "base") { other(event.target.value); return; }
    if (form.reportValidity()) changed();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); if (form.reportValidity()) changed(); });
  window.addEventListener("popstate", () => { if (location.search !== shows) location.reload(); }); // else: a place on it
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); }); // as the address says it
  region.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-life]");
    if (!link) return;
    event.preventDefault();
    if (reading) reading.abort();
    const mine = new AbortController();
    reading = mine;
    status.textContent = form.dataset.waiting;
    const address = new URL(link.href);
    address.searchParams.set("who", `${who}-life`); // another reader: it lets go of lives, and of no answer
    try {
      const came = await fetched(address, mine.signal);
      const place = region.querySelector(".life"); // of a finer answer, if that came meanwhile
      if (place) place.replaceChildren(...came);
      tell(said);
    } catch (error) {
      if (error.name !== "AbortError") tell(form.dataset.lost);
    }
  });

  // What was changed before this script was there is a change like any other.
  const early = (each) => (each.type === "checkbox" ? each.checked !== each.defaultChecked : each.value !== each.defaultValue);
  if (!form.elements.base.selectedOptions[0].defaultSelected) other(form.elements.base.value);
  else if (Array.from(form.querySelectorAll("input[name]")).some(early) && form.reportValidity()) changed();
  else ask(state());
})();
