// What was wrong with a field goes once it is filled in anew: its mark, and its sentence
// where no other field has it too. The server looks again when the form is sent.
import { asItCame } from "./drafts.js";
import { unsay } from "./rows.js";

// Until a press on a button is over: without the sentence it would stand elsewhere by then.
const waiting = [];
let pressed = false;

export function takeMarks() {
	document.addEventListener("pointerdown", () => pressed = true, true);
	for (const end of ["pointerup", "pointercancel"]) {
		document.addEventListener(end, () => setTimeout(release), true);
	}
	document.addEventListener("change", (event) => changed(event.target));
	document.addEventListener("htmx:afterSettle", unsayAbove);
	// by whoever was quicker than this
	const before = "[aria-invalid=true], .upload:has([aria-invalid=true]) li input";
	[...document.querySelectorAll(before)].filter((field) => !asItCame(field)).forEach(changed);
}

function changed(target) {
	const field = target.closest?.(".upload")?.querySelector("input[type=file]") ?? target;
	const upload = field.type === "file" && field.closest(".upload");
	const filled = upload ? upload.querySelector("li input:checked") : filledIn(field);
	if (field.form && filled) {
		waiting.push(field);
		pressed || release();
	}
}

function release() {
	pressed = false;
	waiting.splice(0).forEach(takeMark);
	unsayAbove();
}

// "Correct the fields marked" goes with the last mark of what it stands above.
function unsayAbove() {
	for (const said of document.querySelectorAll("[data-marked]")) {
		if (!said.closest("form, section, main").querySelector("[aria-invalid=true], .refused:not([role=alert])")) {
			said.remove();
		}
	}
}

function filledIn(field) {
	return ["radio", "checkbox"].includes(field.type) ? field.checked : field.value?.trim();
}

function takeMark(field) {
	const group = ["radio", "checkbox"].includes(field.type) ? field.closest("fieldset") : null;
	const marked = group ? group.querySelectorAll(`[name="${CSS.escape(field.name)}"]`) : [field];
	// a page that was brought up to date meanwhile has another field in its place
	if (!field.form || ![...marked].some((one) => one.getAttribute("aria-invalid") === "true")) {
		return;
	}
	marked.forEach((one) => one.removeAttribute("aria-invalid"));
	const says = [group, ...marked].filter((one) => one).flatMap(unsay);
	for (const id of says) {
		if (!field.form.querySelector(`[aria-describedby~="${CSS.escape(id)}"]`)) {
			document.getElementById(id)?.remove();
		}
	}
}
