// What pages do beyond what they do without any script.
"use strict";

const SECOND = 1000;

// A run under way: its page says how far it is, and shows itself again when that is over.
function follow(place) {
  const told = place.querySelector(".told");
  const bar = place.querySelector("progress");
  async function ask() {
    try {
      const answer = await fetch(place.dataset.progress);
      if (answer.status >= 400 && answer.status < 500) { // it is gone, or is no longer ours to see: the page says so
        location.reload();
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      const now = await answer.json();
      if (now.state !== "running") {
        location.reload();
        return;
      }
      if (told.textContent !== now.told) told.textContent = now.told;
      bar.value = now.share;
    } catch {
      // whoever ended the page may start it again
    }
    setTimeout(ask, 2 * SECOND);
  }
  setTimeout(ask, SECOND);
}

document.querySelectorAll("[data-progress]").forEach(follow);

// What is not there yet is asked for again, as the page does without a script.
document.querySelectorAll("[data-again]").forEach((place) => {
  setTimeout(() => location.reload(), Number(place.dataset.again) * SECOND);
});

const STEP = 0.35 * SECOND; // of a map that plays
const REST = 0.3 * SECOND; // after which what stands below the map follows

// A map that plays: tiles take the colours of a month, and the address, the links and the table follow.
// every: what is shown of each month; without it the map stays as it is.
function player(map, every) {
  const { play, pause, slider } = map.dataset;
  let now = Number(map.dataset.now);
  let timer = null;
  let resting = null;

  const controls = document.createElement("div");
  controls.className = "player";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = play;
  const range = document.createElement("input");
  range.type = "range";
  range.min = 0;
  range.max = every.months.length - 1;
  range.value = now;
  range.setAttribute("aria-label", slider);
  const told = document.createElement("output");
  told.textContent = every.named[now];
  range.setAttribute("aria-valuetext", every.named[now]);
  controls.append(button, range, told);
  map.prepend(controls);

  function show(month) {
    now = month;
    range.value = month;
    range.setAttribute("aria-valuetext", every.named[month]);
    told.textContent = every.named[month];
    document.getElementById("map-month").textContent = every.named[month];
    every.provinces.forEach((province, p) => {
      const tile = map.querySelector(`a[data-province="${CSS.escape(province)}"]`);
      const number = every.classes[month][p];
      const here = tile.querySelector("rect").classList.contains("here") ? " here" : "";
      tile.querySelector("rect").setAttribute("class", `c${number}${here}`);
      const [letters, value] = tile.querySelectorAll("text");
      letters.setAttribute("class", `t${number}`);
      value.setAttribute("class", `v t${number}`);
      value.textContent = every.texts[month][p];
      const exact = `${every.called[p]}: ${every.exact[month][p]}`;
      tile.querySelector("title").textContent = exact;
      tile.setAttribute("aria-label", exact);
    });
    clearTimeout(resting);
    resting = setTimeout(follow, REST);
  }

  async function follow() {
    if (timer !== null) return;
    const month = every.months[now];
    const address = new URL(location.href);
    address.searchParams.set("month", month);
    history.replaceState(null, "", address);
    const answer = await fetch(address);
    if (every.months[now] !== month) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const cited = (of) => (of.querySelector(".cite") || of.querySelector("h1")).textContent;
    if (answer.status < 500 && cited(page) !== cited(document)) { // another run has this name now, or none
      location.reload();
      return;
    }
    if (!answer.ok) return;
    for (const name of ["#provinces", "#finding", "#year", "#mark"]) {
      const [old, made] = [document.querySelector(name), page.querySelector(name)];
      if (old && made) old.replaceWith(made);
    }
    document.querySelector("#month").value = month;
    document.querySelectorAll('a[href*="month="]').forEach((link) => {
      link.setAttribute("href", link.getAttribute("href").replace(/month=[0-9-]+/, `month=${month}`));
    });
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    button.textContent = play;
    follow();
  }

  button.addEventListener("click", () => {
    if (timer !== null) {
      stop();
      return;
    }
    button.textContent = pause;
    if (now === every.months.length - 1) show(0);
    timer = setInterval(() => (now < every.months.length - 1 ? show(now + 1) : stop()), STEP);
  });
  range.addEventListener("input", () => show(Number(range.value)));
}

document.querySelectorAll("[data-playing]").forEach(async (map) => {
  try {
    const answer = await fetch(map.dataset.playing);
    if (answer.ok) player(map, await answer.json());
  } catch {
    // the map stays as it is
  }
});
