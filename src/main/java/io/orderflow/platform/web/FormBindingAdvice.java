package io.orderflow.platform.web;

import java.util.List;

import org.springframework.beans.propertyeditors.CustomCollectionEditor;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How Spring binds the plain forms of pages. Of a list with one value Spring would make
 * several at each comma in it: here it is one, as it was typed.
 */
@ControllerAdvice(annotations = Controller.class)
class FormBindingAdvice implements WebMvcConfigurer {

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverterFactory(new ChoiceConverterFactory());
	}

	@InitBinder
	void init(WebDataBinder binder) {
		binder.registerCustomEditor(List.class, new CustomCollectionEditor(List.class));
	}

}
