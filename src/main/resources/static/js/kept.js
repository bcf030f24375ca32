// Whoever was signed out while writing, or sent a form of before, reads that this tab still has what they wrote (drafts.js).
const place = document.querySelector("[data-kept]");
place.hidden = !Object.keys(sessionStorage).some((name) => name.startsWith("draft "));
