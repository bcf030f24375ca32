import java.io.File;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import orderflow.client.ApiClient;
import orderflow.client.ApiException;
import orderflow.client.api.*;
import orderflow.client.model.*;

/**
 * A whole order, by a client that is generated from the API's document. It has no cast: what
 * the document promises is enough.
 */
class Order {

	private static final String ADDRESS = Optional.ofNullable(System.getenv("ORDERFLOW"))
		.orElse("http://localhost:8080");

	private static final String TODAY = LocalDate.now(ZoneId.of("Europe/Paris")).toString();

	private static final String DRAWING = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text y=\"20\">Café du Port</text></svg>";

	/** What somebody calls. */
	private static final class Account {

		private final String password;

		private final ApiClient client;

		private final OrdersApi orders;

		private final StepsOfAnOrderApi steps;

		private Account(String name) {
			this.password = "Basic " + Base64.getEncoder().encodeToString((name + ":orderflow").getBytes());
			this.client = client((call) -> {
			});
			this.orders = new OrdersApi(this.client);
			this.steps = new StepsOfAnOrderApi(this.client);
		}

		private ApiClient client(Consumer<HttpRequest.Builder> further) {
			ApiClient client = new ApiClient();
			client.updateBaseUri(ADDRESS);
			return client.setRequestInterceptor(
					further.andThen((call) -> call.header("Authorization", this.password)));
		}

		/** The generator of clients writes any body as JSON: a file is put in its place. */
		private UUID uploaded(String name) throws ApiException {
			ApiClient upload = client((call) -> call.POST(HttpRequest.BodyPublishers.ofString(DRAWING)));
			return new FilesApi(upload).upload(new File(name), name, null).getFiles().get(0).getId();
		}

	}

	private static void say(OrderView order) {
		String waits = order.getSteps().stream().map((one) -> one.getStep().getValue()).collect(Collectors.joining(", "));
		System.out.printf("%s %s %s %s [%s]%n", order.getNumber(), order.getStatus(), order.getPrice().getAmount(),
				order.getPrice().getCurrency(), waits);
	}

	/** What is wrong, field by field. */
	private static String problems(ApiException refused) throws IOException {
		Problem problem = ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
		return problem.getErrors()
			.stream()
			.map((one) -> one.getField() + " " + one.getCode())
			.collect(Collectors.joining(", "));
	}

	public static void main(String[] args) throws Exception {
		Account camille = new Account("camille");
		Account lea = new Account("lea");
		UUID listing = new ServicesApi(camille.client).search("storyboard", null, null)
			.getItems()
			.get(0)
			.getListingId();
		OrderView placed = camille.orders.place(new OrderPlacement().listing(listing), UUID.randomUUID().toString());
		String number = placed.getNumber();
		say(placed);

		say(camille.steps.provideRequirements(number,
				new ProvideRequirementsDecision().answers(Map.of("subject", "Le café du port ouvre à l’aube.", "format",
						"Paysage 16:9", "channels", List.of("Cinéma", "Réseaux sociaux"), "shooting", TODAY, "logo",
						List.of(camille.uploaded("logo.svg"))))));
		say(lea.steps.reviewRequirements(number,
				new ReviewRequirementsDecision().decision(ReviewRequirementsDecision.DecisionEnum.CLARIFY)
					.question("Faut-il voir des visages ?")));
		say(camille.steps.clarifyRequirements(number,
				new ClarifyRequirementsDecision().answer("Non, seulement des mains.")));
		say(lea.steps.reviewRequirements(number,
				new ReviewRequirementsDecision().decision(ReviewRequirementsDecision.DecisionEnum.CLEAR)));

		try {
			lea.steps.planWork(number, new PlanWorkDecision().addTasksItem(new TaskInput().title("").deadline(TODAY)));
		}
		catch (ApiException refused) {
			System.out.println("refused: " + problems(refused));
		}
		say(lea.steps.planWork(number,
				new PlanWorkDecision().addTasksItem(new TaskInput().title("Seize cases").deadline(TODAY))));

		lea.steps.submitDraft(number,
				new SubmitDraftDecision().message("Voici l’esquisse.").addFilesItem(lea.uploaded("esquisse.svg")));
		OrderView order = camille.orders.order(number);
		// a worker makes its preview first
		for (int second = 0; second < 120
				&& order.getSteps().stream().noneMatch((one) -> one.getStep() == OpenStep.StepEnum.REVIEW_DRAFT); second++) {
			Thread.sleep(1000);
			order = camille.orders.order(number);
		}
		say(order);
		say(camille.steps.reviewDraft(number,
				new ReviewDraftDecision().decision(ReviewDraftDecision.DecisionEnum.APPROVE).comments("Magnifique.")));

		say(lea.orders.postUpdate(number, new ProgressUpdate().message("Les cases sont encrées."), null));
		say(lea.orders.tick(number, 1, new OrderTick().done(true)));
		new ConversationsApi(lea.client).writeInOrder(number, new NewMessage().message("Il reste la couleur."), null);
		say(lea.steps.deliverWork(number,
				new DeliverWorkDecision().message("Voici le storyboard.").addFilesItem(lea.uploaded("storyboard.svg"))));
		say(camille.steps.reviewDelivery(number,
				new ReviewDeliveryDecision().decision(ReviewDeliveryDecision.DecisionEnum.REVISION)
					.addPointsItem(new PointInput().text("Plus de bleu")
						.belongsTo("task-1")
						.scope(PointInput.ScopeEnum.INSIDE))));
		List<OrderViewDeliveryView> deliveries = lea.steps
			.deliverWork(number,
					new DeliverWorkDecision().message("Avec plus de bleu.")
						.addFilesItem(lea.uploaded("storyboard-2.svg"))
						.addAnswersItem("Le ciel est bleu."))
			.getDeliveries();
		FileView work = deliveries.get(deliveries.size() - 1).getFiles().get(0);
		Path downloaded = new FilesApi(camille.client).download(work.getId(), null, null, null).toPath();
		System.out.println("downloaded: " + Files.readString(downloaded).equals(DRAWING));
		Files.delete(downloaded);
		say(camille.steps.reviewDelivery(number,
				new ReviewDeliveryDecision().decision(ReviewDeliveryDecision.DecisionEnum.ACCEPT)));

		System.out.println(camille.orders.timeline(number, null, 100)
			.getItems()
			.stream()
			.map((line) -> line.getKind().getValue())
			.collect(Collectors.joining(" ")));
		NotificationListed told = new NotificationsApi(lea.client).notifications(null, null);
		System.out.printf("notifications: %d, unread: %d%n", told.getItems().size(), told.getUnread());
	}

}
