// Where the keyboard stands when what it stands at is replaced: at the same thing, else at
// what came in its place.
import { announce } from "./announce.js";

// a heading or an item of a list is out of the way of Tab, and can be stood at all the same
export function standAt(element) {
	element?.focus();
	if (element && document.activeElement !== element) {
		element.tabIndex = -1;
		element.focus();
	}
}

// Asked before a part is replaced; what it answers is called with what has replaced it.
export function remember(part) {
	const at = document.activeElement;
	if (!at || !part.contains(at)) {
		return () => {};
	}
	const like = likeness(at);
	const which = [...part.querySelectorAll(like)].indexOf(at);
	return (fresh) => {
		const same = fresh.querySelectorAll(like);
		standAt(same[which] ?? same[same.length - 1] ?? fresh.querySelector("h2, h3") ?? fresh);
	};
}

function likeness(element) {
	const details = element.localName === "summary" && element.parentElement.id;
	if (element.id || details) {
		return element.id ? "#" + CSS.escape(element.id) : `#${CSS.escape(details)} > summary`;
	}
	return element.localName + (element.hasAttribute("href") ? `[href="${CSS.escape(element.getAttribute("href"))}"]` : "");
}

// htmx finds its way back to what has the same id. For the rest: to the first of what
// was added to a list, or to where data-focuses of the link or form says.
export function followSwaps() {
	const had = new WeakMap();
	document.addEventListener("htmx:beforeSwap", (event) => {
		const asked = event.detail.requestConfig.elt;
		if (asked.closest(".more")) {
			had.set(asked, event.detail.target.children.length);
		}
	});
	document.addEventListener("htmx:afterSettle", (event) => {
		const asked = event.detail.requestConfig?.elt;
		const added = had.has(asked);
		if (document.activeElement === document.body && (added || asked?.dataset.focuses)) {
			standAt(added ? firstAdded(asked, event.detail.target.children, had.get(asked)) : document.querySelector(asked.dataset.focuses));
		}
		if (added) {
			had.delete(asked);
			announce("more");
		}
	});
}

// Of what came before a list, where it meets what was there.
function firstAdded(asked, items, had) {
	return items[(asked.getAttribute("hx-swap") === "afterbegin") ? items.length - had - 1 : had];
}
