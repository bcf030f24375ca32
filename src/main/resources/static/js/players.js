// Beside a film or a sound that the browser cannot play stands what can be done about it.
export function sayUnplayable(player) {
	const beside = player.parentElement.querySelector(".unplayable");
	// without a connection nothing plays, and trouble.js says so
	if (beside && navigator.onLine && player.error?.code !== MediaError.MEDIA_ERR_NETWORK) {
		beside.textContent = beside.dataset.says;
	}
}
