// Keys that lead somewhere: "/" to the field that finds, "?" to what they are. They can be
// switched off, for whoever speaks to the browser, and stay so in this browser.
const OFF = "keys-off";

export function listenToKeys() {
	const dialog = document.getElementById("keys");
	const box = dialog?.querySelector("[type=checkbox]");
	if (!box) {
		return;
	}
	box.checked = !localStorage.getItem(OFF);
	box.addEventListener("change", () => box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"));
	document.querySelectorAll("[data-opens-keys]").forEach((button) => {
		button.hidden = false;
		button.addEventListener("click", () => dialog.showModal());
	});
	document.addEventListener("keydown", (event) => {
		if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) {
			return;
		}
		const find = document.getElementById("find");
		if (event.key === "/" && find?.checkVisibility()) {
			event.preventDefault();
			find.select();
		}
		if (event.key === "?") {
			event.preventDefault();
			dialog.showModal();
		}
	});
}
