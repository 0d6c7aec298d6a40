import type { Work } from '../access/index.ts';
import type { PlainDate } from '../clocks/index.ts';

/** One line that a source offers for an agenda. */
export interface LiveLine {
  /** Tells it from every other line: `action:…`. An item that has it is offered no more, and two sources offer it once. */
  key: string;
  title: string;
  /** Why it belongs on this agenda: "Due on 4 January 2027, not done". */
  whyNow: string;
  href: string;
}

/** For which meeting lines are asked, and who will read them there. */
export interface Looking {
  forumKey: string;
  /** The day of the meeting. */
  day: PlainDate;
  /**
   * Whether everybody who sits in the body may read every record of a kind. An agenda is read by all of them, and leaves
   * Kith as a document: where not all may, a line says how many records there are and names none.
   */
  allRead(kind: string): Promise<boolean>;
}

/** A part of Kith from which live items come: actions due, challenges unanswered, clocks running, figures that moved. */
export interface LiveSource {
  /** Heading over its lines: "Actions due". */
  name: string;
  /** What it offers a body's meeting on a day, the most pressing first. It asks as the person who acts. */
  lines(work: Work, about: Looking): Promise<readonly LiveLine[]>;
}
