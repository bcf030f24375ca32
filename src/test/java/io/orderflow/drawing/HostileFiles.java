package io.orderflow.drawing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.orderflow.SampleFiles;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Files that are made to do harm, each as small as it can be. */
public final class HostileFiles {

	private HostileFiles() {
	}

	/** A folder of them, by name; each ends within a few seconds. */
	public static Map<String, byte[]> folder() {
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put("endless-sides.png", png(50_000, 50_000, 8, 0, 1_000));
		files.put("cut.jpg", Arrays.copyOf(SampleFiles.picture("jpeg", 400, 300), 700));
		files.put("page-and-picture.gif", join(SampleFiles.picture("gif", 40, 30), "<script>alert(1)</script>"));
		files.put("picture-and-archive.jpg", join(SampleFiles.picture("jpeg", 40, 30), bomb("a.txt", 1)));
		files.put("locked.pdf", lockedPdf());
		files.put("round.pdf", ascii("""
				%PDF-1.7
				1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
				2 0 obj <</Type /Pages /Kids [2 0 R] /Count 1>> endobj
				trailer <</Root 1 0 R>>
				%%EOF"""));
		files.put("broken-font.pdf", brokenFont());
		files.put("outside.svg",
				ascii("""
						<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">
						<script>while (true) {}</script><image xlink:href="file:///etc/passwd" width="9" height="9"/></svg>"""));
		files.put("entities.svg", entities());
		files.put("bomb.docx", office("word/document.xml", 256));
		files.put("empty.xlsx", bomb("nothing.txt", 1));
		files.put("broken.tiff", new byte[] { 'I', 'I', 42, 0, 8, 0, 0, 0, -1, -1, 1, 1 });
		return files;
	}

	static byte[] entities() {
		StringBuilder svg = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a0 \"aaaaaaaaaa\">");
		for (int i = 1; i < 15; i++) {
			svg.append("<!ENTITY a").append(i).append(" \"").append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
		}
		svg.append("]><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><text>&a14;</text></svg>");
		return ascii(svg.toString());
	}

	/** A drawing that draws itself ten to the tenth times. */
	static byte[] endlessDrawing() {
		StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"99\" height=\"99\">"
				+ "<defs><g id=\"g0\"><rect width=\"9\" height=\"9\"/></g>");
		for (int i = 1; i <= 10; i++) {
			svg.append("<g id=\"g").append(i).append("\">");
			svg.append(("<use href=\"#g" + (i - 1) + "\"/>").repeat(10)).append("</g>");
		}
		return ascii(svg.append("</defs><use href=\"#g10\"/></svg>").toString());
	}

	/** A line that goes to and fro across a drawing, and takes minutes. */
	public static byte[] slowDrawing() {
		return ascii("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"99\" height=\"99\"><path d=\"M0 0"
				+ "l9 99-9-99".repeat(400_000) + "\"/></svg>");
	}

	/** A page of so many instructions that lack what they work with. */
	static byte[] wrongInstructions(int many) {
		String page = "cm\n".repeat(many);
		return ascii("""
				%%PDF-1.7
				1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
				2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
				3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources <<>>>> endobj
				4 0 obj <</Length %d>> stream
				%sendstream endobj
				trailer <</Root 1 0 R>>
				%%%%EOF""".formatted(page.length(), page));
	}

	/** An embedded font whose tables lead to nowhere. */
	static byte[] brokenFont() {
		return ascii("""
				%PDF-1.7
				1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
				2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
				3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R
				/Resources <</Font <</F1 5 0 R>>>>>> endobj
				4 0 obj <</Length 43>> stream
				BT /F1 24 Tf 20 100 Td (Hello hello) Tj ET\s
				endstream endobj
				5 0 obj <</Type /Font /Subtype /TrueType /BaseFont /Bad /FirstChar 32 /LastChar 33 /Widths [500 500]
				/FontDescriptor 6 0 R>> endobj
				6 0 obj <</Type /FontDescriptor /FontName /Bad /Flags 32 /FontFile2 7 0 R>> endobj
				7 0 obj <</Length 40 /Length1 40>> stream
				\0\1\0\0\0\2zzzzzzglyf\377\377\377\377\177\377\377\377\377\377\377\377loca~~~
				endstream endobj
				trailer <</Root 1 0 R>>
				%%EOF""");
	}

	/** An office document of this kind whose one part is a word of so many megabytes. */
	static byte[] office(String part, int megabytes) {
		String types = """
				<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
				<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
				<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml\
				.document.main+xml"/></Types>""".formatted(part);
		String relations = """
				<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
				<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
				officeDocument" Target="%s"/></Relationships>"""
			.formatted(part);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			entry(zip, "[Content_Types].xml", ascii(types), 1);
			entry(zip, "_rels/.rels", ascii(relations), 1);
			zip.putNextEntry(new ZipEntry(part));
			zip.write(ascii("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
					+ "<w:body><w:p><w:r><w:t>"));
			byte[] megabyte = new byte[1024 * 1024];
			Arrays.fill(megabyte, (byte) 'a');
			for (int i = 0; i < megabytes; i++) {
				zip.write(megabyte);
			}
			zip.write(ascii("</w:t></w:r></w:p></w:body></w:document>"));
			zip.closeEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static byte[] bomb(String name, int megabytes) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			entry(zip, name, new byte[1024 * 1024], megabytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void entry(ZipOutputStream zip, String name, byte[] content, int times) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		for (int i = 0; i < times; i++) {
			zip.write(content);
		}
		zip.closeEntry();
	}

	private static byte[] lockedPdf() {
		try (PDDocument document = new PDDocument()) {
			document.addPage(new PDPage());
			document.protect(new StandardProtectionPolicy("secret", "secret", new AccessPermission()));
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			document.save(bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A picture of nothing, packed as small as it can be, of which some lines are there.
	 * @param depth bits a sample
	 * @param color 0 for grey, 2 for three colours
	 */
	static byte[] png(int width, int height, int depth, int color, int lines) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			DataOutputStream png = new DataOutputStream(bytes);
			png.write(new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' });
			ByteArrayOutputStream header = new ByteArrayOutputStream();
			DataOutputStream fields = new DataOutputStream(header);
			fields.writeInt(width);
			fields.writeInt(height);
			fields.write(new byte[] { (byte) depth, (byte) color, 0, 0, 0 });
			chunk(png, "IHDR", header.toByteArray());
			ByteArrayOutputStream packed = new ByteArrayOutputStream();
			try (DeflaterOutputStream pixels = new DeflaterOutputStream(packed, new Deflater(9))) {
				byte[] line = new byte[1 + width * depth / 8 * ((color == 2) ? 3 : 1)];
				for (int i = 0; i < lines; i++) {
					pixels.write(line);
				}
			}
			chunk(png, "IDAT", packed.toByteArray());
			chunk(png, "IEND", new byte[0]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void chunk(DataOutputStream png, String type, byte[] content) throws IOException {
		byte[] name = ascii(type);
		CRC32 sum = new CRC32();
		sum.update(name);
		sum.update(content);
		png.writeInt(content.length);
		png.write(name);
		png.write(content);
		png.writeInt((int) sum.getValue());
	}

	private static byte[] join(byte[] first, String second) {
		return join(first, ascii(second));
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
