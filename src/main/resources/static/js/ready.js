// A ready-made text goes into its field, after what is there already, to be changed and sent.
// One that nobody has changed gives way to the next.
import { trouble } from "./trouble.js";

const filled = new WeakMap();

// It is asked for when it is wanted: all of them in the page would be a megabyte.
export async function fill(field, link) {
	link.parentElement.querySelector(".unsent")?.remove();
	const answer = await fetch(link.dataset.from, { headers: { Accept: "application/json" } }).catch(() => null);
	if (!answer?.ok) {
		const notice = document.createElement("p");
		notice.className = "refused unsent";
		notice.setAttribute("role", "alert");
		notice.append(trouble(answer?.status ?? 0));
		link.parentElement.append(notice);
		return;
	}
	const { text } = await answer.json();
	const written = field.value.trimEnd();
	field.value = (written.trim() === "" || written === filled.get(field)) ? text : written + "\n\n" + text;
	filled.set(field, text.trimEnd());
	field.dispatchEvent(new Event("input", { bubbles: true }));
	field.focus();
}
