// What is being written survives a reload, until it was sent: fields marked data-kept in
// forms marked data-draft, in this tab only, and gone when the person signs out.
const PREFIX = "draft ";

export function keepDrafts() {
	restore(document);
	forgetAddress();
	document.addEventListener("input", (event) => keep(event.target));
	document.addEventListener("htmx:afterSwap", (event) => restore(event.target));
}

function keep(field) {
	const name = nameOf(field);
	if (!name) {
		return;
	}
	field.form.dataset.dirty = "";
	if (field.value === "") {
		sessionStorage.removeItem(name);
	}
	else {
		sessionStorage.setItem(name, field.value);
	}
}

// What the server sends back wins: it is what was typed and refused.
export function restore(part) {
	for (const sent of part.querySelectorAll("[data-sent]")) {
		forget(sent.dataset.sent);
	}
	for (const field of part.querySelectorAll("form[data-draft] [data-kept]")) {
		const kept = sessionStorage.getItem(nameOf(field));
		if (kept !== null && field.value === field.defaultValue && !field.form.hasAttribute("data-refused")) {
			field.value = kept;
			field.form.dataset.dirty = "";
			field.closest("details")?.setAttribute("open", "");
		}
	}
}

// A reload of the page that follows is not sent anew, and must not drop the next draft.
function forgetAddress() {
	const address = new URL(location.href);
	if (address.searchParams.has("sent")) {
		address.searchParams.delete("sent");
		history.replaceState(history.state, "", address);
	}
}

export function forget(draft) {
	for (const name of Object.keys(sessionStorage)) {
		if (name.startsWith(PREFIX + draft + " ")) {
			sessionStorage.removeItem(name);
		}
	}
}

function nameOf(field) {
	const draft = field.form?.dataset.draft;
	return (draft && field.hasAttribute("data-kept")) ? PREFIX + draft + " " + (field.id || field.name) : null;
}
