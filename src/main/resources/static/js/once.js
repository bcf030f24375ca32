// A double click sends a form once. Forms that htmx sends are guarded by it as well.
// Sending that was stopped, or never ends, can be tried again: the server does nothing twice.
const PATIENCE = 20_000;

const patience = new WeakMap();

export function sendOnce() {
	document.addEventListener("submit", (event) => {
		const form = event.target;
		if (form.getAttribute("aria-busy") === "true") {
			event.preventDefault();
			event.stopImmediatePropagation();
			return;
		}
		if (form.method === "post") {
			form.setAttribute("aria-busy", "true");
			patience.set(form, setTimeout(() => release(form), PATIENCE));
		}
	}, true);
	document.addEventListener("htmx:afterRequest", (event) => {
		const form = event.target.closest?.("form");
		if (form) {
			release(form);
		}
	});
	// with Escape a browser stops going to the next page, but not what htmx sends
	document.addEventListener("keydown", (event) => {
		if (event.key === "Escape") {
			document.querySelectorAll("form[aria-busy]:not([hx-post])").forEach(release);
		}
	});
	// back from the page that followed
	window.addEventListener("pageshow", () => {
		document.querySelectorAll("form[aria-busy]").forEach(release);
	});
}

export function release(form) {
	clearTimeout(patience.get(form));
	form.removeAttribute("aria-busy");
	form.dispatchEvent(new Event("released", { bubbles: true }));
}
