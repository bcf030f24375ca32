// A whole order, by a client whose types are generated from the API's document. It has no
// cast: what the document promises is enough.
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./api.js";

const baseUrl = process.env["ORDERFLOW"] ?? "http://localhost:8080";

function signedIn(name: string) {
  const client = createClient<paths>({ baseUrl });
  const password: Middleware = {
    onRequest({ request }) {
      request.headers.set("Authorization", `Basic ${btoa(`${name}:orderflow`)}`);
    },
  };
  client.use(password);
  return client;
}

type Answer<T> = { data?: T; error?: components["schemas"]["Problem"]; response: Response };

/** What was answered; a refusal ends the program with its sentences. */
async function done<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (error !== undefined) {
    const fields = (error.errors ?? []).map((one) => `${one.field}: ${one.detail}`);
    throw new Error([`${response.url}: ${error.status} ${error.detail}`, ...fields].join("\n"));
  }
  if (data === undefined) {
    throw new Error(`${response.url}: ${response.status} without an answer`);
  }
  return data;
}

function first<T>(all: T[]): T {
  const [one] = all;
  if (one === undefined) {
    throw new Error("There is none");
  }
  return one;
}

function say(order: components["schemas"]["OrderView"]) {
  const waits = order.steps.map((one) => one.step).join(", ");
  console.log(`${order.number} ${order.status} ${order.price.amount} ${order.price.currency} [${waits}]`);
}

const camille = signedIn("camille");
const lea = signedIn("lea");
const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(new Date());
const drawing = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><text y="20">Café du Port</text></svg>']);

async function uploaded(by: typeof camille, name: string) {
  const { files } = await done(
    by.POST("/api/files", {
      body: { file: [drawing] },
      bodySerializer: (body) => {
        const form = new FormData();
        const parts = body instanceof Blob ? [body] : body.file;
        parts.forEach((part) => form.append("file", part, name));
        return form;
      },
    }),
  );
  return first(files).id;
}

const found = await done(camille.GET("/api/listings", { params: { query: { q: "storyboard" } } }));
const listing = first(found.items).listingId;
const placed = await done(
  camille.POST("/api/orders", {
    params: { header: { "Idempotency-Key": crypto.randomUUID() } },
    body: { listing },
  }),
);
const number = placed.number;
const params = { path: { number } };
say(placed);

say(
  await done(
    camille.POST("/api/orders/{number}/requirements", {
      params,
      body: {
        answers: {
          subject: "Le café du port ouvre à l’aube.",
          format: "Paysage 16:9",
          channels: ["Cinéma", "Réseaux sociaux"],
          shooting: today,
          logo: [await uploaded(camille, "logo.svg")],
        },
      },
    }),
  ),
);
say(
  await done(
    lea.POST("/api/orders/{number}/requirements/review", {
      params,
      body: { decision: "CLARIFY", question: "Faut-il voir des visages ?" },
    }),
  ),
);
say(
  await done(
    camille.POST("/api/orders/{number}/requirements/clarification", {
      params,
      body: { answer: "Non, seulement des mains." },
    }),
  ),
);
say(await done(lea.POST("/api/orders/{number}/requirements/review", { params, body: { decision: "CLEAR" } })));

const refused = await lea.POST("/api/orders/{number}/plan", {
  params,
  body: { tasks: [{ title: "", deadline: today }] },
});
console.log(`refused: ${refused.error?.errors?.map((one) => `${one.field} ${one.code}`).join(", ")}`);
say(
  await done(
    lea.POST("/api/orders/{number}/plan", { params, body: { tasks: [{ title: "Seize cases", deadline: today }] } }),
  ),
);

await done(
  lea.POST("/api/orders/{number}/drafts", {
    params,
    body: { message: "Voici l’esquisse.", files: [await uploaded(lea, "esquisse.svg")] },
  }),
);
let order = await done(camille.GET("/api/orders/{number}", { params }));
// a worker makes its preview first
for (let second = 0; second < 120 && !order.steps.some((one) => one.step === "reviewDraft"); second++) {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  order = await done(camille.GET("/api/orders/{number}", { params }));
}
say(order);
say(
  await done(
    camille.POST("/api/orders/{number}/drafts/review", {
      params,
      body: { decision: "APPROVE", comments: "Magnifique." },
    }),
  ),
);

say(await done(lea.POST("/api/orders/{number}/updates", { params, body: { message: "Les cases sont encrées." } })));
say(
  await done(lea.PUT("/api/orders/{number}/plan/{task}", { params: { path: { number, task: 1 } }, body: { done: true } })),
);
await done(lea.POST("/api/orders/{number}/messages", { params, body: { message: "Il reste la couleur." } }));
say(
  await done(
    lea.POST("/api/orders/{number}/deliveries", {
      params,
      body: { message: "Voici le storyboard.", files: [await uploaded(lea, "storyboard.svg")] },
    }),
  ),
);
say(
  await done(
    camille.POST("/api/orders/{number}/deliveries/review", {
      params,
      body: { decision: "REVISION", points: [{ text: "Plus de bleu", belongsTo: "task-1", scope: "INSIDE" }] },
    }),
  ),
);
const revised = await done(
  lea.POST("/api/orders/{number}/deliveries", {
    params,
    body: {
      message: "Avec plus de bleu.",
      files: [await uploaded(lea, "storyboard-2.svg")],
      answers: ["Le ciel est bleu."],
    },
  }),
);
const last = revised.deliveries.at(-1);
const work = await done(
  camille.GET("/api/files/{id}", { params: { path: { id: last?.files[0]?.id ?? "" } }, parseAs: "blob" }),
);
console.log(`downloaded: ${work.size === drawing.size}`);
say(await done(camille.POST("/api/orders/{number}/deliveries/review", { params, body: { decision: "ACCEPT" } })));

const timeline = await done(
  camille.GET("/api/orders/{number}/timeline", { params: { path: { number }, query: { limit: 100 } } }),
);
console.log(timeline.items.map((line) => line.kind).join(" "));
const told = await done(lea.GET("/api/notifications", {}));
console.log(`notifications: ${told.items.length}, unread: ${told.unread}`);
