package io.orderflow.browser;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signs a browser in without drawing the page for it: what that page looks like and does
 * is tested once, where people come for the first time.
 */
final class SignIn {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private SignIn() {
	}

	static void as(BrowserContext browser, String address, String account, String password) {
		APIRequestContext requests = browser.request();
		Matcher token = CSRF.matcher(requests.get(address + "/sign-in").text());
		assertThat(token.find()).as("the form to sign in has a token").isTrue();
		APIResponse answer = requests.post(address + "/sign-in", RequestOptions.create()
			.setMaxRedirects(0)
			.setForm(
					FormData.create().set("_csrf", token.group(1)).set("username", account).set("password", password)));
		assertThat(answer.status()).as("signing in as %s", account).isEqualTo(302);
		assertThat(answer.headers().get("location")).as("signing in as %s", account).doesNotContain("/sign-in");
	}

}
