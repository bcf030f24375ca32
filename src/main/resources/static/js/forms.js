// What forms do beyond sending what they hold, on pages that have some or get them by htmx.
import "./address.js";
import { keepDrafts } from "./drafts.js";
import { uploadFiles } from "./uploads.js";
import { showProgress } from "./progress.js";
import { takeDropped } from "./drop.js";
import { addRows } from "./rows.js";
import { fillIn } from "./ready.js";

keepDrafts();
uploadFiles();
showProgress();
takeDropped();
addRows();
fillIn();
if (document.querySelector("form[data-draft-whole]")) {
	import("./whole-drafts.js").then((drafts) => drafts.keepWhole());
}
// few pages have them, when they are loaded or after a form was refused
function markedYet() {
	if (document.querySelector("[aria-invalid=true]")) {
		document.removeEventListener("htmx:afterSettle", markedYet);
		import("./marks.js").then((marks) => marks.takeMarks());
	}
}
document.addEventListener("htmx:afterSettle", markedYet);
markedYet();
