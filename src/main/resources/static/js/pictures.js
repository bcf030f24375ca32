// A small picture opens the viewer over the page. What shows pictures is loaded when
// somebody first looks; where it does not come, the link leads to the picture itself.
const viewer = document.getElementById("viewer");

document.addEventListener("click", (event) => {
	const link = event.target.closest?.("a[data-view]");
	if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
		return;
	}
	event.preventDefault();
	import("./viewer.js").then((module) => module.open(viewer, link)).catch(() => location.assign(link.href));
});
