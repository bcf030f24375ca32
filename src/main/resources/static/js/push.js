// Subscribes this browser to notifications, and shows which of the list it is.
const place = document.querySelector("[data-push]");
const csrf = document.querySelector("meta[name=csrf]")?.content;

function bytes(base64url) {
	const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function mark(subscription) {
	const mine = [...document.querySelectorAll("[data-browser]")]
		.find((entry) => entry.dataset.browser === subscription?.endpoint);
	mine?.querySelector("[data-this-browser]")?.removeAttribute("hidden");
	place.hidden = Boolean(mine);
}

function say(text) {
	const problem = place.querySelector("[role=alert]");
	problem.textContent = text;
	problem.hidden = false;
}

function name() {
	const brands = navigator.userAgentData?.brands?.map((brand) => brand.brand).filter((brand) => !/not.?a.?brand|chromium/i.test(brand));
	const browser = brands?.[0] ?? (/Firefox|Edg|Chrome|Safari/.exec(navigator.userAgent)?.[0] ?? "");
	const system = navigator.userAgentData?.platform || navigator.platform || "";
	return [browser, system].filter(Boolean).join(", ").slice(0, 100);
}

async function subscribe(registration) {
	if (await Notification.requestPermission() !== "granted") {
		say(place.dataset.refused);
		return;
	}
	const subscription = await registration.pushManager.subscribe({
		userVisibleOnly: true,
		applicationServerKey: bytes(place.dataset.key),
	});
	const answer = await fetch("/api/me/push-subscriptions", {
		method: "POST",
		headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": csrf },
		body: JSON.stringify({ ...subscription.toJSON(), label: name() }),
	});
	if (!answer.ok) {
		await subscription.unsubscribe();
		say((await answer.json()).detail ?? place.dataset.failed);
		return;
	}
	location.assign("/account#browsers");
	location.reload();
}

if (place && "serviceWorker" in navigator && "PushManager" in window) {
	const registration = await navigator.serviceWorker.register("/service-worker.js");
	mark(await registration.pushManager.getSubscription());
	place.querySelector("button").addEventListener("click", async (event) => {
		event.target.setAttribute("aria-busy", "true");
		try {
			await subscribe(registration);
		}
		catch {
			say(place.dataset.failed);
		}
		finally {
			event.target.removeAttribute("aria-busy");
		}
	});
}
