package io.orderflow.platform.web;

import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Links in templates. Only what comes out of a WebJar has another address than a template
 * writes, one with its version. For any other link Spring would look in each jar of the
 * class path whether it has such a file: half of the time that a page takes.
 */
@Component
class PageLinks extends StandardLinkBuilder {

	private static final String WEBJARS = "/webjars/";

	PageLinks(SpringTemplateEngine templates) {
		templates.setLinkBuilder(this);
	}

	@Override
	protected String processLink(IExpressionContext context, String link) {
		return link.contains(WEBJARS) ? super.processLink(context, link) : link;
	}

}
