// Forms whose rows and parts come and go without asking the server. Without a script, the
// button's form adds a row, and all parts are shown.
export function addRows() {
	document.addEventListener("click", (event) => {
		const button = event.target.closest?.("button[data-adds]");
		if (button) {
			event.preventDefault();
			addRow(document.getElementById(button.dataset.adds)).querySelector("input:not([type=checkbox])").focus();
		}
	});
	document.querySelectorAll("[data-shows]").forEach(show);
	document.addEventListener("change", ({ target }) => target.matches("[data-shows]") && show(target));
}

// what only some kinds of questions need
function show(select) {
	for (const part of select.closest("fieldset").querySelectorAll("[data-shown-for]")) {
		part.hidden = !part.dataset.shownFor.split(" ").includes(select.value);
	}
}

// What describes a field, without what was wrong with it; answers the ids of the latter.
export function unsay(field) {
	const says = (id) => /-error(-\d+)?$/.test(id);
	const ids = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id);
	const rest = ids.filter((id) => !says(id));
	if (rest.length > 0) {
		field.setAttribute("aria-describedby", rest.join(" "));
	}
	else {
		field.removeAttribute("aria-describedby");
	}
	return ids.filter(says);
}

// A row like the last one, with nothing in it; dates stay.
export function addRow(rows) {
	const row = rows.lastElementChild.cloneNode(true);
	const number = rows.children.length;
	for (const field of row.querySelectorAll("input, select")) {
		field.id = field.id.replace(/\d+$/, String(number));
		field.removeAttribute("aria-invalid");
		unsay(field);
		field.removeAttribute("autofocus");
		if (field.type === "text") {
			field.defaultValue = field.value = "";
		}
		if (field.type === "checkbox") {
			field.defaultChecked = field.checked = false;
			field.value = String(number);
		}
	}
	row.querySelectorAll(".refused").forEach((wrong) => wrong.remove());
	for (const label of row.querySelectorAll("label")) {
		label.htmlFor = label.htmlFor.replace(/\d+$/, String(number));
	}
	rows.append(row);
	return row;
}
