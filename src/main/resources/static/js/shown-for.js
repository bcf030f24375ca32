// What only some kinds of questions need is shown for those only. Without a script, it all is.
function show(select) {
	for (const part of select.closest("fieldset").querySelectorAll("[data-shown-for]")) {
		part.hidden = !part.dataset.shownFor.split(" ").includes(select.value);
	}
}
document.querySelectorAll("[data-shows]").forEach(show);
document.addEventListener("change", (event) => {
	if (event.target.matches("[data-shows]")) {
		show(event.target);
	}
});
