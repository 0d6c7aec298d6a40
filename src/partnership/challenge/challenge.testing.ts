/** An invented disagreement of a school with a council, as its form sends it. */
export const DISAGREEMENT_FORM: Readonly<Record<string, string>> = {
  agency: 'hartlepool-borough-council',
  cause: 'threshold',
  concerns: 'one-child',
  answerer: '',
  theme: '',
  words: 'Invented: our referral was closed as below the threshold, though the child comes to school hungry.',
  wanted: 'Invented: an assessment, with the school at the table.',
  'own-reference': 'INV-17',
  urgent: 'no',
};

/** An invented challenge of a council by the police, as its form sends it. */
export const PEER_FORM: Readonly<Record<string, string>> = {
  agency: 'hartlepool-borough-council',
  about: 'practice',
  asked: '',
  theme: '',
  words: 'Invented: strategy meetings are called without the police in a third of cases.',
  'reply-by-day': '18',
  'reply-by-month': '12',
  'reply-by-year': '2026',
};
