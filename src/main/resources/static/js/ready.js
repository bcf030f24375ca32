// A ready-made text goes into its field, after what is there already, to be changed and sent.
export function fillIn() {
	document.addEventListener("click", (event) => {
		const link = event.target.closest?.("a[data-fills]");
		const field = link && document.getElementById(link.dataset.fills);
		if (!field || event.ctrlKey || event.metaKey || event.shiftKey) {
			return;
		}
		event.preventDefault();
		field.value = (field.value.trim() === "") ? link.dataset.text : field.value.trimEnd() + "\n\n" + link.dataset.text;
		field.dispatchEvent(new Event("input", { bubbles: true }));
		field.focus();
	});
}
