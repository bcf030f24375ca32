package io.orderflow.source;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.OrderflowApplication;
import com.tngtech.archunit.base.DescribedPredicate;
import javax.money.Monetary;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.Repository;
import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules of the architecture, which a compiler does not know. */
class ArchitectureTest {

	/** More than this in one package, and nobody finds anything there. */
	private static final int MOST_CLASSES = 30;

	private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages("io.orderflow");

	private static final JavaClasses CLASSES = WITH_TESTS
		.that(DescribedPredicate.describe("are not of tests", (type) -> !isOfTests(type)));

	/** Each has a neighbour that is told the locale, the zone or the encoding. */
	private static final Set<String> ASKS_THE_MACHINE = Set.of("java.lang.String.toLowerCase()",
			"java.lang.String.toUpperCase()", "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
			"java.lang.String.getBytes()", "java.lang.String.<init>([B)", "java.util.Locale.getDefault()",
			"java.util.TimeZone.getDefault()", "java.time.ZoneId.systemDefault()",
			"java.time.Clock.systemDefaultZone()", "java.time.LocalDate.now()", "java.time.LocalTime.now()",
			"java.time.LocalDateTime.now()", "java.time.ZonedDateTime.now()", "java.time.OffsetDateTime.now()",
			"java.time.format.DateTimeFormatter.ofPattern(java.lang.String)", "java.text.NumberFormat.getInstance()",
			"java.text.NumberFormat.getNumberInstance()", "java.text.Collator.getInstance()",
			"java.text.DecimalFormat.<init>(java.lang.String)", "java.text.SimpleDateFormat.<init>(java.lang.String)");

	@Test
	void modules_depend_on_one_another_one_way() {
		ApplicationModules.of(OrderflowApplication.class).verify();
	}

	@Test
	void the_engine_is_used_by_few_packages_only() {
		noClasses().that()
			.resideOutsideOfPackages("io.orderflow.fulfilment..", "io.orderflow.platform.engine..",
					"io.orderflow.worker..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.camunda..")
			.check(CLASSES);
	}

	/** It takes the code of a currency for a regular expression. */
	@Test
	void what_somebody_sent_is_never_asked_of_the_library_of_money() {
		noClasses().that()
			.doNotHaveFullyQualifiedName("io.orderflow.platform.MoneyJson")
			.should()
			.callMethodWhere(describe("looks a currency up",
					(call) -> call.getTargetOwner().isEquivalentTo(Monetary.class)
							&& call.getName().contains("Currenc")))
			.check(CLASSES);
	}

	/** Java's clock that ticks in microseconds, which is ours, divides by zero there. */
	@Test
	void nobody_asks_a_clock_for_milliseconds() {
		noClasses().should().callMethod(Clock.class, "millis").check(CLASSES);
	}

	@Test
	void the_platform_knows_no_feature() {
		noClasses().that()
			.resideInAPackage("io.orderflow.platform..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.orderflow.account..", "io.orderflow.catalog..", "io.orderflow.order..",
					"io.orderflow.conversation..", "io.orderflow.contact..", "io.orderflow.notification..",
					"io.orderflow.attachment..", "io.orderflow.drawing..", "io.orderflow.fulfilment..",
					"io.orderflow.worker..", "io.orderflow.guide..", "io.orderflow.demo..", "io.orderflow.portrait..")
			.check(CLASSES);
	}

	@Test
	void no_package_holds_more_classes_than_one_finds_ones_way_in() {
		Map<String, Long> sizes = CLASSES.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
	}

	@Test
	void the_packages_of_a_module_depend_on_one_another_one_way() {
		slices().assignedFrom(new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return SliceIdentifier.of(type.getPackageName());
			}

			@Override
			public String getDescription() {
				return "packages";
			}

		}).should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void a_package_does_not_depend_on_those_inside_it() {
		classes().should(new ArchCondition<>("not depend on packages inside their own") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				type.getDirectDependenciesFromSelf()
					.stream()
					.filter((dependency) -> dependency.getTargetClass()
						.getPackageName()
						.startsWith(type.getPackageName() + "."))
					.forEach((dependency) -> events
						.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
			}

		}).check(CLASSES);
	}

	@Test
	void the_aggregate_of_an_order_is_its_modules_own() {
		noClasses().that()
			.resideOutsideOfPackage("io.orderflow.order..")
			.should()
			.dependOnClassesThat()
			.haveNameMatching(
					"io\\.orderflow\\.order\\.(lookup\\.OrderByNumber|Order|Orders|ChangeRequest|Requests|Requirements|Clarification"
							+ "|DeliveryRounds|DeliveryClock|Draft|Drafts|Delivery|PlanTask|TimelineEntry)")
			.check(CLASSES);
	}

	@Test
	void delegates_and_listeners_are_thin() {
		noClasses().that()
			.areAssignableTo(JavaDelegate.class)
			.or()
			.areAssignableTo(ExecutionListener.class)
			.or()
			.areAssignableTo(TaskListener.class)
			.should()
			.dependOnClassesThat()
			.areAssignableTo(Repository.class)
			.orShould()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.persistence..", "org.springframework.jdbc..")
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	/** Tests too: what they expect must not depend on where they run. */
	@Test
	void nothing_depends_on_the_language_the_zone_or_the_encoding_of_the_machine() {
		noClasses().that()
			.doNotHaveSimpleName("DefaultLocaleAndZoneTest")
			.should()
			.accessTargetWhere(DescribedPredicate.describe("what it gets depends on the machine",
					(access) -> ASKS_THE_MACHINE.contains(access.getTarget().getFullName())))
			.check(WITH_TESTS);
	}

	@Test
	void names_say_what_a_thing_is() {
		classes().should()
			.haveSimpleNameNotEndingWith("Impl")
			.andShould()
			.haveSimpleNameNotEndingWith("Helper")
			.andShould()
			.haveSimpleNameNotEndingWith("Util")
			.andShould()
			.haveSimpleNameNotEndingWith("Utils")
			.andShould()
			.haveSimpleNameNotEndingWith("Manager")
			.andShould()
			.haveSimpleNameNotEndingWith("DTO")
			.andShould()
			.haveSimpleNameNotEndingWith("Dto")
			.check(CLASSES);
	}

	private static boolean isOfTests(JavaClass type) {
		return !ImportOption.Predefined.DO_NOT_INCLUDE_TESTS
			.includes(Location.of(type.getSource().orElseThrow().getUri()));
	}

}
