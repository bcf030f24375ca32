package io.orderflow.running;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * All tests on the application as the README starts it, one after the other and in one
 * fork: to start it with its demo takes as much of a processor as a hundred other tests.
 * Surefire is told in {@code pom.xml} not to run them a second time; by its name each is
 * run alone.
 */
@Suite
@SelectClasses(names = { "io.orderflow.running.TourTest", "io.orderflow.running.GeneratedClientTest",
		"io.orderflow.running.GeneratedJavaClientTest", "io.orderflow.running.RunningApplicationTest",
		"io.orderflow.browser.OrderWalkTest", "io.orderflow.browser.TasklistWalkTest",
		"io.orderflow.browser.RequestWalkTest" })
class RunningDemoTests {

}
