// A ready-made text goes into its field, after what is there already, to be changed and sent.
import { trouble } from "./trouble.js";

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
	field.value = (field.value.trim() === "") ? text : field.value.trimEnd() + "\n\n" + text;
	field.dispatchEvent(new Event("input", { bubbles: true }));
	field.focus();
}
