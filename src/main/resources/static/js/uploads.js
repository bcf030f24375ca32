// Files go up as soon as they are chosen, several at once, each with its progress; one
// that fails says why and can be tried again. A form with uploads under way is sent once they
// have arrived, and one without a file that was meant to go with it asks once.
import { release } from "./once.js";
import { trouble } from "./trouble.js";

const AT_ONCE = 2;

// nothing has moved for so long
const STALLED = 45_000;

// everything has gone up, and the server looks at it
const ANSWERED = 180_000;

// milliseconds within which two presses are one
const DOUBLE_CLICK = 1000;

const CHOOSES = "input[type=file][data-upload]";

const queue = [];

let running = 0;

// when the last form was
let heldAt = 0;

// the form that was to be sent meanwhile, and by which button
let waiting = null;

const texts = document.querySelector("meta[name=uploads]")?.dataset;

export function uploadFiles() {
	document.documentElement.classList.add("uploads");
	document.addEventListener("change", (event) => {
		if (event.target.matches?.(CHOOSES)) {
			take(event.target);
		}
	});
	// on a slow line files are chosen before this script has come
	document.querySelectorAll(CHOOSES).forEach(take);
	document.addEventListener("click", (event) => {
		const button = event.target.closest?.("button[data-discards]");
		if (button) {
			event.preventDefault();
			discard(button);
		}
	});
	// the second press of a double click, on whatever has come in the place of the first
	addEventListener("click", (event) => {
		if (event.detail > 1 && Date.now() - heldAt < DOUBLE_CLICK) {
			stop(event);
		}
	}, true);
	document.addEventListener("submit", (event) => {
		const form = event.target;
		const under = form.querySelector("[data-uploading]");
		const undone = form.querySelector("[data-undone]");
		if (under) {
			hold(event, under, texts.waits);
			waiting = { form, by: event.submitter };
		}
		else if (undone && !form.hasAttribute("data-without")) {
			form.dataset.without = "";
			hold(event, undone, texts.without);
		}
	}, true);
}

function take(input) {
	addFiles(input, input.files);
	input.value = "";
}

// The same for files that were dropped or pasted (drop.js).
export function addFiles(input, files) {
	[...files].forEach((file) => begin(input, file));
}

function hold(event, item, text) {
	const form = event.target;
	heldAt = Date.now();
	stop(event);
	release(form);
	settle(form);
	const says = refusal(span(text));
	says.dataset.holds = "";
	item.parentElement.after(says);
	item.scrollIntoView({ block: "center" });
}

function stop(event) {
	event.preventDefault();
	event.stopImmediatePropagation();
}

// what a form was held up for has changed
function settle(form) {
	waiting = null;
	form.querySelectorAll("[data-holds]").forEach((says) => says.remove());
}

// Something has gone up, or has failed to: what was to be sent goes with the last of it.
export function goOn(form, arrived) {
	const held = waiting;
	if (!arrived || held?.form !== form) {
		form && settle(form);
	}
	else if (!form.querySelector("[data-uploading]")) {
		settle(form);
		form.requestSubmit((held.by?.form === form) ? held.by : null);
	}
}

function begin(input, file) {
	const list = document.getElementById(input.dataset.list);
	const item = document.createElement("li");
	list.append(item);
	// the answer to what was sent meanwhile has brought another (typed.js)
	start({ file, item, get input() { return document.querySelector(`[data-list="${list.id}"]`) ?? input; } });
}

function start(upload) {
	const { file, item, input } = upload;
	item.dataset.uploading = "";
	delete item.dataset.undone;
	const stop = button(texts.cancel, file.name);
	stop.addEventListener("click", () => cancel(upload));
	fill(item, span(shown(file.name)), bar(file.name), stop);
	input.form.dataset.dirty = "";
	settle(input.form);
	queue.push(upload);
	next();
}

// the keyboard stays at a file whose buttons change
function fill(item, ...parts) {
	const held = item.contains(document.activeElement);
	item.replaceChildren(...parts);
	if (held) {
		item.querySelector("button").focus();
	}
}

// and goes on to the neighbour of one that goes, or to where more are chosen
function takeAway(item) {
	const list = item.parentElement;
	const held = item.contains(document.activeElement);
	const neighbour = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector("button");
	const input = document.querySelector(`[data-list="${list.id}"]`);
	item.remove();
	settle(input.form);
	if (held) {
		(neighbour ?? input).focus();
	}
}

function cancel(upload) {
	upload.cancelled = true;
	takeAway(upload.item);
	status(upload.input, shown(upload.file.name) + ": " + texts.cancelled);
	if (queue.includes(upload)) {
		queue.splice(queue.indexOf(upload), 1);
	}
	else if (!upload.sent) {
		upload.request.abort();
	}
}

function next() {
	while (running < AT_ONCE && queue.length > 0) {
		running++;
		send(queue.shift());
	}
}

