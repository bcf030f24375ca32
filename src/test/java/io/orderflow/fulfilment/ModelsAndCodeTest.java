package io.orderflow.fulfilment;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.catalog.ListingReview;
import io.orderflow.fulfilment.dossier.DossierProcess;
import io.orderflow.fulfilment.listing.ListingApprovalProcess;
import io.orderflow.fulfilment.listing.ListingBrief;
import io.orderflow.fulfilment.notification.NotificationProcess;
import io.orderflow.fulfilment.order.ChangeRequestProcess;
import io.orderflow.fulfilment.order.LateOrderProcess;
import io.orderflow.fulfilment.order.OrderFulfilmentProcess;
import io.orderflow.order.OrderStep;
import io.orderflow.order.request.Ruling;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepProcessService;
import io.orderflow.order.step.StepRegistry;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.TextLimits;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks the models and the code together: what one names, the other has.
 */
class ModelsAndCodeTest extends ProcessTest {

	/** What running instances still ask for by these names. */
	private static final Set<String> OF_MODELS_OF_BEFORE = Set.of("askSilence", "askSilentAnswer");

	private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

	private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");

	private static final Pattern VERB_OBJECT = Pattern.compile("[a-z][a-z0-9]*([A-Z][a-z0-9]*)+");

	/** With it a worker answers. */
	private static final String WORKER_RESULT = "result";

	private static final Map<Class<? extends FlowElement>, String> TYPES = Map.of(UserTask.class, "userTask",
			ServiceTask.class, "serviceTask", SubProcess.class, "subProcess", StartEvent.class, "event", EndEvent.class,
			"event", BoundaryEvent.class, "event", IntermediateCatchEvent.class, "event", SequenceFlow.class, "flow",
			Gateway.class, "gateway", ReceiveTask.class, "receiveTask");

	@Autowired
	private ApplicationContext context;

	@Autowired
	private StepProcessService steps;

	@Autowired
	private StepRegistry registry;

	@Autowired
	private ObjectMapper json;

	private final Map<String, JsonNode> forms = Models.read("classpath*:processes/*.form",
			(in) -> new ObjectMapper().readTree(in));

	@Test
	void there_is_one_process_in_a_file_of_its_name_and_code_for_each() {
		assertThat(Models.ALL.keySet()).containsExactlyInAnyOrder(OrderFulfilmentProcess.KEY + ".bpmn",
				ListingApprovalProcess.KEY + ".bpmn", NotificationProcess.KEY + ".bpmn",
				ChangeRequestProcess.KEY + ".bpmn", DossierProcess.KEY + ".bpmn", LateOrderProcess.KEY + ".bpmn",
				LateOrderProcess.SWEEP + ".bpmn");
		Models.ALL.forEach((file,
				model) -> assertThat(Models.all(model, Process.class)).as(file).singleElement().satisfies((process) -> {
					assertThat(process.getId() + ".bpmn").isEqualTo(file);
					assertThat(process.isExecutable()).isTrue();
					assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
					assertThat(process.isCamundaStartableInTasklist()).isFalse();
				}));
	}

	@Test
	void every_id_says_what_the_element_is_and_does() {
		Models.elements(FlowElement.class).forEach((element) -> {
			String id = element.getId();
			assertThat(id).as("id of %s", element.getName()).contains("_");
			assertThat(id.substring(0, id.indexOf('_'))).as(id).isEqualTo(type(element));
			assertThat(id.substring(id.indexOf('_') + 1)).as(id).matches(name(element));
		});
		Models.elements(Message.class)
			.forEach((message) -> assertThat(message.getId()).isEqualTo("Message_" + pascal(message.getName())));
	}

	@Test
	void every_wait_state_says_what_it_waits_for() {
		Models.elements(FlowNode.class)
			.filter(ModelsAndCodeTest::waits)
			.forEach((node) -> assertThat(node.getDocumentations()).as(node.getId())
				.singleElement()
				.satisfies((words) -> assertThat(words.getTextContent()).endsWith(".")));
	}

