// Adds a passkey of this device, and signs in with one.
const csrf = document.querySelector("meta[name=csrf]")?.content ?? document.querySelector("input[name=_csrf]")?.value;

function say(place, text) {
	const problem = place.querySelector("[role=alert]");
	problem.textContent = text;
	problem.hidden = false;
}

async function post(path, body) {
	const answer = await fetch(path, {
		method: "POST",
		headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": csrf },
		body: JSON.stringify(body ?? {}),
	});
	const said = await answer.json().catch(() => ({}));
	if (!answer.ok) {
		throw new Error(said.detail ?? "", { cause: "answer" });
	}
	return said;
}

// Without a name none is made: the name is asked for as the server would.
function named(form) {
	const label = form.elements.label;
	if (!label.value.trim() && label.getAttribute("aria-invalid") !== "true") {
		const wrong = Object.assign(document.createElement("p"), { className: "refused", id: "label-error", textContent: form.dataset.unnamed });
		label.after(wrong);
		label.setAttribute("aria-invalid", "true");
		label.setAttribute("aria-describedby", wrong.id);
	}
	label.value.trim() || label.focus();
	return label.value.trim();
}

async function register(form) {
	const options = await post("/webauthn/register/options");
	const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
	const credential = await navigator.credentials.create({ publicKey });
	await post("/webauthn/register", { publicKey: { credential: credential.toJSON(), label: form.elements.label.value.trim() } });
	location.assign("/account/passkeys?added");
}

async function signIn() {
	const options = await post("/webauthn/authenticate/options");
	const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
	const credential = await navigator.credentials.get({ publicKey });
	const { redirectUrl } = await post("/login/webauthn", credential.toJSON());
	location.assign(redirectUrl);
}

async function attempt(place, button, ceremony) {
	place.querySelector("[role=alert]").hidden = true;
	// what was said of the attempt before
	document.querySelector("main > .told")?.remove();
	button.setAttribute("aria-busy", "true");
	try {
		await ceremony();
	}
	catch (failure) {
		// who closed the browser's own dialog knows that
		if (failure.name !== "NotAllowedError" && failure.name !== "AbortError") {
			const held = failure.name === "InvalidStateError" && place.dataset.held;
			say(place, held || (failure.cause === "answer" && failure.message) || place.dataset.failed);
		}
	}
	finally {
		button.removeAttribute("aria-busy");
	}
}

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
	for (const form of document.querySelectorAll("[data-passkey-register]")) {
		form.hidden = false;
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			named(form) && attempt(form, form.querySelector("button"), () => register(form));
		});
	}
	for (const place of document.querySelectorAll("[data-passkey-sign-in]")) {
		place.hidden = false;
		const button = place.querySelector("button");
		button.addEventListener("click", () => attempt(place, button, signIn));
	}
}
else {
	document.querySelector("[data-passkey-none]")?.removeAttribute("hidden");
}
