// What forms do beyond sending what they hold, on pages that have some or get them by htmx.
import "./address.js";
import { keepDrafts } from "./drafts.js";
import { uploadFiles } from "./uploads.js";
import { addRows } from "./rows.js";
import { takeDropped } from "./drop.js";

keepDrafts();
uploadFiles();
addRows();
takeDropped();
// what fills a ready-made text in is loaded with the first one
document.addEventListener("click", (event) => {
	const link = event.target.closest?.("a[data-fills]");
	const field = link && document.getElementById(link.dataset.fills);
	if (field && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
		event.preventDefault();
		import("./ready.js").then((ready) => ready.fill(field, link)).catch(() => location.assign(link.href));
	}
});
// For what is typed while a form is on its way. A line may be so slow that what follows it
// comes after the first form was sent: what is in the fields by then is noted here, and the
// answer waits for it.
for (const first of ["input", "submit"]) {
	addEventListener(first, () => import("./typed.js"), { once: true, capture: true });
}
const again = new WeakMap();
// before a second press on what is on its way is let go (once.js)
addEventListener("submit", ({ target, submitter }) => {
	if (target.getAttribute("aria-busy") === "true") {
		again.set(target, { by: submitter?.id, values: inFields() });
	}
}, true);
document.addEventListener("htmx:beforeSend", ({ detail: { xhr } }) => {
	const left = inFields();
	const there = import("./typed.js").then((typed) => typed.follow(xhr, left, again)).catch(() => null);
	const answer = xhr.onload;
	xhr.onload = () => there.then(() => answer.call(xhr));
});
function inFields() {
	return new Map([...document.querySelectorAll("input, select, textarea")].map((field) => [field, [field.value, field.checked]]));
}
if (document.querySelector("form[data-draft-whole]")) {
	import("./whole-drafts.js").then((drafts) => drafts.keepWhole());
}
// few pages have them, when they are loaded or after a form was refused
function markedYet() {
	if (document.querySelector("[aria-invalid=true]")) {
		document.removeEventListener("htmx:afterSettle", markedYet);
		import("./marks.js").then((marks) => marks.takeMarks());
	}
}
document.addEventListener("htmx:afterSettle", markedYet);
markedYet();
