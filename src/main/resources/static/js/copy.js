// What is shown only once is copied with a button, where the browser can; it is selectable in any.
for (const place of document.querySelectorAll("[data-copies]")) {
	const status = place.querySelector("[role=status]");
	const copied = document.querySelector(place.dataset.copies);
	place.hidden = !navigator.clipboard;
	place.querySelector("button").addEventListener("click", async () => {
		try {
			await navigator.clipboard.writeText(copied.value);
			status.textContent = status.dataset.done;
		} catch {
			status.textContent = status.dataset.failed;
			copied.select();
		}
	});
}