	@Test
	void every_delegate_and_listener_that_a_model_names_is_a_bean_of_its_kind() {
		Set<String> named = new TreeSet<>();
		Models.ALL.values().stream().flatMap(Models::nodes).forEach((node) -> {
			String expression = node.getAttribute(CAMUNDA, "delegateExpression");
			if (expression != null) {
				Matcher bean = EXPRESSION.matcher(expression);
				assertThat(bean.matches()).as(expression).isTrue();
				Class<?> kind = switch (node.getLocalName()) {
					case "taskListener" -> TaskListener.class;
					case "executionListener" -> ExecutionListener.class;
					default -> JavaDelegate.class;
				};
				assertThat(this.context.containsBean(bean.group(1))).as("bean %s", bean.group(1)).isTrue();
				assertThat(this.context.isTypeMatch(bean.group(1), kind)).as("%s is a %s", bean.group(1), kind)
					.isTrue();
				named.add(bean.group(1));
			}
		});

		named.addAll(OF_MODELS_OF_BEFORE);
		assertThat(named).as("every delegate and listener of the code is in a model").containsAll(ours());
	}

	@Test
	void no_model_computes() {
		Models.ALL.values().stream().flatMap(Models::nodes).forEach((node) -> {
			assertThat(node.getLocalName()).isNotIn("script", "scriptTask", "expression", "inputOutput");
			assertThat(node.getAttribute(CAMUNDA, "expression")).isNull();
			assertThat(node.getAttribute(CAMUNDA, "class")).isNull();
		});
		expressions().forEach((expression) -> assertThat(expression).matches("[a-zA-Z]+( == '[a-zA-Z]+')?"));
	}

	@Test
	void every_variable_that_a_model_reads_is_a_constant_of_the_code_and_the_other_way_round() {
		Set<String> read = expressions().map((expression) -> expression.split(" ")[0])
			.filter((name) -> !this.context.containsBean(name))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> values = constants();

		assertThat(values).containsAll(read);
		String models = Models.ALL.values().stream().map(Bpmn::convertToString).collect(Collectors.joining());
		values.stream()
			.filter((value) -> !value.equals(ListingApprovalProcess.LISTING_VERSION))
			.filter((value) -> !value.equals(ListingApprovalProcess.FREELANCER))
			.filter((value) -> !value.equals(ChangeRequestProcess.REQUEST_NO))
			.forEach((value) -> assertThat(models).contains(value));
	}

	@Test
	void every_message_is_sent_by_the_code() {
		assertThat(Models.elements(Message.class).map(Message::getName)).containsExactlyInAnyOrder(
				OrderFulfilmentProcess.ORDER_CANCELLED, OrderFulfilmentProcess.PROGRESS_POSTED,
				OrderFulfilmentProcess.CLOCK_STOPPED, OrderFulfilmentProcess.QUESTION_ASKED,
				OrderFulfilmentProcess.QUESTION_WITHDRAWN, ChangeRequestProcess.REQUEST_WITHDRAWN,
				ChangeRequestProcess.REQUEST_DISPUTED, ChangeRequestProcess.ORDER_CLOSED,
				LateOrderProcess.LATENESS_ENDED);
	}

	@Test
	void every_user_task_is_a_step_with_listeners_an_owner_and_a_form() {
		Set<String> steps = Arrays.stream(OrderStep.values())
			.map(OrderFulfilmentProcess::userTask)
			.collect(Collectors.toCollection(HashSet::new));
		steps.add(ChangeRequestProcess.RULE_ON_DISPUTE);
		assertThat(Stream.of("orderFulfilment.bpmn", "changeRequest.bpmn")
			.flatMap((model) -> Models.all(Models.ALL.get(model), UserTask.class).stream())).extracting(UserTask::getId)
			.containsExactlyInAnyOrderElementsOf(steps);
		Models.elements(UserTask.class).forEach((task) -> {
			DomElement dom = task.getDomElement();
			assertThat(task.getCamundaAssignee() + task.getCamundaCandidateGroups()).as(task.getId())
				.matches("(\\$\\{client}|\\$\\{freelancer}|\\$\\{otherSide})null|nullmoderators");
			assertThat(listeners(dom)).as(task.getId()).containsExactlyInAnyOrder("create", "complete");
			String form = dom.getAttribute(CAMUNDA, "formRef");
			String binding = dom.getAttribute(CAMUNDA, "formRefBinding");
			if (task.getId().equals(OrderFulfilmentProcess.userTask(OrderStep.PROVIDE_REQUIREMENTS))) {
				assertThat(form).isEqualTo("${" + OrderFulfilmentProcess.REQUIREMENTS_FORM + "}");
				assertThat(binding).isEqualTo("latest");
			}
			else {
				assertThat("userTask_" + form).isEqualTo(task.getId());
				assertThat(binding).isEqualTo("deployment");
				assertThat(this.forms).containsKey(form + ".form");
			}
		});
	}

