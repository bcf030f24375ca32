// A form with files has its token in its address: no page behind it has to show it, nor keep
// it in the history. A token is for its form alone.
const here = new URL(location);
if (here.searchParams.has("_csrf")) {
	here.searchParams.delete("_csrf");
	history.replaceState(history.state, "", here);
}
