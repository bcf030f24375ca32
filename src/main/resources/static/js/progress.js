// Files that htmx sends with what else is in a form: how far they have got, beside where they
// are chosen. Meanwhile nothing else of the form is sent (uploads.js).
import { goOn } from "./uploads.js";

document.addEventListener("htmx:beforeSend", ({ target }) => {
	const bar = barOf(target);
	if (bar) {
		bar.value = 0;
		bar.hidden = false;
		bar.dataset.uploading = "";
	}
});
// what comes back is told in the same words: the bar never goes back
document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
	const bar = barOf(target);
	if (bar && detail.lengthComputable) {
		bar.value = Math.max(bar.value, detail.loaded / detail.total);
	}
});
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
	const bar = barOf(target);
	if (bar) {
		bar.hidden = true;
		delete bar.dataset.uploading;
		// to htmx a refusal that is shown is no failure
		const arrived = detail.xhr.status === 200;
		goOn(target.closest("form"), arrived);
		// they went up as they were chosen; to try again takes the button
		target.classList.toggle("no-script", target.classList.contains("no-script") && arrived);
	}
});

function barOf(asked) {
	return (asked.closest?.(".field") ?? asked)?.querySelector?.("progress[data-progress]");
}