	@Test
	void every_form_asks_for_what_its_step_takes() {
		OrderScenario order = order();
		this.forms.forEach((file, form) -> {
			String id = form.get("id").asText();
			assertThat(id + ".form").isEqualTo(file);
			boolean listing = id.equals("reviewListing");
			Set<String> taken = new HashSet<>(switch (id) {
				case "reviewListing" -> ListingReview.KEYS;
				case "ruleOnDispute" -> Ruling.KEYS;
				default -> this.steps.keysOf(order.number(), OrderStep.ofId(id).orElseThrow());
			});
			// Tasklist has no file picker: the form says where they go.
			boolean files = taken.remove("files");
			assertThat(submitted(form)).as(file).isEqualTo(taken);
			assertThat(form.toString().contains("Files")).as("%s tells where files go", file)
				.isEqualTo(files || id.equals("reviewRequirements"));
			assertThat(shown(form)).as(file)
				.containsExactly("{{" + (listing ? ListingBrief.SUMMARY_VARIABLE : TaskContext.SUMMARY) + "}}",
						listing ? ListingBrief.BRIEF_VARIABLE : TaskContext.BRIEF);
		});
		// those of the moderators beside the steps', but for the one made of the
		// questions
		assertThat(this.forms).hasSize(OrderStep.values().length + 1);
	}

