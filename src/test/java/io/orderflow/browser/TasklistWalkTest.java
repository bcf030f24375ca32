package io.orderflow.browser;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.orderflow.running.RunningDemo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every step by hand (B9): two people take an order from its placement to its acceptance
 * in Tasklist, a moderator approves a service there, and Cockpit draws the models.
 */
@ExtendWith({ Chromium.class, RunningDemo.class })
class TasklistWalkTest {

	/** What would act where markup, Markdown, templates or FEEL were read. */
	private static final String ODD = "=1 *bold* <b>tag</b> {{client}} [x](http://x.example) é🦊";

	private final List<Person> people = new ArrayList<>();

	private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

	/** Their last sight is kept, for whoever asks why a test failed. */
	@AfterEach
	void leave(TestInfo test) {
		this.people.forEach((person) -> {
			person.screenshot(test.getDisplayName().replace("()", "") + " " + person.name());
			person.leave();
		});
	}

	@Test
	void two_people_take_an_order_to_its_acceptance() {
		String number = placeOrder("landing");
		Person oliver = person("oliver");
		Person noah = person("noah");

		provideRequirements(oliver, number);
		clarify(noah, oliver, number);
		planAndDraft(noah, oliver, number);
		deliver(noah, number, "first.txt", "");

		oliver.openTask("Review delivery", number);
		assertThat(oliver.brief()).contains("Here is first.txt", "Revisions left: 2", "[tone]");
		choicesAreReadToTheirEnd(oliver);
		oliver.choose("I ask for a revision");
		oliver.fill("Points to revise", "[tone] Warmer, please\n[outside] The title is too long");
		oliver.completeTask();

		noah.openTask("Deliver work", number);
		assertThat(noah.brief()).contains("[tone] Warmer, please", "The title is too long");
		deliver(noah, number, "second.txt", "Warmer now\nA shorter title");

		oliver.openTask("Review delivery", number);
		oliver.choose("I accept the delivery: the order ends, and no revision can be asked for any more");
		oliver.completeTask();

		oliver.go("/orders/" + number);
		assertThat(oliver.page().locator("main .status").first()).containsText("Completed");
		assertThat(oliver.page().locator("section", new Page.LocatorOptions().setHasText("Deliveries")))
			.containsText("second.txt");
		assertThat(status(number)).isEqualTo("COMPLETED");
	}

	private static void choicesAreReadToTheirEnd(Person person) {
		person.page().setViewportSize(1000, 1000);
		assertThat(person.form()
			.evaluate("(form) => [...form.querySelectorAll('.fjs-form-field-label')]"
					+ ".filter((label) => label.scrollWidth > label.clientWidth).map((label) => label.innerText)"))
			.isEqualTo(List.of());
		person.page().setViewportSize(1400, 1000);
	}

