// Somebody else may use this browser next: drafts go, and no notification comes any more.
// What another person was writing in this tab, when this one signed in, is theirs.
const PATIENCE = 2000;
const SUBSCRIPTIONS = "/api/me/push-subscriptions";

export function leaveNothing() {
	document.addEventListener("submit", (event) => {
		const form = event.target;
		if (!form.matches("[data-signs-out]")) {
			return;
		}
		const own = `draft ${document.querySelector("meta[name=account]")?.content} `;
		Object.keys(sessionStorage).filter((name) => !name.startsWith("draft ") || name.startsWith(own))
			.forEach((name) => sessionStorage.removeItem(name));
		if ("serviceWorker" in navigator) {
			event.preventDefault();
			const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
			// signing out does not depend on it
			Promise.race([unsubscribe().catch(() => {}), late]).then(() => form.submit());
		}
	});
}

async function unsubscribe() {
	const registration = await navigator.serviceWorker.getRegistration();
	const subscription = await registration?.pushManager?.getSubscription();
	if (!subscription) {
		return;
	}
	await subscription.unsubscribe();
	const known = await (await fetch(SUBSCRIPTIONS)).json();
	const mine = known.find((other) => other.endpoint === subscription.endpoint);
	if (mine) {
		const csrf = document.querySelector("meta[name=csrf]").content;
		await fetch(`${SUBSCRIPTIONS}/${mine.id}`, { method: "DELETE", headers: { "X-CSRF-TOKEN": csrf } });
	}
}
