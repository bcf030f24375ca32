// Files that are dropped on a form, or pasted into one of its fields, go up as if they had
// been chosen there. One that is dropped beside does not take the page away.
import { addFiles } from "./uploads.js";

const CHOOSES = "input[type=file][data-upload]";

const OVER = "dropping";

export function takeDropped() {
	document.addEventListener("dragover", (event) => {
		if (!hasFiles(event.dataTransfer)) {
			return;
		}
		event.preventDefault();
		const form = target(event)?.form;
		event.dataTransfer.dropEffect = form ? "copy" : "none";
		mark(form);
	});
	document.addEventListener("dragleave", (event) => {
		if (!event.relatedTarget) {
			mark(null);
		}
	});
	document.addEventListener("drop", (event) => {
		mark(null);
		if (!hasFiles(event.dataTransfer)) {
			return;
		}
		event.preventDefault();
		const input = target(event);
		if (input) {
			addFiles(input, event.dataTransfer.files);
		}
	});
	// what was copied as text, with a picture of it beside, is pasted as text
	document.addEventListener("paste", (event) => {
		const input = target(event);
		if (input && event.clipboardData.files.length > 0 && !event.clipboardData.getData("text/plain")) {
			event.preventDefault();
			addFiles(input, event.clipboardData.files);
		}
	});
}

function hasFiles(data) {
	return data?.types.includes("Files");
}

// where the files of a form are chosen: in the field they were brought to, else in its first
function target(event) {
	return event.target.closest?.(".field")?.querySelector(CHOOSES)
		?? event.target.closest?.("form")?.querySelector(CHOOSES);
}

function mark(form) {
	document.querySelectorAll("form." + OVER).forEach((one) => one !== form && one.classList.remove(OVER));
	form?.classList.add(OVER);
}
