// Menus close with Escape, and when something else is clicked.
export function closeMenus() {
	document.addEventListener("click", (event) => close((menu) => !menu.contains(event.target)));
	document.addEventListener("keydown", (event) => {
		if (event.key !== "Escape") {
			return;
		}
		close((menu) => {
			if (menu.contains(document.activeElement)) {
				menu.querySelector("summary").focus();
			}
			return true;
		});
	});
}

function close(which) {
	for (const menu of document.querySelectorAll(".top details[open]")) {
		if (which(menu)) {
			menu.open = false;
		}
	}
}
