package io.orderflow.order.dashboard;

import java.util.List;

/**
 * A model as it is drawn, in the units of its diagram: paths as SVG writes them. What
 * nobody asks for by its name is one path of a kind, so that a browser has little to lay
 * out.
 *
 * @param viewBox what of the plane is drawn: left, top, width, height
 * @param rooms what others stand in, the outermost first
 * @param flows the lines between shapes
 * @param heads the tips of those lines, filled
 * @param nodes shapes that lie on the lines
 * @param signs what tells one kind of shape from another: in lines
 * @param boldSigns in thick lines
 * @param filledSigns filled
 * @param dashes lines that are broken
 */
public record Drawing(List<Integer> viewBox, List<Shape> rooms, String flows, String heads, List<Shape> nodes,
		String signs, String boldSigns, String filledSigns, String dashes, List<Label> labels) {

	/** How the outline of a shape is drawn. */
	public enum Outline {

		PLAIN, THICK, DASHED, DOTTED

	}

	/**
	 * A shape, by the id of its element in the model.
	 */
	public record Shape(String element, String path, Outline outline) {

	}

	/**
	 * Lines of text, one below the other, each with its middle at {@code x}.
	 *
	 * @param y the base of the first line
	 * @param size of the letters
	 */
	public record Label(List<String> lines, double x, double y, int size) {

	}

}
