// The browser knows its time zone; who has no script chooses one later.
const field = document.querySelector("[data-time-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (field && zone) {
	field.value = zone;
}
