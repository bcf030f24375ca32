// Where one writes: Ctrl+Enter sends, and on a narrow page the bar below says which part
// is shown and how many messages came meanwhile.
export function talkOn() {
	document.addEventListener("keydown", (event) => {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches?.(".box textarea")) {
			event.preventDefault();
			event.target.form.requestSubmit(event.target.form.querySelector("#send"));
		}
	});
	const bar = document.querySelector("nav.bar");
	if (bar) {
		addEventListener("hashchange", () => show(bar));
		document.addEventListener("messages-came", (event) => count(bar, event.detail));
		show(bar);
	}
}

function show(bar) {
	for (const link of bar.querySelectorAll("a")) {
		link.toggleAttribute("aria-current", shown(link.hash.slice(1)));
	}
	if (shown("conversation")) {
		number(bar).hidden = true;
		value(bar).textContent = "0";
	}
}

function count(bar, messages) {
	if (!shown("conversation")) {
		value(bar).textContent = String(Number(value(bar).textContent) + messages);
		number(bar).hidden = false;
	}
}

function number(bar) {
	return bar.querySelector(".number");
}

function value(bar) {
	return number(bar).firstElementChild;
}

function shown(id) {
	return document.getElementById(id).checkVisibility();
}
