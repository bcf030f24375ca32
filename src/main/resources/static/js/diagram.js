// Larger, smaller, whole, and drawn along with the mouse; the drawing is there without.
const figure = document.getElementById("diagram");
const canvas = figure.querySelector(".canvas");
const drawing = canvas.querySelector("svg");
const size = drawing.viewBox.baseVal;

// below this the words cannot be read, as on a phone
const TOO_SMALL = .3;

const LEGIBLE = .8;

function scale() {
	const { width, height } = drawing.getBoundingClientRect();
	return Math.min(width / size.width, height / size.height);
}

// a scale of nothing is the whole; what was in the middle stays there
function zoom(to) {
	const middle = (start, part, all) => (start + part / 2) / all;
	const x = middle(canvas.scrollLeft, canvas.clientWidth, canvas.scrollWidth);
	const y = middle(canvas.scrollTop, canvas.clientHeight, canvas.scrollHeight);
	canvas.classList.toggle("zoomed", Boolean(to));
	drawing.style.width = to ? `${to * size.width}px` : "";
	drawing.style.height = to ? `${to * size.height}px` : "";
	canvas.scrollTo(x * canvas.scrollWidth - canvas.clientWidth / 2, y * canvas.scrollHeight - canvas.clientHeight / 2);
}

// the part of the drawing in whose middle the element is
function show(element) {
	const box = element.getBoundingClientRect();
	const frame = canvas.getBoundingClientRect();
	canvas.scrollBy(box.x + box.width / 2 - frame.x - frame.width / 2, box.y + box.height / 2 - frame.y - frame.height / 2);
}

const buttons = figure.querySelector(".buttons");
buttons.hidden = false;
buttons.addEventListener("click", (event) => {
	const by = event.target.dataset.zoom;
	if (by) {
		zoom((by === "whole") ? 0 : scale() * Number(by));
	}
});
canvas.addEventListener("pointerdown", (event) => {
	if (event.pointerType === "mouse" && event.button === 0) {
		canvas.setPointerCapture(event.pointerId);
	}
});
canvas.addEventListener("pointermove", (event) => {
	if (canvas.hasPointerCapture(event.pointerId)) {
		canvas.scrollBy(-event.movementX, -event.movementY);
	}
});
const place = drawing.querySelector(".present");
if (place && scale() < TOO_SMALL) {
	zoom(LEGIBLE);
	show(place);
}
