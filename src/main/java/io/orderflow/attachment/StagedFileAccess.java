package io.orderflow.attachment;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.orderflow.platform.Refusal;

/** Files that were uploaded and belong to nothing yet, for those who attach them. */
public interface StagedFileAccess {

	/**
	 * What the owner has uploaded for one field of a step and nobody has attached yet,
	 * oldest first. Not for fields whose names only begin alike: one question's key can
	 * be the beginning of another's.
	 * @param slot {@code <orderNumber>/<step>/<field>}
	 */
	List<Attachment> stagedIn(String owner, String slot);

	/** How many files one step takes, over all its fields. */
	int maxPerStep();

	/**
	 * Attaches uploads to what a step records, in the step's transaction: both are kept,
	 * or neither. A file is attached once; attaching it again to the same use is a repeat
	 * and changes nothing.
	 * @param field the field of the form that the ids came in, for the refusal
	 * @throws Refusal on that field, naming every file at fault: {@code unknown-file} of
	 * another's too, {@code file-already-used}, {@code wrong-file-type},
	 * {@code too-many-files}
	 * @return those that were not attached before
	 */
	List<Attachment> attach(String owner, Collection<UUID> ids, String field, AttachmentUse use);

}
