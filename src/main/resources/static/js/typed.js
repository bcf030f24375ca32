// What is typed while a form is on its way is no part of what it sends. Where htmx sends,
// it is in the fresh fields that the answer brings, and whoever types goes on where they
// are; what a page answers has no such fields, so there nothing can be typed until then.
import { addRow } from "./rows.js";

const FIELDS = "input:not([type=hidden], [type=file], [type=submit]), select, textarea";

// as many as any list takes
const ROWS = 100;

// what was in the fields of the page as a request left, and what has come into them since
const requests = new WeakMap();

// left: what was in each field, again: the forms that were sent once more meanwhile, by
// whom, and what was in each field by then (forms.js)
export function follow(request, left, again) {
	requests.set(request, { left, again });
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
	const request = requests.get(detail.xhr);
	if (request && detail.shouldSwap) {
		request.typed = since(detail.target, request);
	}
});
document.addEventListener("htmx:afterSwap", ({ target, detail }) => {
	const typed = requests.get(detail.xhr)?.typed;
	if (typed?.part === target.id) {
		typed.fields.forEach((one) => put(target, one));
		typed.files.forEach((item) => bring(item, typed.lists.get(item)));
		stay(target, typed);
	}
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
	const next = requests.get(detail.xhr)?.typed?.next;
	requests.delete(detail.xhr);
	const form = next && document.getElementById(next.form);
	if (form && !form.hasAttribute("data-refused")) {
		form.requestSubmit(document.getElementById(next.by));
	}
});

function since(part, { left, again }) {
	const at = document.activeElement;
	const was = (field) => left.has(field) ? noted(left, field)
		: ticked(field) ? field.defaultChecked : field.defaultValue;
	const changed = (field) => valueOf(field) !== was(field);
	const fields = [...part.querySelectorAll(FIELDS)].filter((field) => !field.closest("ul.files") && changed(field));
	const files = [...part.querySelectorAll("ul.files > li")].filter((item) => isNew(item, left));
	return {
		part: part.id,
		fields: fields.map((field) => ({ field, sent: was(field), now: valueOf(field) })),
		files,
		lists: new Map(files.map((item) => [item, item.parentElement.id])),
		// in which field one types, and how far from the end of what is in it
		at: at.matches(FIELDS) && changed(at) ? at : null,
		fromEnd: at.value?.length - at.selectionEnd,
		next: next(fields, again),
	};
}

// The form that was sent again with what was typed by then, and nothing since.
function next(fields, again) {
	const form = fields[0]?.form;
	const sent = form?.id && again.get(form);
	const same = sent && fields.every((field) => field.form === form && noted(sent.values, field) === valueOf(field));
	return same ? { form: form.id, by: sent.by } : null;
}

function put(part, { field, sent, now }) {
	const fresh = counterpart(part, field);
	if (!fresh) {
		return;
	}
	if (ticked(fresh)) {
		fresh.checked = now;
	}
	else {
		// a message that was sent is no longer in its box
		fresh.value = (fresh.value === "" && sent && now.startsWith(sent)) ? now.slice(sent.length).trimStart() : now;
	}
	for (let around = fresh.closest("details"); around; around = around.parentElement.closest("details")) {
		around.open = true;
	}
	fresh.dispatchEvent(new Event("input", { bubbles: true }));
}

function counterpart(part, field) {
	if (!field.id) {
		return part.querySelector(`[name="${CSS.escape(field.name)}"][value="${CSS.escape(field.value)}"]`);
	}
	const old = field.closest(".rows");
	const rows = old && part.querySelector("#" + CSS.escape(old.id));
	const row = old && [...old.children].findIndex((one) => one.contains(field));
	while (rows && rows.children.length <= Math.min(row, ROWS)) {
		addRow(rows);
	}
	return part.querySelector("#" + CSS.escape(field.id));
}

// files that are on their way, or have come up since
function isNew(item, left) {
	const tick = item.querySelector("input");
	return "uploading" in item.dataset || "undone" in item.dataset || tick && !left.has(tick);
}

function bring(item, id) {
	const list = document.getElementById(id);
	const tick = item.querySelector("input");
	const there = tick && list?.querySelector(`input[value="${CSS.escape(tick.value)}"]`);
	if (there) {
		there.checked = tick.checked;
		there.dispatchEvent(new Event("change", { bubbles: true }));
	}
	else if (list) {
		list.append(item);
		list.closest("form").dataset.dirty = "";
	}
}

// what comes asks for the keyboard only where nobody is typing
function stay(part, { at, fromEnd }) {
	if (!at) {
		return;
	}
	[part, ...part.querySelectorAll("[autofocus]")].forEach((one) => one.removeAttribute("autofocus"));
	const fresh = at.isConnected ? at : counterpart(part, at);
	fresh?.focus();
	if (fresh && fresh !== at && fromEnd >= 0 && ["text", "textarea", "search"].includes(fresh.type)) {
		const end = Math.max(0, fresh.value.length - fromEnd);
		fresh.setSelectionRange(end, end);
	}
}

function ticked(field) {
	return ["checkbox", "radio"].includes(field.type);
}

function noted(values, field) {
	return values.get(field)?.[ticked(field) ? 1 : 0];
}

function valueOf(field) {
	return ticked(field) ? field.checked : field.value;
}

// Forms that a page answers: browsers keep no password that is read-only.
function hold(form) {
	if (form.hasAttribute("hx-post") || form.querySelector("[type=password]")) {
		return;
	}
	form.dataset.sending = "";
	for (const field of [...form.elements].filter((one) => one.readOnly === false && one.type !== "hidden")) {
		field.readOnly = true;
		field.dataset.sending = "";
	}
}

// those of the page that were sent before this was there, and those to come (once.js)
document.querySelectorAll("form[aria-busy=true]").forEach(hold);
document.addEventListener("submit", ({ target, defaultPrevented }) => {
	if (target.getAttribute("aria-busy") === "true" && !defaultPrevented) {
		hold(target);
	}
});
document.addEventListener("released", ({ target }) => {
	delete target.dataset.sending;
	for (const field of target.querySelectorAll("[data-sending]")) {
		field.readOnly = false;
		delete field.dataset.sending;
	}
});
for (const change of ["click", "mousedown", "keydown"]) {
	document.addEventListener(change, stayAsSent, true);
}

// what cannot be read-only
function stayAsSent(event) {
	const what = (event.type === "click") ? "[type=checkbox], [type=radio], [type=file], label, [data-adds]" : "select";
	if (event.target.closest?.(what)?.form?.hasAttribute("data-sending") && event.key !== "Tab") {
		event.preventDefault();
		event.stopPropagation();
	}
}
