import { checkedForm, type Form, needed, textOf } from '../../platform/web/checked-form.ts';
import type { TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';

/** Name of the field of the file, in every form of papers. */
export const FILE = 'file';

/** A paper as its form gives it, without the file. */
export interface GivenPaper {
  title: string;
  itemId: string | null;
  /** Whose paper it is; empty for the agency of whoever adds it. */
  agency: string;
}

/** The form that adds a paper. */
export const paperForm: Form = checkedForm(
  { title: formText(200), item: formText(36), agency: formText(100) },
  (values) => needed(values, 'title', 'Enter what the paper is called'),
);

/** What that form says. */
export function readPaperForm(values: TypedValues): GivenPaper {
  return { title: textOf(values, 'title'), itemId: textOf(values, 'item') || null, agency: textOf(values, 'agency') };
}

/** The form that puts another version in place of a paper. */
export const versionForm: Form = checkedForm({ because: formText(500) }, (values) =>
  needed(values, 'because', 'Enter what is new in it, so that members know whether to read it again'),
);

/** The form that withdraws a paper. */
export const withdrawForm: Form = checkedForm({ reason: formText(500) }, (values) =>
  needed(values, 'reason', 'Enter why it is withdrawn'),
);
