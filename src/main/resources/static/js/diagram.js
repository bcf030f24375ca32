// Draws a model with the library's viewer (BpmnJS), and marks where the process stands.
const figure = document.getElementById("diagram");
const canvasPlace = figure.querySelector(".canvas");

// below this the words cannot be read, as on a phone
const TOO_SMALL = .3;

const LEGIBLE = .8;

// the part of the model in whose middle the element is
function show(canvas, registry, id) {
	const element = registry.get(id ?? "");
	if (element) {
		const { outer } = canvas.viewbox();
		const [width, height] = [outer.width / LEGIBLE, outer.height / LEGIBLE];
		canvas.viewbox({ x: element.x + element.width / 2 - width / 2, y: element.y + element.height / 2 - height / 2, width, height });
	}
}

// an element of the model may be another version's, or part of none
function mark(canvas, registry, ids, name) {
	ids.filter((id) => registry.get(id)).forEach((id) => canvas.addMarker(id, name));
}

async function draw() {
	figure.hidden = false;
	const answer = await fetch(figure.dataset.model);
	if (!answer.ok) {
		throw new Error(answer.statusText);
	}
	const viewer = new window.BpmnJS({ container: canvasPlace });
	await viewer.importXML(await answer.text());
	const canvas = viewer.get("canvas");
	const registry = viewer.get("elementRegistry");
	mark(canvas, registry, figure.dataset.passed.split(" ").filter((id) => id), "passed");
	mark(canvas, registry, [...document.querySelectorAll("#places [data-element]")].map((place) => place.dataset.element), "present");
	const buttons = figure.querySelector(".buttons");
	buttons.hidden = false;
	buttons.addEventListener("click", (event) => {
		const zoom = event.target.dataset.zoom;
		if (zoom) {
			canvas.zoom((zoom === "whole") ? "fit-viewport" : canvas.zoom() * Number(zoom), "auto");
		}
	});
	canvas.zoom("fit-viewport", "auto");
	if (canvas.zoom() < TOO_SMALL) {
		show(canvas, registry, document.querySelector("#places [data-element]")?.dataset.element);
	}
	figure.dataset.drawn = "";
}

draw().catch((failure) => {
	console.error(failure);
	figure.querySelector("[role=alert]").hidden = false;
});
