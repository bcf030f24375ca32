// A form whose parts come and go, as the questions of a service, is kept whole
// (data-draft-whole): the server puts it together again from everything that was in it, as
// it does when a question more is asked for.
import { PREFIX, asItCame, forget } from "./drafts.js";
import { remember } from "./focus.js";

const KEPT = "form[data-draft-whole]";

export function keepWhole() {
	const form = document.querySelector(KEPT);
	if (!form) {
		return;
	}
	// an answer of the server has in it what was typed, and so has a page that was quicker than this
	if (form.hasAttribute("data-refused") || typedBefore(form)) {
		keep(form);
	}
	else {
		bringBack(form);
	}
	const typed = (event) => event.target.form?.matches(KEPT) && keep(event.target.form);
	document.addEventListener("input", typed);
	document.addEventListener("change", typed);
	document.addEventListener("htmx:oobBeforeSwap", stillRefused);
	// and what the server made of it
	document.addEventListener("htmx:afterSwap", ({ target }) => target.closest?.(KEPT) && keep(target.closest(KEPT)));
}

// What is still marked elsewhere on the form stays announced above it, though the part that
// was sent, as pictures are, is in order.
function stillRefused({ detail }) {
	const marked = [...document.querySelectorAll(`${KEPT} [aria-invalid=true]`)];
	if (detail.target.id === "service-refused" && !detail.fragment.textContent.trim()
		&& marked.some((field) => !field.closest("#service-pictures"))) {
		detail.shouldSwap = false;
	}
}

// A browser that fills fields in anew after a reload types nothing: what is kept is more than that.
function typedBefore(form) {
	return form.hasAttribute("data-dirty")
		|| (sessionStorage.getItem(nameOf(form)) === null && ![...form.elements].every(asItCame));
}

function nameOf(form) {
	return PREFIX + form.dataset.draftWhole + " whole";
}

function keep(form) {
	const fields = new URLSearchParams(new FormData(form));
	fields.delete("_csrf");
	// what is in a file is no text
	form.querySelectorAll("input[type=file]").forEach((input) => fields.delete(input.name));
	sessionStorage.setItem(nameOf(form), fields);
}

async function bringBack(form) {
	const kept = sessionStorage.getItem(nameOf(form));
	if (kept === null || form.querySelector("fieldset:disabled")) {
		return;
	}
	const fields = new URLSearchParams(kept);
	fields.set("action", "show");
	const answer = await fetch(form.getAttribute("action"), {
		method: "POST",
		headers: { "X-CSRF-TOKEN": document.querySelector("meta[name=csrf]").content },
		body: fields,
	}).catch(() => null);
	// whoever was quicker goes on with what they have begun
	if (!answer?.ok || form.hasAttribute("data-dirty")) {
		return;
	}
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	const fresh = page.querySelector(KEPT);
	if (fresh) {
		show(form, document.adoptNode(fresh));
	}
}

function show(form, fresh) {
	const back = remember(form);
	form.replaceWith(fresh);
	window.htmx?.process(fresh);
	back(fresh);
	// what is shown depends on it
	fresh.querySelectorAll("[data-shows]").forEach((select) => select.dispatchEvent(new Event("change", { bubbles: true })));
	const notice = document.getElementById("brought-back");
	notice.hidden = false;
	notice.querySelector("button").addEventListener("click", () => {
		forget(fresh.dataset.draftWhole);
		location.reload();
	});
}
