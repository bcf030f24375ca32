package io.orderflow.drawing;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

import static org.assertj.core.api.Assertions.assertThat;

/** What veraPDF says of documents for everybody. */
public final class AccessiblePdf {

	private AccessiblePdf() {
	}

	/** Fails where it is not PDF/UA-1, and says why. */
	public static void check(byte[] document) throws IOException {
		VeraGreenfieldFoundryProvider.initialise();
		try (PDFAParser parser = Foundries.defaultInstance()
			.createParser(new ByteArrayInputStream(document), PDFAFlavour.PDFUA_1);
				PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
			ValidationResult result = validator.validate(parser);
			assertThat(result.getTestAssertions()
				.stream()
				.filter((assertion) -> assertion.getStatus() == TestAssertion.Status.FAILED)
				.map((assertion) -> assertion.getRuleId() + " " + assertion.getMessage())).isEmpty();
			assertThat(result.isCompliant()).isTrue();
		}
		catch (VeraPDFException ex) {
			throw new IOException(ex);
		}
	}

}
