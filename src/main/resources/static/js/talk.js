// Where one writes: Ctrl+Enter sends, and on a narrow page the bar below says which part
// is shown and how many messages nobody has looked at.
export function talkOn() {
	document.addEventListener("keydown", (event) => {
		if (event.key === "Enter" && !event.repeat && (event.ctrlKey || event.metaKey) && event.target.matches?.(".box textarea")) {
			event.preventDefault();
			event.target.form.requestSubmit(event.target.form.querySelector("#send"));
		}
	});
	if (!CSS.supports("field-sizing", "content")) {
		document.addEventListener("input", (event) => grow(event.target));
	}
	const bar = document.querySelector("nav.bar");
	if (bar) {
		const look = () => show(bar);
		addEventListener("hashchange", look);
		addEventListener("resize", look);
		document.addEventListener("visibilitychange", look);
		document.addEventListener("htmx:afterSettle", look);
		document.addEventListener("messages-came", (event) => {
			say(bar, unread(bar) + event.detail);
			look();
		});
		marked = (unread(bar) === 0) ? newest() : null;
		look();
	}
}

// As many lines as are written, for browsers whose style sheets cannot say so.
function grow(field) {
	if (field.matches?.(".box textarea")) {
		field.rows = 2;
		while (field.scrollHeight > field.clientHeight && field.rows < 8) {
			field.rows++;
		}
	}
}

// the newest message of the other side that was marked as read
let marked;

function show(bar) {
	for (const link of bar.querySelectorAll("a")) {
		if (shown(link.hash.slice(1))) {
			link.setAttribute("aria-current", "true");
		}
		else {
			link.removeAttribute("aria-current");
		}
	}
	if (shown("conversation") && !document.hidden) {
		read(bar);
	}
}

// What is in view has been read; what is behind the bar or in a tab behind others has not.
async function read(bar) {
	const message = newest();
	if (!message || message === marked) {
		return;
	}
	const before = { marked, unread: unread(bar) };
	marked = message;
	say(bar, 0);
	const answer = await fetch(`/api/conversations/${document.getElementById("talk").dataset.conversation}/read`, {
		method: "POST",
		keepalive: true,
		headers: {
			"Content-Type": "application/json",
			"X-CSRF-TOKEN": document.querySelector("meta[name=csrf]").content,
		},
		body: JSON.stringify({ upTo: message.slice("message-".length) }),
	}).catch(() => null);
	if (marked === message) {
		if (answer?.ok) {
			say(bar, (await answer.json()).unread);
		}
		else {
			marked = before.marked;
			say(bar, before.unread);
		}
	}
}

function newest() {
	return [...document.querySelectorAll(".message:not(.mine)")].pop()?.id;
}

function unread(bar) {
	return Number(value(bar).textContent);
}

function say(bar, messages) {
	value(bar).textContent = String(messages);
	number(bar).hidden = messages === 0;
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
