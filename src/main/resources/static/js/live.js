// Keeps an open page up to date. The server says what happened; the page is then read
// anew, and its parts marked data-live-part replaced, but for those in which somebody is
// writing. All names of events are here.
import { restore } from "./drafts.js";

const EVENTS = {
	notification: () => null,
	message: (data) => data.orderNumber ?? data.conversation,
	order: (data) => data.number,
};

const SOON = 150;

let waiting;

export function listen() {
	const live = document.querySelector("meta[name=live]");
	if (!live || !window.EventSource) {
		return;
	}
	let stream;
	let position = live.dataset.position;
	const path = live.dataset.path;
	const open = () => {
		stream = new EventSource(live.content + "?last-event-id=" + encodeURIComponent(position));
		for (const [name, about] of Object.entries(EVENTS)) {
			stream.addEventListener(name, (event) => {
				position = event.lastEventId || position;
				happened(name, about(JSON.parse(event.data)), path);
			});
		}
		stream.addEventListener("reset", (event) => {
			position = event.lastEventId || position;
			soon(path, parts());
		});
	};
	// a browser keeps few connections: those of hidden tabs are given back
	document.addEventListener("visibilitychange", () => {
		if (document.hidden) {
			stream?.close();
			stream = null;
		}
		else if (!stream) {
			open();
		}
	});
	window.addEventListener("pagehide", () => stream?.close());
	if (!document.hidden) {
		open();
	}
}

function parts() {
	return [...document.querySelectorAll("[data-live-part]")];
}

// data-live-on: the events that concern a part, data-live-of: which order or conversation
function happened(name, about, path) {
	soon(path, parts().filter((part) => part.dataset.liveOn.split(" ").includes(name)
			&& (!part.dataset.liveOf || !about || part.dataset.liveOf === about)));
}

const wanted = new Set();

function soon(path, which) {
	which.forEach((part) => wanted.add(part.id));
	if (!path || wanted.size === 0) {
		return;
	}
	clearTimeout(waiting);
	waiting = setTimeout(() => read(path), SOON);
}

async function read(path) {
	const ids = [...wanted];
	wanted.clear();
	const answer = await fetch(path, { headers: { Accept: "text/html" } }).catch(() => null);
	if (!answer?.ok || answer.redirected) {
		return;
	}
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	for (const id of ids) {
		replace(document.getElementById(id), page.getElementById(id));
	}
}

function replace(old, fresh) {
	if (!old || !fresh || old.dataset.seen === fresh.dataset.seen && old.dataset.seen) {
		return;
	}
	if (old.querySelector("form[data-dirty]") || old.querySelector("form")?.contains(document.activeElement)) {
		tell(old);
		return;
	}
	const list = old.querySelector("[data-live-grows]");
	if (list && grow(list, fresh.querySelector("[data-live-grows]"))) {
		return;
	}
	const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
	const opened = [...old.querySelectorAll("details[open][id]")].map((details) => details.id);
	old.replaceWith(document.adoptNode(fresh));
	opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
	if (focused) {
		document.getElementById(focused)?.focus();
	}
	window.htmx?.process(fresh);
	restore(fresh);
}

// A list that begins with the newest: what is new comes before, and what was read on
// further down stays. False where the two do not meet.
function grow(list, fresh) {
	const items = [...(fresh?.children ?? [])];
	const met = items.findIndex((item) => document.getElementById(item.id)?.parentElement === list);
	if (met < 0) {
		return false;
	}
	const added = items.slice(0, met).map((item) => document.adoptNode(item));
	list.prepend(...added);
	added.forEach((item) => window.htmx?.process(item));
	return true;
}

// Nothing is taken from under the pen: the page says that there is something new.
function tell(part) {
	const notice = document.getElementById("changed-meanwhile");
	if (notice && part.id !== "bell") {
		notice.hidden = false;
	}
}
