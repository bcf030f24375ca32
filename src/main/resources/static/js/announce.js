// Tells who does not see the page that something on it has changed: the sentences are in
// the frame, each said once in a while, however much happens.
const WHILE = 10_000;

const told = new Map();

export function announce(what) {
	const place = document.getElementById("announced");
	if (!place || Date.now() - (told.get(what) ?? 0) < WHILE) {
		return;
	}
	told.set(what, Date.now());
	// the same sentence anew is a change only when it was gone
	place.textContent = "";
	setTimeout(() => {
		place.textContent = place.dataset[what];
	}, 100);
}