	private void provideRequirements(Person client, String number) {
		Locator form = client.openTask("Provide requirements", number);
		assertThat(form).containsText("Freelancer: Noah Fischer");
		assertThat(client.page()
			.locator(".tasks-list .variable-value")
			.evaluateAll("(texts) => texts.filter((text) => text.scrollHeight > text.clientHeight + 1).length"))
			.as("cards that are cut")
			.isEqualTo(0);
		client.fill("What do you offer", ODD);
		client.fill("Who will read", "Everyone");
		client.choose("Warm");
		Locator launch = client.form().getByLabel("When does the page go live?");
		launch.fill(DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT).format(this.today.plusDays(30)));
		launch.press("Enter");
		client.screenshot("tasklist");
		client.completeTask();
	}

	private void clarify(Person freelancer, Person client, String number) {
		Locator form = freelancer.openTask("Review requirements", number);
		assertThat(form).containsText("Client: Oliver Brown");
		assertThat(form).containsText("Delivery due:");
		assertThat(freelancer.brief()).contains(ODD, "Warm",
				DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy", Locale.ENGLISH).format(this.today.plusDays(30)));
		freelancer.choose("No, I have a question");
		freelancer.fill("Question to the client", ODD);
		freelancer.completeTask();

		client.openTask("Clarify requirements", number);
		assertThat(client.brief()).isEqualTo(ODD);
		client.putDown("answer.txt", "as asked");
		client.fill("Your answer", "See answer.txt");
		client.choose("Send them along");
		client.completeTask();

		freelancer.openTask("Review requirements", number);
		assertThat(freelancer.brief()).contains("Answer: See answer.txt", "1 file");
		freelancer.choose("Yes, the work can be planned");
		freelancer.completeTask();
	}

	private void planAndDraft(Person freelancer, Person client, String number) {
		freelancer.openTask("Plan work", number);
		freelancer.fill("Tasks", this.today.plusDays(1) + " Outline\n" + this.today.plusDays(1) + " Copy");
		freelancer.completeTask();

		freelancer.openTask("Submit draft", number);
		assertThat(freelancer.brief()).contains("Outline", "Copy");
		freelancer.putDown("outline.txt", "1. Headline");
		freelancer.fill("Message to the client", "The outline");
		freelancer.choose("Send them along");
		freelancer.completeTask();

		await("the worker to answer for the preview").until(() -> steps(number).contains("reviewDraft"));
		client.openTask("Review draft", number);
		assertThat(client.brief()).contains("The outline", "1 file", "Outline");
		client.choose("I approve: the work can go on");
		client.completeTask();
	}

	private void deliver(Person freelancer, String number, String file, String answers) {
		freelancer.openTask("Deliver work", number);
		freelancer.putDown(file, "The copy");
		freelancer.fill("Message to the client", "Here is " + file);
		freelancer.choose("Send them along");
		freelancer.fill("Answers to the points of a revision", answers);
		freelancer.completeTask();
	}

	@Test
	void a_refusal_reads_as_one_sentence_and_nothing_typed_is_lost() {
		String number = placeOrder("proofreading");
		Person noah = person("noah");
		noah.openTask("Review requirements", number);
		noah.choose("Yes, the work can be planned");
		noah.completeTask();

		noah.openTask("Plan work", number);
		noah.fill("Tasks", "Read it");

		assertThat(noah.completeInVain()).hasText(Pattern.compile(
				"“Tasks”: “Read it” is not a task; write the day first, as in “December 31, 20\\d\\d: Storyboard”\\."));
		assertThat(noah.form().getByLabel("Tasks")).hasValue("Read it");
		assertThat(noah.button("Complete").evaluate("""
				(button) => {
					button.scrollIntoView({ block: "center" });
					const { x, y, width, height } = button.getBoundingClientRect();
					return document.elementFromPoint(x + width / 2, y + height / 2) === button;
				}
				""")).as("the refusal stands beside the button, not over it").isEqualTo(true);
		assertThat(steps(number)).containsExactly("planWork");
		noah.fill("Tasks", this.today.plusDays(1) + " Read it");
		noah.completeTask();
		assertThat(noah.page().locator(".page-notifications").getByText("“Read it” is not a task")).hasCount(0);
	}

	@Test
	void in_a_french_browser_what_stands_around_the_form_is_french() {
		String title = "Names for your ship";
		submitted(title);
		Person mona = new Person(Chromium.browser(), RunningDemo.application().address(), "mona",
				new Browser.NewContextOptions().setViewportSize(1400, 1000).setLocale("fr-FR"));
		this.people.add(mona);

		mona.openTask("Review listing", title);
		assertThat(mona.page().getByText("Retour à Orderflow")).isVisible();
		assertThat(mona.page().locator("body")).containsText("Historique");
		assertThat(mona.button("Prendre la tâche")).isVisible();
		mona.page().setViewportSize(390, 844);
		BoundingBox name = mona.page().getByText("Camunda Tasklist").first().boundingBox();
		assertThat(mona.page().getByText("Retour à Orderflow").boundingBox().y).as("below the name, not over it")
			.isGreaterThanOrEqualTo(name.y + name.height);
	}

	private static String submitted(String title) {
		String listing = RunningDemo.application()
			.post("noah", "/api/listings",
					"{\"title\":\"%s\",\"description\":\"%s\",\"language\":\"en\",\"deliveryTime\":\"P2D\",\"price\":{\"amount\":\"90.00\",\"currency\":\"EUR\"}}"
						.formatted(title, ODD))
			.get("id")
			.asText();
		RunningDemo.application().post("noah", "/api/listings/" + listing + "/submission", "{}");
		return listing;
	}

	@Test
	void a_moderator_approves_a_service() {
		String title = "Names for your product";
		String listing = submitted(title);
		Person mona = person("mona");

		Locator form = mona.openTask("Review listing", title);
		assertThat(form).containsText("by Noah Fischer");
		assertThat(mona.brief()).contains("€90.00", ODD);
		mona.button("Claim").click();
		assertThat(mona.button("Give the task back")).isVisible();
		mona.choose("Approve: it can be ordered");
		mona.completeTask();

		assertThat(RunningDemo.application()
			.get("oliver", "/api/listings?q=names+product")
			.at("/items/0/listingId")
			.asText()).isEqualTo(listing);
	}

	@Test
	void what_a_moderator_has_claimed_can_be_given_back_and_a_step_of_an_order_cannot() {
		String title = "Names for your boat";
		submitted(title);
		Person mona = person("mona");
		mona.openTask("Review listing", title);
		mona.button("Claim").click();
		Locator back = mona.page().locator(".task-card .unclaim");
		assertThat(back).isVisible();
		back.click();
		assertThat(mona.button("Claim")).isVisible();
		assertThat(back).isHidden();
		mona.page().getByText("Back to Orderflow").click();
		assertThat(mona.page().locator("h1")).hasText("To decide");

		String number = placeOrder("proofreading");
		Person noah = person("noah");
		noah.openTask("Review requirements", number);
		assertThat(noah.page().locator(".task-card .set-value, .task-card .assignee").first()).isVisible();
		assertThat(noah.page().locator(".task-card .unclaim")).isHidden();
	}

	@Test
	void what_is_due_first_stands_first_and_a_link_leads_back_to_the_application() {
		String first = placeOrder("proofreading");
		String second = placeOrder("proofreading");
		Person noah = person("noah");
		noah.openTasklist();
		Locator cards = noah.page().locator(".tasks-list li.task");
		assertThat(cards.filter(new Locator.FilterOptions().setHasText(second))).isVisible();
		List<String> shown = cards.allInnerTexts();
		assertThat(place(shown, first)).isLessThan(place(shown, second));

		noah.page().getByText("Back to Orderflow").click();
		assertThat(noah.page().locator("h1")).hasText("Dashboard");
	}

	private static int place(List<String> cards, String number) {
		return IntStream.range(0, cards.size()).filter((i) -> cards.get(i).contains(number)).findFirst().orElseThrow();
	}

	@Test
	void cockpit_draws_every_model_and_where_an_order_stands() {
		placeOrder("landing");
		String waiting = RunningDemo.application()
			.get("ada", "/engine-rest/task/count?taskDefinitionKey=userTask_provideRequirements")
			.get("count")
			.asText();
		Person ada = person("ada");

		for (String model : List.of("Order fulfilment", "Change request", "Listing approval", "Notification")) {
			ada.go("/camunda/app/cockpit/default/#/processes");
			ada.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(model).setExact(true)).click();
			assertThat(ada.page().locator("[data-element-id^=event_]").first()).isVisible();
			assertThat(ada.page().getByText("Could not render diagram")).hasCount(0);
			if (model.equals("Order fulfilment")) {
				// It stays so for the models that follow.
				ada.page().getByTitle("Maximize diagram").click();
				ada.page().getByTitle("reset zoom").click();
				assertThat(ada.page().locator("[data-container-id=userTask_provideRequirements] .instance-count"))
					.hasText(waiting);
			}
			ada.screenshot("cockpit " + model);
		}
		assertThat(ada.page().getByText("Audit trail")).isVisible();
		ada.page().getByText("Back to Orderflow").click();
		assertThat(ada.page().locator("h1")).hasText("Diagram of an order");
	}

	private Person person(String name) {
		Person person = new Person(Chromium.browser(), RunningDemo.application().address(), name);
		this.people.add(person);
		return person;
	}

	private static String placeOrder(String service) {
		String listing = RunningDemo.application()
			.get("oliver", "/api/listings?q=" + service)
			.at("/items/0/listingId")
			.asText();
		return RunningDemo.application()
			.post("oliver", "/api/orders", "{\"listing\":\"" + listing + "\"}")
			.get("number")
			.asText();
	}

	private static String status(String number) {
		return RunningDemo.application().get("oliver", "/api/orders/" + number).get("status").asText();
	}

	private static List<String> steps(String number) {
		JsonNode steps = RunningDemo.application().get("oliver", "/api/orders/" + number).get("steps");
		return StreamSupport.stream(steps.spliterator(), false).map((step) -> step.get("step").asText()).toList();
	}

}
