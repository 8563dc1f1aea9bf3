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
