// Shows what is pushed, and opens its page on a click: in the tab that has it, else in a
// new one. No other tab is touched: something may be half written there, or going up.
self.addEventListener("push", (event) => {
	const told = event.data.json();
	event.waitUntil(self.registration.showNotification(told.title, {
		body: told.text,
		tag: told.tag,
		icon: "/images/orderflow.svg",
		data: { link: told.link },
	}));
});

self.addEventListener("notificationclick", (event) => {
	event.notification.close();
	const page = new URL(event.notification.data.link, self.location.origin);
	if (page.origin !== self.location.origin) {
		return;
	}
	event.waitUntil((async () => {
		const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
		const tab = tabs.find((one) => new URL(one.url).pathname === page.pathname);
		await (tab ? tab.focus() : self.clients.openWindow(page.href));
	})());
});
