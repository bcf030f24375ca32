// Shows what is pushed, and opens its page on a click: in a tab that is there, else in a new one.
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
		const tab = tabs.find((one) => one.url === page.href) ?? tabs[0];
		if (tab) {
			await tab.focus();
			if (tab.url !== page.href && "navigate" in tab) {
				await tab.navigate(page.href).catch(() => self.clients.openWindow(page.href));
			}
			return;
		}
		await self.clients.openWindow(page.href);
	})());
});