function send(upload) {
	const { file, item, input } = upload;
	const request = new XMLHttpRequest();
	Object.assign(upload, { request, sent: false, stalled: false });
	let patience;
	const wait = (time) => {
		clearTimeout(patience);
		patience = setTimeout(() => {
			upload.stalled = true;
			request.abort();
		}, time);
	};
	request.open("POST", input.dataset.upload);
	request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
	request.setRequestHeader("X-CSRF-TOKEN", csrf());
	request.upload.addEventListener("progress", (event) => {
		wait(STALLED);
		const progress = item.querySelector("progress");
		if (event.lengthComputable && progress) {
			progress.value = event.loaded / event.total;
		}
	});
	request.upload.addEventListener("load", () => {
		upload.sent = true;
		wait(ANSWERED);
	});
	request.addEventListener("loadend", () => {
		running--;
		clearTimeout(patience);
		delete item.dataset.uploading;
		if (upload.cancelled) {
			leaveNothing(request);
		}
		else if (request.status === 200) {
			arrived(item, JSON.parse(request.responseText), upload.input);
		}
		else {
			failed(upload, request);
		}
		next();
		goOn(upload.input.form, request.status === 200 && !upload.cancelled);
	});
	const body = new FormData();
	body.append("file", file);
	request.send(body);
	wait(STALLED);
}

// a form sends what is ticked in it
function tick(input, file) {
	const box = document.createElement("input");
	box.type = "checkbox";
	box.name = input.name;
	box.value = file.href.split("/").pop();
	box.checked = true;
	box.setAttribute("aria-label", input.dataset.sends + " " + shown(file.fileName));
	const label = document.createElement("label");
	label.append(box, " ", span(input.dataset.sends));
	return label;
}

// cancelled too late, nobody would see it there
function leaveNothing(request) {
	if (request.status === 200) {
		remove(JSON.parse(request.responseText).href);
	}
}

// why it was refused, and whether that is so however often it goes up; nothing where the
// answer says neither
function refused(request) {
	try {
		return JSON.parse(request.responseText);
	}
	catch {
		return {};
	}
}

function arrived(item, file, input) {
	const link = document.createElement("a");
	link.href = file.href;
	link.textContent = shown(file.fileName);
	const size = document.createElement("small");
	size.textContent = file.sizeText;
	const away = button(input.dataset.removes, file.fileName);
	away.dataset.discards = file.href;
	fill(item, link, size, tick(input, file), away);
	// kept like everything else that is being filled in
	item.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
	status(input, shown(file.fileName) + " ✓");
}

function failed(upload, request) {
	const { file, item, input } = upload;
	const { detail, forGood } = refused(request);
	const reason = (request.status === 401) ? trouble(401)
		: span(upload.stalled ? texts.stalled : detail || input.dataset.failed);
	reason.className = "refused";
	item.dataset.undone = "";
	delete input.form.dataset.without;
	const again = button(input.dataset.again, file.name);
	again.addEventListener("click", () => start(upload));
	const away = button(input.dataset.removes, file.name);
	away.addEventListener("click", () => takeAway(item));
	fill(item, span(shown(file.name)), reason, ...(forGood ? [away] : [again, away]));
	status(input, shown(file.name) + ": " + reason.textContent);
}

async function discard(clicked) {
	const item = clicked.closest("li");
	if (clicked.getAttribute("aria-busy") === "true") {
		return;
	}
	item.querySelector("[role=alert]")?.remove();
	// one that is disabled would lose the keyboard
	clicked.setAttribute("aria-busy", "true");
	const answer = await remove(clicked.dataset.discards);
	clicked.removeAttribute("aria-busy");
	if (answer?.ok || answer?.status === 404) {
		takeAway(item);
	}
	else {
		item.append(refusal((answer?.status === 401) ? trouble(401) : span(texts.undone)));
	}
}

function remove(href) {
	return fetch(href, { method: "DELETE", headers: { "X-CSRF-TOKEN": csrf() } }).catch(() => null);
}

function csrf() {
	return document.querySelector("meta[name=csrf]").content;
}

// for who does not see the list
function status(input, text) {
	const place = document.getElementById(input.dataset.list + "-status");
	if (place) {
		place.textContent = text;
	}
}

function button(text, name) {
	const made = document.createElement("button");
	made.type = "button";
	made.className = "quiet";
	made.textContent = text;
	made.setAttribute("aria-label", text + " " + shown(name));
	return made;
}

function refusal(what) {
	const made = document.createElement("p");
	made.className = "refused";
	made.setAttribute("role", "alert");
	made.append(what);
	return made;
}

function span(text) {
	const made = document.createElement("span");
	made.textContent = text;
	return made;
}

function bar(name) {
	const made = document.createElement("progress");
	made.max = 1;
	made.value = 0;
	made.setAttribute("aria-label", shown(name));
	return made;
}

// a name in which nothing turns what follows to read another way
function shown(name) {
	return name.replace(/[\u202a\u202b\u202d\u202e\u2066-\u2068]/g, "\ufffd");
}
