package io.orderflow.browser;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;

/**
 * The scripts that a page is loading. Scripts bring others, which no load state waits
 * for: what a test does at once would be done before they listen.
 */
final class PageScripts {

	private final Set<Request> underWay = ConcurrentHashMap.newKeySet();

	private final Page page;

	PageScripts(Page page) {
		this.page = page;
		page.onRequest((request) -> {
			if (request.resourceType().equals("script")) {
				this.underWay.add(request);
			}
		});
		page.onRequestFinished(this.underWay::remove);
		page.onRequestFailed(this.underWay::remove);
	}

	/** Goes there, and waits until the page has all of them. */
	void go(String address) {
		this.underWay.clear();
		this.page.navigate(address);
		this.page.waitForCondition(this.underWay::isEmpty);
	}

}
