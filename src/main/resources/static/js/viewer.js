// Looks at the pictures and documents of a section of the page, one page after the other:
// arrows, + and -, Home and End, Escape. The browser's own dialog keeps Tab in it, and gives
// the keyboard back to where it was.
const STEP = 1.5;
const LARGEST = 6;

let viewer;
let files = [];
let file = 0;
let page = 0;
let zoom = 1;
let turn = 0;

export async function open(dialog, link) {
	if (viewer !== dialog) {
		viewer = dialog;
		listen();
	}
	await style();
	const section = link.closest("section") ?? document;
	files = filesOf([...section.querySelectorAll("a[data-view]")]);
	file = files.findIndex((one) => one.links.includes(link));
	page = Math.max(0, files[file].links.indexOf(link));
	viewer.showModal();
	show();
}

// The links of one file stand one behind the other; of others the pages are asked for.
function filesOf(links) {
	const found = [];
	for (const link of links) {
		const before = found[found.length - 1];
		if (before && link.dataset.page > 1 && before.links[0].parentNode === link.parentNode) {
			before.links.push(link);
			before.pages.push(link.href);
		} else {
			found.push({ name: link.dataset.view, download: link.dataset.download, asks: link.dataset.pages, links: [link], pages: [link.href], of: 0 });
		}
	}
	return found;
}

function style() {
	if (document.getElementById("viewer-style")) {
		return null;
	}
	return new Promise((done) => {
		const sheet = document.createElement("link");
		sheet.id = "viewer-style";
		sheet.rel = "stylesheet";
		sheet.href = viewer.dataset.style;
		sheet.onload = sheet.onerror = done;
		document.head.append(sheet);
	});
}

function part(does) {
	return viewer.querySelector(`[data-does="${does}"]`);
}

async function show() {
	const mine = ++turn;
	const one = files[file];
	const picture = viewer.querySelector(".sheet img");
	viewer.querySelector("#viewer-name").textContent = one.name;
	part("download").hidden = !one.download;
	if (one.download) {
		part("download").href = one.download;
	}
	say(viewer.dataset.loading);
	picture.hidden = true;
	enlarge(1);
	if (one.asks) {
		try {
			await ask(one);
		} catch {
			if (mine === turn) {
				where();
				say(viewer.dataset.notShown);
			}
			return;
		}
		if (mine !== turn) {
			return;
		}
	}
	page = Math.min(page, one.pages.length - 1);
	where();
	picture.onload = () => {
		if (mine === turn) {
			say("");
			picture.hidden = false;
			enlarge(1);
		}
	};
	picture.onerror = () => mine === turn && say(viewer.dataset.notShown);
	picture.alt = one.name;
	picture.src = one.pages[page];
}

async function ask(one) {
	const answer = await fetch(one.asks, { headers: { Accept: "application/json" } });
	const told = answer.ok ? await answer.json() : { shown: [] };
	if (told.shown.length === 0) {
		throw new Error("not shown");
	}
	one.pages = told.shown.map((shown) => shown.href);
	one.of = told.pages ?? 0;
	one.asks = null;
}

function where() {
	const one = files[file];
	const all = Math.max(one.of, one.pages.length);
	const said = all > 1 ? viewer.dataset.page.replace("#", page + 1).replace("#", all) : "";
	const more = all > one.pages.length && page === one.pages.length - 1 ? " " + viewer.dataset.more : "";
	viewer.querySelector("#viewer-where").textContent = said + more;
	part("previous").disabled = file === 0 && page === 0;
	part("next").disabled = file === files.length - 1 && page === one.pages.length - 1;
	if (document.activeElement === document.body || document.activeElement?.disabled) {
		viewer.querySelector(".sheet").focus();
	}
}

function say(text) {
	const saying = viewer.querySelector(".saying");
	saying.textContent = text;
	saying.hidden = !text;
}

// What is in the middle stays there.
function enlarge(to) {
	const sheet = viewer.querySelector(".sheet");
	const picture = sheet.querySelector("img");
	const x = (sheet.scrollLeft + sheet.clientWidth / 2) / (sheet.scrollWidth || 1);
	const y = (sheet.scrollTop + sheet.clientHeight / 2) / (sheet.scrollHeight || 1);
	zoom = Math.min(LARGEST, Math.max(1, to));
	const fits = Math.min(1, sheet.clientWidth / (picture.naturalWidth || 1), sheet.clientHeight / (picture.naturalHeight || 1));
	picture.style.width = Math.floor(picture.naturalWidth * fits * zoom) + "px";
	sheet.scrollLeft = x * sheet.scrollWidth - sheet.clientWidth / 2;
	sheet.scrollTop = y * sheet.scrollHeight - sheet.clientHeight / 2;
	part("smaller").disabled = zoom === 1;
	part("larger").disabled = zoom === LARGEST;
}

function go(by) {
	const next = page + by;
	if (next >= 0 && next < files[file].pages.length) {
		page = next;
	} else if (files[file + by]) {
		file += by;
		page = by > 0 ? 0 : files[file].pages.length - 1;
	} else {
		return;
	}
	show();
}

function goTo(which) {
	file = which;
	page = which === 0 ? 0 : files[which].pages.length - 1;
	show();
}

const DOES = {
	previous: () => go(-1),
	next: () => go(1),
	smaller: () => enlarge(zoom / STEP),
	larger: () => enlarge(zoom * STEP),
	close: () => viewer.close(),
};

const KEYS = {
	ArrowLeft: DOES.previous, ArrowRight: DOES.next, PageUp: DOES.previous, PageDown: DOES.next,
	"+": DOES.larger, "=": DOES.larger, "-": DOES.smaller, 0: () => enlarge(1),
	Home: () => goTo(0), End: () => goTo(files.length - 1),
};

function listen() {
	viewer.addEventListener("click", (event) => {
		const does = event.target.closest("[data-does]")?.dataset.does;
		if (does === "download" || !does) {
			return;
		}
		DOES[does]();
	});
	viewer.addEventListener("keydown", (event) => {
		const moves = zoom > 1 && event.key.startsWith("Arrow");
		if (KEYS[event.key] && !moves && !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			KEYS[event.key]();
		}
		// keys of the page are not meant here
		event.stopPropagation();
	});
	viewer.querySelector(".sheet img").addEventListener("dblclick", () => enlarge(zoom > 1 ? 1 : 2 * STEP));
	swipe(viewer.querySelector(".sheet"));
	addEventListener("resize", () => viewer.open && enlarge(zoom));
	viewer.addEventListener("close", () => {
		turn++;
		viewer.querySelector(".sheet img").removeAttribute("src");
	});
}

// With one finger across a picture that is not enlarged; two fingers are the browser's.
function swipe(sheet) {
	let from = null;
	sheet.addEventListener("touchstart", (event) => {
		from = event.touches.length === 1 && zoom === 1 ? event.touches[0] : null;
	}, { passive: true });
	sheet.addEventListener("touchend", (event) => {
		const to = event.changedTouches[0];
		if (from && Math.abs(to.clientX - from.clientX) > 60 && Math.abs(to.clientY - from.clientY) < 60) {
			go(to.clientX < from.clientX ? 1 : -1);
		}
		from = null;
	}, { passive: true });
}
