// A double click sends a form once. Forms that htmx sends are guarded by it as well.
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
		}
	}, true);
	document.addEventListener("htmx:afterRequest", (event) => {
		event.target.closest?.("form")?.removeAttribute("aria-busy");
	});
	// back from the page that followed
	window.addEventListener("pageshow", () => {
		for (const form of document.querySelectorAll("form[aria-busy]")) {
			form.removeAttribute("aria-busy");
		}
	});
}
