// Audit cards: a card opens by hover, focus, tap or Enter, and closes by Escape, by a press elsewhere or by leaving.
"use strict";

(() => {
  const NARROW = window.matchMedia("(max-width: 599px)");
  const OPEN_AFTER = 90;
  const CLOSE_AFTER = 250;
  const GAP = 6;

  const home = document.querySelector(".mibg-cards");
  let link = null; // whose card is open
  let card = null;
  let pinned = false; // opened by a press or by Enter, so the pointer may leave
  let timer = 0;
  let returning = false; // focus goes back to the link: not a wish to open it again

  const cardOf = (anchor) => document.getElementById("card-" + decodeURIComponent(anchor.hash.slice(1)));
  const within = (target) => target instanceof Node && (link?.contains(target) || card?.contains(target));
  const later = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };

  function open(anchor, pin) {
    clearTimeout(timer);
    if (link !== anchor) {
      close();
      link = anchor;
      card = cardOf(anchor);
      home.append(card); // Tab goes on to the next number
      show();
      anchor.setAttribute("aria-expanded", "true");
      place();
      uncover();
    }
    pinned = pinned || pin;
  }

  function show() {
    card.classList.add("mibg-open");
    card.showPopover?.();
  }

  // Enter leads into the card; Tab leads on through it, and from its end to the next number.
  function enter() {
    link.after(card);
    show();
    place();
    card.focus();
  }

  function close() {
    clearTimeout(timer);
    if (!link) return;
    const [anchor, shown] = [link, card];
    const refocus = shown.contains(document.activeElement);
    link = card = null;
    pinned = false;
    anchor.setAttribute("aria-expanded", "false");
    shown.hidePopover?.();
    shown.classList.remove("mibg-open");
    if (refocus) {
      returning = true;
      anchor.focus();
      returning = false;
    }
  }

  function place() {
    if (!card) return;
    card.style.removeProperty("left");
    card.style.removeProperty("top");
    card.style.removeProperty("max-height");
    if (NARROW.matches) return;
    const line = link.getClientRects()[0];
    const width = document.documentElement.clientWidth;
    const below = window.innerHeight - line.bottom - 2 * GAP;
    const above = line.top - 2 * GAP;
    const upwards = card.offsetHeight > below && above > below;
    card.style.maxHeight = `${Math.max(upwards ? above : below, 160)}px`;
    card.style.left = `${Math.max(GAP, Math.min(line.left, width - card.offsetWidth - GAP))}px`;
    card.style.top = `${upwards ? line.top - GAP - card.offsetHeight : line.bottom + GAP}px`;
  }

  // On a narrow screen the card is a sheet at the bottom: keep the number above it in sight.
  function uncover() {
    const hidden = link.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
    if (NARROW.matches && hidden > 0) window.scrollBy(0, hidden + 4 * GAP);
  }

  function prepare(anchor) {
    const own = cardOf(anchor);
    if (!own) return;
    anchor.setAttribute("aria-haspopup", "dialog");
    anchor.setAttribute("aria-expanded", "false");
    anchor.setAttribute("aria-describedby", own.firstElementChild.id);
    anchor.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => open(anchor, false), OPEN_AFTER);
    });
    anchor.addEventListener("pointerleave", leave);
    anchor.addEventListener("focus", () => {
      if (!returning && anchor.matches(":focus-visible")) open(anchor, false);
    });
    anchor.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(anchor, true);
      if (event.detail === 0) enter(); // a key, not a press
    });
  }

  function prepareCard(own) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mibg-card-close";
    button.setAttribute("aria-label", "Close");
    button.textContent = "×";
    button.addEventListener("click", close);
    own.append(button);
    own.addEventListener("pointerenter", () => clearTimeout(timer));
    own.addEventListener("pointerleave", leave);
  }

  function leave(event) {
    if (event.pointerType !== "mouse") return;
    const keep = pinned || within(document.activeElement);
    later(keep ? () => {} : close, CLOSE_AFTER);
  }

  // A link into a collapsed cell opens it.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.id.startsWith("cell-")) return;
    target.querySelectorAll("details").forEach((details) => (details.open = true));
    target.scrollIntoView();
  }

  document.querySelectorAll(".mibg-card").forEach(prepareCard);
  document.querySelectorAll("a.mibg-stat, a.mibg-claim").forEach(prepare);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && link) {
      event.stopPropagation();
      close();
    }
  });
  document.addEventListener("pointerdown", (event) => within(event.target) || close());
  document.addEventListener("focusout", (event) => {
    if (link && event.relatedTarget && !within(event.relatedTarget)) close();
  });
  window.addEventListener("scroll", place, { passive: true });
  window.addEventListener("resize", place);
  window.addEventListener("hashchange", reveal);
  reveal();
})();
