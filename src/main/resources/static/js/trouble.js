// A form that could not be sent says so beside its button, and keeps what was typed.
export function sayTrouble() {
	document.addEventListener("htmx:sendError", (event) => say(event.target, 0));
	document.addEventListener("htmx:timeout", (event) => say(event.target, 0));
	document.addEventListener("htmx:responseError", (event) => say(event.target, event.detail.xhr.status));
	document.addEventListener("htmx:beforeRequest", (event) => placeOf(event.target).querySelector(".unsent")?.remove());
}

// what happened, by the status of the answer; 0 when there was none
export function trouble(status) {
	const texts = document.querySelector("meta[name=unsent]");
	const what = document.createElement("span");
	const signedOut = status === 401 || status === 403;
	what.textContent = signedOut ? texts.dataset.signedOut : texts.content;
	if (signedOut) {
		const link = document.createElement("a");
		// leads by the page to sign in, and back here; with its fragment it would lead nowhere
		link.href = location.pathname + location.search;
		link.textContent = texts.dataset.signIn;
		what.append(" ", link);
	}
	return what;
}

// The page stays as it was: whoever reads it has to know, wherever on it they are.
export function saySignedOut() {
	sayOnTop("signed-out", trouble(401));
}

// Others took away what is read, or shut it; what comes back is read as before.
export function sayGone(gone) {
	const said = document.getElementById("gone");
	if (!gone) {
		said?.remove();
	}
	else if (!said) {
		sayOnTop("gone", document.querySelector("meta[name=live]").dataset.gone);
	}
}

function sayOnTop(id, what) {
	const notice = document.createElement("p");
	notice.id = id;
	notice.className = "notice wrong";
	notice.setAttribute("role", "alert");
	notice.append(what);
	document.getElementById("main").prepend(notice);
}

// of one field where it sends by itself, else of the form
function placeOf(asked) {
	return (asked.localName === "button" && asked.closest(".field")) || (asked.closest("form") ?? asked.parentElement);
}

function say(asked, status) {
	const place = placeOf(asked);
	place.querySelector(".unsent")?.remove();
	const notice = document.createElement("p");
	notice.className = "refused unsent";
	notice.setAttribute("role", "alert");
	notice.append(trouble(status));
	place.append(notice);
}
