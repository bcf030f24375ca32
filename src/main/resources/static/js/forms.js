// What forms do beyond sending what they hold, on pages that have some or get them by htmx.
import "./address.js";
import { keepDrafts } from "./drafts.js";
import { uploadFiles } from "./uploads.js";
import { showProgress } from "./progress.js";
import { takeDropped } from "./drop.js";
import { addRows } from "./rows.js";
import { takeMarks } from "./marks.js";
import { fillIn } from "./ready.js";

keepDrafts();
uploadFiles();
showProgress();
takeDropped();
addRows();
takeMarks();
fillIn();
if (document.querySelector("form[data-draft-whole]")) {
	import("./whole-drafts.js").then((drafts) => drafts.keepWhole());
}
