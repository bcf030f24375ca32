// An external task worker in JavaScript: makes watermarked previews of the pictures of drafts.
// What it may read, and what it hands in, is told in docs/workers.md.
//
//   ORDERFLOW=http://localhost:8080 ORDERFLOW_WORKER_TOKEN=ofl_… npm start
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Client } from "camunda-external-task-client-js";
import sharp from "sharp";

const ADDRESS = process.env.ORDERFLOW ?? "http://localhost:8080";
const TOKEN = process.env.ORDERFLOW_WORKER_TOKEN;
const LOCK = 60_000;
const PICTURES = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff"];
// waits before the second attempt, the third and the fourth
const RETRY_AFTER = [10_000, 60_000, 300_000];
// what is said where there is a result already; after any other conflict nothing was done
const DONE = ["preview-finished", "preview-handed-in", "preview-quarantined"];

// another for every process: whoever has the name may answer for its tasks
const workerId = `worker-js-${hostname()}-${randomUUID()}`;

const client = new Client({
	baseUrl: `${ADDRESS}/engine-rest`,
	workerId,
	maxTasks: 1,
	maxParallelExecutions: 1,
	lockDuration: LOCK,
	asyncResponseTimeout: 20_000,
	interceptors: (config) => ({ ...config, headers: { ...config.headers, Authorization: `Bearer ${TOKEN}` } }),
});
client.on("poll:error", (error) => console.error("The engine does not answer:", error.message));

client.subscribe("draft.preparePreview", async ({ task, taskService }) => {
	const renewal = setInterval(() => taskService.extendLock(task, LOCK).catch(() => {}), LOCK / 3);
	try {
		const asked = await (await ask("GET", `/api/external-tasks/${task.id}`)).json();
		for (const file of asked.files.filter((one) => !one.outcome)) {
			await make(file, asked);
		}
		await taskService.complete(task);
		console.log(`Preview of order ${asked.order}: done`);
	} catch (error) {
		await fail(task, taskService, error);
	} finally {
		clearInterval(renewal);
	}
});

async function make(file, asked) {
	if (!PICTURES.includes(file.contentType)) {
		return finish(file, "NOT_DRAWABLE");
	}
	// said before anything is done that may kill this process; twice is enough
	if (!(await ask("POST", `${file.href}/attempts`))) {
		return null;
	}
	const folder = await mkdtemp(join(tmpdir(), "worker-js-"));
	try {
		const original = join(folder, "original");
		await download(file, original);
		return await draw(file, original, asked);
	} catch (error) {
		// the file is not to blame where it cannot be read, or its pictures not handed in
		await ask("DELETE", `${file.href}/attempts`).catch(() => {});
		throw error;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

// may be larger than there is memory
async function download(file, to) {
	const sum = createHash("sha256");
	const summed = async function* (parts) {
		for await (const part of parts) {
			sum.update(part);
			yield part;
		}
	};
	await pipeline((await ask("GET", file.href)).body, summed, createWriteStream(to));
	if (sum.digest("hex") !== file.sha256) {
		throw new Error("The file arrived with another checksum");
	}
}

async function draw(file, original, asked) {
	let preview;
	let thumbnail;
	try {
		preview = await drawn(original, asked.largest, asked.watermark);
		thumbnail = await sharp(preview).resize(small(asked.largestThumbnail)).jpeg().toBuffer();
	} catch (error) {
		console.error(`${file.fileName}: ${error.message}`);
		return finish(file, error.message.includes("exceeds pixel limit") ? "TOO_LARGE" : "DAMAGED");
	}
	await handIn(`${file.href}/pages/1/preview`, preview);
	await handIn(`${file.href}/pages/1/thumbnail`, thumbnail);
	return finish(file, "DRAWN");
}

const small = (side) => ({ width: side, height: side, fit: "inside", withoutEnlargement: true });

async function drawn(original, largest, watermark) {
	const { data, info } = await sharp(original, { limitInputPixels: 100_000_000 })
		.rotate()
		.resize(small(largest))
		.flatten({ background: "white" })
		.png()
		.toBuffer({ resolveWithObject: true });
	return sharp(data).composite([{ input: Buffer.from(marks(info, watermark)) }]).jpeg({ quality: 85 }).toBuffer();
}

// across the whole picture, light with a dark edge, so that it shows on any ground
function marks({ width, height }, text) {
	const size = Math.max(9, Math.min(width, height) / 18);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
		<pattern id="m" width="${size * text.length * 0.7}" height="${size * 5}" patternUnits="userSpaceOnUse" patternTransform="rotate(-30)">
		<text y="${size}" font-family="sans-serif" font-weight="bold" font-size="${size}" fill="#ffffff" fill-opacity=".45" stroke="#000000" stroke-opacity=".35">${text}</text>
		</pattern></defs><rect width="${width}" height="${height}" fill="url(#m)"/></svg>`;
}

function handIn(href, picture) {
	const digest = `sha-256=:${sha256(picture).toString("base64")}:`;
	return ask("PUT", href, { body: picture, headers: { "Content-Type": "image/jpeg", "Content-Digest": digest } });
}

function finish(file, outcome) {
	const body = JSON.stringify({ outcome });
	return ask("PUT", `${file.href}/outcome`, { body, headers: { "Content-Type": "application/json" } });
}

function sha256(bytes) {
	return createHash("sha256").update(bytes).digest();
}

// null where there is a result already
async function ask(method, path, { body, headers } = {}) {
	const answer = await fetch(`${ADDRESS}${path}?workerId=${encodeURIComponent(workerId)}`, {
		method,
		body,
		headers: { ...headers, Authorization: `Bearer ${TOKEN}` },
	});
	if (answer.ok) {
		return answer;
	}
	const said = await answer.text();
	if (answer.status === 409 && DONE.some((code) => said.includes(`:${code}"`))) {
		return null;
	}
	throw new Error(`${method} ${path}: HTTP ${answer.status} ${said}`);
}

// tried again later; in the end an incident says in words what failed
async function fail(task, taskService, error) {
	const retries = Math.max(0, (task.retries ?? RETRY_AFTER.length + 1) - 1);
	console.error(`Preview of order ${task.businessKey}: ${error.message}`);
	await taskService.handleFailure(task, {
		errorMessage: `The preview of order ${task.businessKey} was not made: ${error.message}`,
		retries,
		retryTimeout: RETRY_AFTER[RETRY_AFTER.length - retries] ?? 0,
	}).catch(() => {});
}

// takes no new task, and ends when the one at hand is done
for (const signal of ["SIGTERM", "SIGINT"]) {
	process.on(signal, () => {
		client.stop();
		const wait = setInterval(() => client.activeTasksCount === 0 && (clearInterval(wait), process.exit(0)), 100);
	});
}
