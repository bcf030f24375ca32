// The parts of a page that are kept up to date (data-live-part), each replaced by what the
// server shows now, but for those in which somebody is writing.
import { restore } from "./drafts.js";
import { remember } from "./focus.js";

const FILLED_IN = "input:not([type=hidden]), select, textarea";

// Whether what the part says has changed. By the clock alone nothing is taken away from
// whoever reads, and nothing new is said to have happened.
export function renew(old, fresh, byClock) {
	if (!old || !fresh || old.isEqualNode(fresh)) {
		return false;
	}
	if (old.dataset.seen && old.dataset.seen === fresh.dataset.seen) {
		tellTimes(old, fresh);
		return false;
	}
	if (inHand(old) || byClock && selected(old)) {
		tellTimes(old, fresh);
		if (!byClock) {
			tell(old);
		}
		return false;
	}
	const before = old.textContent;
	const list = old.querySelector("[data-live-grows]");
	if (list && grow(list, fresh.querySelector("[data-live-grows]"))) {
		return old.textContent !== before;
	}
	const back = remember(old);
	const opened = [...old.querySelectorAll("details[open][id]")].map((details) => details.id);
	old.replaceWith(document.adoptNode(fresh));
	opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
	window.htmx?.process(fresh);
	restore(fresh);
	back(fresh);
	return fresh.textContent !== before;
}

// Something is filled in, was refused, or is about to be filled in; or a refusal is read,
// beside which may stand what its form had in it; or a film or a sound plays.
function inHand(part) {
	const at = document.activeElement;
	return part.querySelector("form[data-dirty], form[data-refused], [role=alert]")
		|| [...part.querySelectorAll("video, audio")].some((media) => !media.paused)
		|| part.contains(at) && at.closest("form")?.querySelector(FILLED_IN);
}

function selected(part) {
	const selection = getSelection();
	return !selection.isCollapsed && part.contains(selection.anchorNode);
}

// A list that begins with the newest, or ends with it (data-live-grows="end"): what is new
// comes there, what is there is brought up to date, and what was read on further away
// stays. False where the two do not meet.
function grow(list, fresh) {
	const items = [...(fresh?.children ?? [])];
	const end = list.dataset.liveGrows === "end";
	if (end) {
		items.reverse();
	}
	const known = (item) => [...list.children].find((one) => one.id === item.id);
	const met = items.findIndex(known);
	if (met < 0) {
		return false;
	}
	const back = remember(list);
	const at = document.activeElement;
	for (const item of items.slice(met)) {
		const old = known(item);
		if (old && !old.isEqualNode(item)) {
			old.replaceWith(document.adoptNode(item));
		}
	}
	const added = items.slice(0, met).map((item) => document.adoptNode(item));
	if (end) {
		list.append(...added.reverse());
	}
	else {
		list.prepend(...added);
	}
	window.htmx?.process(list);
	if (!at.isConnected) {
		back(list);
	}
	return true;
}

// A list whose order changes, and that things leave (data-live-whole): it is read again as
// far down as it was read before. `ask` gives a page by its address; false without one.
export async function readOn(old, fresh, ask) {
	const list = old?.querySelector("[data-live-whole]");
	const begun = list && fresh?.querySelector("#" + list.id);
	while (begun && begun.children.length < list.children.length) {
		const more = fresh.querySelector(`#${list.id}-more`);
		const link = more?.querySelector("a[href]");
		if (!link) {
			return true;
		}
		const next = await ask(link.getAttribute("href"));
		if (!next) {
			return false;
		}
		const there = new Set([...begun.children].map((item) => item.id));
		begun.append(...[...(next.getElementById(list.id)?.children ?? [])].filter((item) => !there.has(item.id)));
		more.replaceWith(next.getElementById(more.id) ?? "");
	}
	return true;
}

// what stays says at least how far away its times are now
function tellTimes(old, fresh) {
	const at = (when) => when.querySelector("time")?.dateTime;
	const now = new Map([...fresh.querySelectorAll(".when")].map((when) => [at(when), when]));
	for (const when of old.querySelectorAll(".when")) {
		if (now.has(at(when))) {
			when.replaceChildren(...now.get(at(when)).cloneNode(true).childNodes);
		}
	}
}

// Nothing is taken from under the pen: the page says that there is something new.
function tell(part) {
	const notice = document.getElementById("changed-meanwhile");
	if (notice && part.id !== "bell") {
		notice.hidden = false;
	}
}