	@Test
	void every_text_of_a_form_is_as_long_as_its_step_takes() {
		Map<String, Integer> bounds = new TreeMap<>();
		this.forms.forEach((file, form) -> form.get("components").forEach((component) -> {
			JsonNode most = component.at("/validate/maxLength");
			if (!most.isMissingNode()) {
				bounds.put(file + " " + component.get("key").asText(), most.asInt());
			}
		}));
		int lines = 20_000;
		assertThat(lines).as("Tasklist's variables are shorter than what a page may send")
			.isLessThan(FormValues.MAX_LINES);
		assertThat(bounds).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
				Map.entry("answerRequest.form answer", TextLimits.REASON),
				Map.entry("answerQuestion.form answer", Step.MAX_TEXT),
				Map.entry("clarifyRequirements.form answer", Step.MAX_TEXT),
				Map.entry("deliverWork.form answers", lines), Map.entry("deliverWork.form message", Step.MAX_TEXT),
				Map.entry("planWork.form tasks", lines), Map.entry("postProgressUpdate.form message", Step.MAX_TEXT),
				Map.entry("reviewDelivery.form points", lines), Map.entry("reviewDraft.form comments", Step.MAX_TEXT),
				Map.entry("reviewListing.form reason", TextLimits.REASON),
				Map.entry("reviewRequirements.form question", Step.MAX_TEXT),
				Map.entry("ruleOnDispute.form reason", TextLimits.REASON),
				Map.entry("submitDraft.form message", Step.MAX_TEXT), Map.entry("submitDraft.form tasks", lines)));
	}

	@Test
	void no_key_of_a_form_is_the_name_of_a_process_variable() {
		Set<String> keys = this.forms.values()
			.stream()
			.flatMap((form) -> submitted(form).stream())
			.collect(Collectors.toSet());

		assertThat(keys).doesNotContainAnyElementsOf(constants()).doesNotContain(WORKER_RESULT);
	}

	@Test
	void every_reminder_knows_its_step() {
		Models.elements(EndEvent.class).filter((end) -> end.getId().endsWith("ReminderSent")).forEach((end) -> {
			FlowNode boundary = end.getPreviousNodes().singleResult();
			assertThat(boundary).isInstanceOf(BoundaryEvent.class);
			String host = ((BoundaryEvent) boundary).getAttachedTo().getId();
			assertThat(OrderFulfilmentProcess.userTask(OrderFulfilmentProcess.remindedBy(end))).isEqualTo(host);
			assertThat(((BoundaryEvent) boundary).cancelActivity()).isFalse();
		});
	}

	private static boolean waits(FlowNode node) {
		return node instanceof UserTask || node instanceof EventBasedGateway || node instanceof ReceiveTask
				|| node instanceof CatchEvent event && !(event instanceof StartEvent)
				|| node instanceof ServiceTask task
						&& ("external".equals(task.getCamundaType()) || task.isCamundaAsyncBefore());
	}

	private static String type(FlowElement element) {
		return TYPES.entrySet()
			.stream()
			.filter((type) -> type.getKey().isInstance(element))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No rule for " + element.getId()));
	}

	/**
	 * Flows may be named by a verb alone, as in "work": everything else has an object.
	 */
	private static Pattern name(FlowElement element) {
		return (element instanceof SubProcess) ? Pattern.compile("[a-z][a-zA-Z0-9]*") : VERB_OBJECT;
	}

	private static String pascal(String message) {
		return Arrays.stream(message.split("\\."))
			.map((part) -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
			.collect(Collectors.joining());
	}

	/** Delegates and listeners in this package: names that a model can call. */
	private Set<String> ours() {
		return Stream.of(JavaDelegate.class, ExecutionListener.class, TaskListener.class)
			.flatMap((kind) -> Arrays.stream(this.context.getBeanNamesForType(kind)))
			.filter((name) -> this.context.getBean(name)
				.getClass()
				.getPackageName()
				.startsWith(getClass().getPackageName()))
			.collect(Collectors.toSet());
	}

	private Stream<String> expressions() {
		return Models.ALL.values()
			.stream()
			.map(Bpmn::convertToString)
			.flatMap((xml) -> EXPRESSION.matcher(xml).results())
			.map((found) -> found.group(1));
	}

	/** The values of the constants that code and models share. */
	private Set<String> constants() {
		return Stream
			.concat(this.registry.all().stream().flatMap((step) -> step.answers().stream()),
					Stream
						.of(OrderFulfilmentProcess.class, ListingApprovalProcess.class, NotificationProcess.class,
								ChangeRequestProcess.class, LateOrderProcess.class)
						.flatMap((type) -> Arrays.stream(type.getDeclaredFields()))
						.filter((field) -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class
								&& !Modifier.isPrivate(field.getModifiers()))
						.map(ModelsAndCodeTest::value))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String value(Field constant) {
		try {
			return (String) constant.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new AssertionError(ex);
		}
	}

	private static List<String> listeners(DomElement task) {
		return Models.descendants(task)
			.filter((node) -> node.getLocalName().equals("taskListener"))
			.map((node) -> node.getAttribute("event"))
			.toList();
	}

	private static Set<String> submitted(JsonNode form) {
		Set<String> keys = new HashSet<>();
		form.get("components").forEach((component) -> {
			if (component.has("key") && !component.path("disabled").asBoolean()) {
				keys.add(component.get("key").asText());
			}
		});
		return keys;
	}

	/** What the form shows from variables: the summary's text, the key of the brief. */
	private static List<String> shown(JsonNode form) {
		List<String> shown = new ArrayList<>();
		form.get("components").forEach((component) -> {
			if (component.path("text").asText().startsWith("{{")) {
				shown.add(component.get("text").asText());
			}
			if (component.path("disabled").asBoolean()) {
				shown.add(component.get("key").asText());
			}
		});
		return shown;
	}

}
