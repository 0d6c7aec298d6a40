import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The same initial conference is given twice: on a section 47 enquiry and on an episode. */
export const rule2884: CinRule = {
  code: '2884',
  severity: 'error',
  table: 'Section47',
  reads: ['Section47.DateOfInitialCPC', 'CINdetails.DateOfInitialCPC'],
  message: 'The same initial conference is given twice: on a section 47 enquiry and on an episode.',
  why: why.counts,
  mend: 'Keep the date on the enquiry, and take it from the episode.',
  reading:
    'The same conference is one of the same day for the same child, whichever of the child’s episodes it stands on; two conferences on different days are two conferences.',
  child: (child, { fail }) => {
    const onEpisodes = child.episodes.filter(({ conference }) => !Number.isNaN(conference));
    if (onEpisodes.length === 0) return;
    for (const { enquiries } of child.episodes) {
      for (const enquiry of enquiries) {
        for (const episode of onEpisodes) {
          if (enquiry.conference === episode.conference)
            fail([enquiry, 'DateOfInitialCPC'], [episode, 'DateOfInitialCPC']);
        }
      }
    }
  },
  cases: [
    passes(episodes({ DateOfInitialCPC: '2024-05-02', Section47: [{ DateOfInitialCPC: '2024-06-02' }, {}] })),
    finds(
      { Section47: [0, 1], CINdetails: [1] },
      episodes(
        { Section47: [{ DateOfInitialCPC: '2024-05-02' }] },
        { DateOfInitialCPC: '2024-05-02', Section47: [{ DateOfInitialCPC: '2024-05-02' }] },
      ),
    ),
  ],
};
