// Keeps an open page up to date. The server says what happened; the page is then read
// anew, and its parts replaced (parts.js). All names of events are here.
import { announce } from "./announce.js";
import { readOn, renew } from "./parts.js";
import { sayGone, saySignedOut } from "./trouble.js";

const EVENTS = {
	notification: () => null,
	message: (data) => data.orderNumber ?? data.conversation,
	order: (data) => data.number,
	dossier: (data) => data.number,
	preview: (data) => data.number,
};

// so much happened that all is read
const EVERYTHING = "reset";

// nothing happened, but "in 2 days" and "late" are as old as the page
const CLOCK = "clock";

const SOON = 150;

const OFTEN = 4 * 60_000;

const LONGEST = 60_000;

let path;

let over = false;

export function listen() {
	const live = document.querySelector("meta[name=live]");
	if (!live || !window.EventSource) {
		return;
	}
	path = live.dataset.path;
	let stream;
	let position = live.dataset.position;
	let refusals = 0;
	let reopening;
	const close = () => {
		clearTimeout(reopening);
		stream?.close();
		stream = null;
	};
	const open = () => {
		const opened = new EventSource(live.content + "?last-event-id=" + encodeURIComponent(position));
		stream = opened;
		const on = (name, heard) => opened.addEventListener(name, (event) => {
			position = event.lastEventId || position;
			heard(event);
		});
		for (const [name, about] of Object.entries(EVENTS)) {
			on(name, (event) => happened(name, about(JSON.parse(event.data))));
		}
		on("reset", () => soon(parts(), EVERYTHING));
		opened.addEventListener("open", () => {
			refusals = 0;
		});
		// a connection that drops the browser opens again itself; one that was refused, never
		opened.addEventListener("error", async () => {
			if (opened !== stream || opened.readyState !== EventSource.CLOSED) {
				return;
			}
			if (await signedOut(live.content)) {
				end();
			}
			if (opened === stream && !over) {
				reopening = setTimeout(open, pause(++refusals));
			}
		});
	};
	// a browser keeps few connections: those of hidden tabs are given back
	const come = () => {
		if (document.hidden) {
			close();
		}
		else if (!stream && !over) {
			open();
			soon((Date.now() - lastRead > OFTEN) ? parts() : [], CLOCK);
		}
	};
	document.addEventListener("visibilitychange", come);
	window.addEventListener("pagehide", close);
	window.addEventListener("pageshow", come);
	document.addEventListener("signed-out", close);
	setInterval(() => document.hidden || soon(parts(), CLOCK), OFTEN);
	come();
}

// longer each time, and not all pages at once when the server is back
function pause(times) {
	return Math.min(LONGEST, 1000 * 2 ** times) * (.5 + Math.random() / 2);
}

// A stream does not tell why it was refused, an ordinary request does.
async function signedOut(address) {
	const asking = new AbortController();
	const answer = await fetch(address, { signal: asking.signal }).catch(() => null);
	asking.abort();
	return answer?.status === 401;
}

// Nothing comes any more, and the page says so once.
function end() {
	if (over) {
		return;
	}
	over = true;
	clearTimeout(waiting);
	document.dispatchEvent(new Event("signed-out"));
	saySignedOut();
}

function parts() {
	return [...document.querySelectorAll("[data-live-part]")];
}

// data-live-on: the events that concern a part, data-live-of: which order or conversation
function happened(name, about) {
	soon(parts().filter((part) => part.dataset.liveOn.split(" ").includes(name)
			&& (!part.dataset.liveOf || !about || part.dataset.liveOf === about)), name);
}

// which parts are to be read, by id, and what happened to them
const wanted = new Map();

let waiting;

let reading = false;

let failures = 0;

let lastRead = Date.now();

function want(id, what) {
	if (what !== CLOCK || !wanted.has(id)) {
		wanted.set(id, what);
	}
}

function soon(which, what) {
	which.forEach((part) => want(part.id, what));
	readIn(SOON);
}

function readIn(time) {
	if (path && wanted.size > 0 && !over) {
		clearTimeout(waiting);
		waiting = setTimeout(read, time);
	}
}

// one at a time, so that no older answer comes over a newer one
async function read() {
	if (reading) {
		return;
	}
	reading = true;
	const left = await readWanted().finally(() => {
		reading = false;
	});
	failures = left ? failures + 1 : 0;
	readIn(left ? pause(failures) : SOON);
}

// whether something is left to be read later
async function readWanted() {
	const asked = [...wanted];
	wanted.clear();
	const page = await ask(path, sayGone);
	const before = standing();
	let changed = false;
	let left = false;
	for (const [id, what] of asked) {
		const old = document.getElementById(id);
		const fresh = page?.getElementById(id);
		// what is being sent from within a part comes back to it
		if (!page || old?.querySelector(".htmx-request") || !await readOn(old, fresh, ask)) {
			want(id, what);
			left = true;
			continue;
		}
		changed = renew(document.getElementById(id), fresh, what === CLOCK) && what === "order" || changed;
	}
	if (page) {
		lastRead = Date.now();
		say(before, changed);
	}
	return left;
}

// A page, or nothing: then it is asked for again later. What is no longer there for this
// reader is an answer like any other, and told.
async function ask(address, tellGone) {
	const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
	if (answer?.status === 401 || answer?.redirected && new URL(answer.url).pathname === "/sign-in") {
		end();
		return null;
	}
	if (!answer || answer.status >= 500 || answer.status === 429) {
		return null;
	}
	tellGone?.([403, 404, 409].includes(answer.status));
	return new DOMParser().parseFromString((answer.ok && !answer.redirected) ? await answer.text() : "", "text/html");
}

function standing() {
	return {
		message: document.querySelectorAll(".message:not(.mine)").length,
		notification: parseInt(document.querySelector("#bell .number")?.textContent ?? "0"),
	};
}

function say(before, changed) {
	const now = standing();
	countInTitle();
	if (now.message > before.message) {
		document.dispatchEvent(new CustomEvent("messages-came", { detail: now.message - before.message }));
	}
	const what = (now.message > before.message) ? "message" : changed ? "order"
		: (now.notification > before.notification) ? "notification" : null;
	if (what) {
		announce(what);
	}
}

// "(3) Dashboard": as many as the bell says
function countInTitle() {
	const number = document.querySelector("#bell .number")?.textContent;
	document.title = (number ? `(${number}) ` : "") + document.title.replace(/^\(\d+\+?\) /, "");
}
