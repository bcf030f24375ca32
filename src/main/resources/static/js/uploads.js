// Files go up as soon as they are chosen, several at once, each with its progress; one
// that fails says why and can be tried again. Forms with uploads under way wait.
import { trouble } from "./trouble.js";

const AT_ONCE = 2;

const queue = [];

let running = 0;

export function uploadFiles() {
	document.documentElement.classList.add("uploads");
	document.addEventListener("change", (event) => {
		const input = event.target;
		if (input.matches?.("input[type=file][data-upload]")) {
			[...input.files].forEach((file) => begin(input, file));
			input.value = "";
		}
	});
	document.addEventListener("click", (event) => {
		const button = event.target.closest?.("button[data-discards]");
		if (button) {
			event.preventDefault();
			discard(button);
		}
	});
	document.addEventListener("submit", (event) => {
		if (event.target.querySelector("[data-uploading]")) {
			event.preventDefault();
			event.stopImmediatePropagation();
			event.target.removeAttribute("aria-busy");
			event.target.querySelector("[data-uploading] progress").scrollIntoView({ block: "center" });
		}
	}, true);
}

function begin(input, file) {
	const list = document.getElementById(input.dataset.list);
	const item = document.createElement("li");
	list.append(item);
	start({ file, item, input });
}

function start(upload) {
	upload.item.dataset.uploading = "";
	upload.item.replaceChildren(span(upload.file.name), bar(upload.file.name));
	upload.input.form.dataset.dirty = "";
	queue.push(upload);
	next();
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
	request.open("POST", input.dataset.upload);
	request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
	request.setRequestHeader("X-CSRF-TOKEN", document.querySelector("meta[name=csrf]").content);
	request.upload.addEventListener("progress", (event) => {
		const progress = item.querySelector("progress");
		if (event.lengthComputable && progress) {
			progress.value = event.loaded / event.total;
		}
	});
	request.addEventListener("loadend", () => {
		running--;
		delete item.dataset.uploading;
		if (request.status === 200) {
			arrived(item, JSON.parse(request.responseText), input);
		}
		else {
			failed(upload, request);
		}
		next();
	});
	const body = new FormData();
	body.append("file", file);
	request.send(body);
}

function sentence(request) {
	try {
		return JSON.parse(request.responseText).detail;
	}
	catch {
		return null;
	}
}

function arrived(item, file, input) {
	const link = document.createElement("a");
	link.href = file.href;
	link.textContent = file.fileName;
	const size = document.createElement("small");
	size.textContent = file.sizeText;
	const remove = button(input.dataset.removes);
	remove.dataset.discards = file.href;
	remove.setAttribute("aria-label", input.dataset.removes + " " + file.fileName);
	item.replaceChildren(link, size, remove);
	status(input, file.fileName + " ✓");
}

function failed(upload, request) {
	const reason = (request.status === 401) ? trouble(401) : span(sentence(request) || upload.input.dataset.failed);
	reason.className = "refused";
	const again = button(upload.input.dataset.again);
	again.addEventListener("click", () => start(upload));
	const away = button(upload.input.dataset.removes);
	away.addEventListener("click", () => upload.item.remove());
	upload.item.replaceChildren(span(upload.file.name), reason, again, away);
	status(upload.input, upload.file.name + ": " + reason.textContent);
}

async function discard(clicked) {
	clicked.disabled = true;
	const answer = await fetch(clicked.dataset.discards, {
		method: "DELETE",
		headers: { "X-CSRF-TOKEN": document.querySelector("meta[name=csrf]").content },
	});
	if (answer.ok || answer.status === 404) {
		const item = clicked.closest("li");
		const next = item.closest("form")?.querySelector("input[type=file]");
		item.remove();
		next?.focus();
	}
	clicked.disabled = false;
}

// for who does not see the list
function status(input, text) {
	const place = document.getElementById(input.dataset.list + "-status");
	if (place) {
		place.textContent = text;
	}
}

function button(text) {
	const made = document.createElement("button");
	made.type = "button";
	made.className = "quiet";
	made.textContent = text;
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
	made.setAttribute("aria-label", name);
	return made;
}
