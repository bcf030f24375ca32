// What is being written survives a reload, until it was sent: the fields of forms marked
// data-draft, in this tab only, for whoever is signed in, and gone when they sign out.
import { addRow } from "./rows.js";

export const PREFIX = `draft ${document.querySelector("meta[name=account]")?.content} `;

const NEVER = ["hidden", "file", "password", "submit", "button"];

// as many as any list takes
const ROWS = 100;

export function keepDrafts() {
	restore(document);
	document.querySelectorAll("form[data-draft]").forEach(keepTypedBefore);
	forgetAddress();
	document.addEventListener("input", (event) => keep(event.target));
	document.addEventListener("change", (event) => keep(event.target));
	document.addEventListener("htmx:afterSwap", (event) => restore(event.target));
}

function keep(field) {
	if (field.form?.method !== "post") {
		return;
	}
	field.form.dataset.dirty = "";
	const name = nameOf(field);
	if (name && field.type !== "radio" && asItCame(field)) {
		sessionStorage.removeItem(name);
	}
	else if (name) {
		sessionStorage.setItem(name, (field.type === "checkbox") ? field.checked : field.value);
	}
}

// Whoever was quicker than the scripts loses nothing of it.
function keepTypedBefore(form) {
	[...form.elements].filter((field) => !NEVER.includes(field.type) && !asItCame(field))
		.filter((field) => field.type !== "radio" || field.checked)
		.forEach(keep);
}

// What the server sends back wins: it is what was typed and refused.
export function restore(part) {
	for (const { dataset: { sent, goesOn } } of part.querySelectorAll("[data-sent]")) {
		const next = goesOn && part.querySelector(".step form[data-draft]");
		if (next) {
			bring(sent, next.dataset.draft);
		}
		forget(sent);
	}
	for (const form of part.querySelectorAll("form[data-draft]:not([data-refused])")) {
		addTyped(form);
		[...form.elements].forEach(put);
	}
}

function put(field) {
	const name = nameOf(field);
	const kept = name && sessionStorage.getItem(name);
	if (!name || kept === null || !asItCame(field)) {
		return;
	}
	if (field.type === "checkbox" || field.type === "radio") {
		field.checked = kept === ((field.type === "radio") ? field.value : "true");
	}
	else if (field.localName !== "select" || [...field.options].some((option) => option.value === kept)) {
		field.value = kept;
	}
	field.form.dataset.dirty = "";
	for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) {
		around.open = true;
	}
}

// the rows that were added to type into
function addTyped(form) {
	const start = PREFIX + form.dataset.draft + " ";
	const typed = Object.keys(sessionStorage).filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
	for (const button of form.querySelectorAll("button[data-adds]")) {
		const rows = document.getElementById(button.dataset.adds);
		const stems = [...rows.lastElementChild.querySelectorAll("[id]")].map((field) => stem(field.id));
		const last = Math.max(...typed.filter((id) => stems.includes(stem(id))).map((id) => Number(id.slice(stem(id).length))));
		while (rows.children.length <= Math.min(last, ROWS)) {
			addRow(rows);
		}
	}
}

function stem(id) {
	return id.replace(/\d+$/, "");
}

// A reload of the page that follows is not sent anew, says nothing of what was done before,
// and must not drop the next draft.
function forgetAddress() {
	// what answers a form is left behind by Back and by a reload, too
	const answer = document.querySelector("[data-address]");
	if (answer) {
		history.replaceState(history.state, "", answer.dataset.address);
	}
	const address = new URL(location.href);
	const says = ["sent", "noted", "save", "submit", "new-save", "new-submit", "ordered", "done", "done-untold", "requested", "questioned"].filter((one) => address.searchParams.has(one));
	if (says.length > 0) {
		says.forEach((one) => address.searchParams.delete(one));
		history.replaceState(history.state, "", address);
	}
}

// With a step, what was kept for each time that it was open.
export function forget(draft) {
	for (const name of Object.keys(sessionStorage)) {
		if (name.startsWith(PREFIX + draft + " ") || name.startsWith(PREFIX + draft + "/")) {
			sessionStorage.removeItem(name);
		}
	}
}

// What was begun in a form of before is for one that has the same fields.
function bring(draft, next) {
	const start = PREFIX + draft + " ";
	Object.keys(sessionStorage).filter((name) => name.startsWith(start)).forEach((name) => {
		sessionStorage.setItem(PREFIX + next + " " + name.slice(start.length), sessionStorage.getItem(name));
	});
}

export function asItCame(field) {
	if (field.localName === "select") {
		const options = [...field.options];
		return field.selectedIndex === Math.max(0, options.findIndex((option) => option.defaultSelected));
	}
	if (field.type === "checkbox" || field.type === "radio") {
		return field.checked === field.defaultChecked;
	}
	return field.value === (field.defaultValue ?? field.value);
}

function nameOf(field) {
	const draft = field.form?.dataset.draft;
	if (!draft || !field.name || NEVER.includes(field.type)) {
		return null;
	}
	const own = { radio: field.name, checkbox: field.id || field.name + "=" + field.value };
	return PREFIX + draft + " " + (own[field.type] ?? (field.id || field.name));
}
