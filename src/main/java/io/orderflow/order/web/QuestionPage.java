package io.orderflow.order.web;

import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;

import io.orderflow.attachment.ReceivedForm;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.order.file.FileField;
import io.orderflow.order.file.FileFieldService;
import io.orderflow.order.question.NewQuestion;
import io.orderflow.order.question.QuestionDesk;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes from the order's page what stops the freelancer between planning and delivery,
 * and that it no longer does (B1). The client's answer is a step: see {@link StepPage}.
 */
@Controller
class QuestionPage {

	private static final String FORM = "questionForm";

	private final QuestionDesk questions;

	private final FileFieldService uploads;

	private final SubmittedFormReader forms;

	private final OrderPageModel page;

	QuestionPage(QuestionDesk questions, FileFieldService uploads, SubmittedFormReader forms, OrderPageModel page) {
		this.questions = questions;
		this.uploads = uploads;
		this.forms = forms;
		this.page = page;
	}

	/** The CSRF token is in the address, since the form has files. */
	@PostMapping("/orders/{number}/questions")
	String ask(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model,
			Principal principal) throws IOException {
		String actor = principal.getName();
		List<FileField> places = this.uploads.fields(number, actor)
			.stream()
			.filter((field) -> field.in(FileField.QUESTION))
			.toList();
		ReceivedForm form = this.forms.read(actor, FileField.uses(places), request);
		try {
			form.check();
			if (form.unsent()) {
				model.addAttribute(FORM, SubmittedForm.unsent(form.fields()));
				return this.page.page(number, null, actor, model);
			}
			this.questions.ask(number, actor,
					new NewQuestion(form.text("question"), new ArrayList<>(form.values().files(QuestionDesk.FILES))));
			return done(number, "asked");
		}
		catch (Refusal refusal) {
			return this.page.refused(number, FORM, form.fields(), refusal, actor, model, response);
		}
	}

	@PostMapping("/orders/{number}/questions/withdrawal")
	String withdraw(@PathVariable String number, @RequestParam(required = false) @Nullable Integer question,
			@RequestParam MultiValueMap<String, String> typed, HttpServletResponse response, Model model,
			Principal principal) {
		try {
			this.questions.withdraw(number, principal.getName(), question);
			return done(number, "withdrawn");
		}
		catch (Refusal refusal) {
			return this.page.refused(number, FORM, typed, refusal, principal.getName(), model, response);
		}
	}

	private static String done(String number, String what) {
		return "redirect:/orders/" + number + "?questioned=" + what + "#questions";
	}

}
