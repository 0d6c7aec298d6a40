/** The rows of migration 0008, as the repository reads and the record kinds write them. */
export type ReportTables = {
  guidance_edition: {
    key: string;
    title: string;
    in_force: string;
    until: string | null;
    note: string | null;
  };
  report_requirement: {
    key: string;
    edition: string;
    number: number;
    title: string;
    words: string;
    head_checked: 'verified' | 'recalled';
    wording_checked: 'verified' | 'recalled';
    basis: string;
  };
  report_section: {
    key: string;
    year: string;
    content: string;
    position: number;
    title: string;
    drawn_from: string;
    answers: string[];
  };
  passage: {
    key: string;
    year: string;
    section_key: string;
    position: number;
    author_role: string;
    words: string;
  };
  requirement_answer: {
    key: string;
    year: string;
    requirement: string;
    verdict: 'answered' | 'partly' | 'not-answered';
    words: string;
    missing: string | null;
    judged_by: string;
  };
};
