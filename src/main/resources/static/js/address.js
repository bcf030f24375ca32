// A form with files has its token in its address: no page behind it has to show it, nor keep
// it in the history. A token is for its form alone. What a script has just done (passkeys.js)
// is said once.
const here = new URL(location);
const before = here.href;
for (const once of ["_csrf", "added"]) {
	here.searchParams.delete(once);
}
if (here.href !== before) {
	history.replaceState(history.state, "", here);
}
