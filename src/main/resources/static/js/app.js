// What pages do beyond links and forms. Each works without it, only with more reloading.
import { sendOnce } from "./once.js";
import { listen } from "./live.js";
import { followSwaps } from "./focus.js";
import { closeMenus } from "./menus.js";
import { sayTrouble } from "./trouble.js";
import { leaveNothing } from "./sign-out.js";
import { listenToKeys } from "./keys.js";

sendOnce();
closeMenus();
followSwaps();
sayTrouble();
leaveNothing();
listenToKeys();
listen();
if (document.getElementById("viewer")) {
	import("./pictures.js");
}
if (document.querySelector(".box")) {
	import("./talk.js").then((talk) => talk.talkOn());
}
// such an event does not bubble
document.addEventListener("error", ({ target }) => {
	if (target instanceof HTMLMediaElement) {
		import("./players.js").then((players) => players.sayUnplayable(target));
	}
}, true);
