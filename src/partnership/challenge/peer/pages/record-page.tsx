import type { VNode } from 'preact';
import { dateInWords } from '../../../../platform/clocks/index.ts';
import { HistoryLink } from '../../../../platform/history/index.ts';
import { NotificationBanner, Tag } from '../../../../platform/web/govuk/index.ts';
import { Facts, PageHeading, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { ClockMark, Paragraphs } from '../../disagreement/pages/record-page.tsx';
import { crumbs } from '../../links.ts';
import { personInWords } from '../../people.ts';
import { type PeerChallenge, peerHref, raisedByInWords, resultInWords, SUBJECTS } from '../peer-challenge.ts';
import { type PeerDoing, peerProcess } from '../process.ts';
import type { PeerView } from '../service.ts';

/** What was just done here, said once after it. */
export type PeerDoneWord = PeerDoing | 'made' | 'published';

function doneInWords(done: PeerDoneWord, { otherAgencyName, summary }: PeerChallenge): string {
  if (done === 'made') return `It is sent to ${otherAgencyName}. You are told when there is a reply.`;
  if (done === 'published') {
    return summary?.published ? 'It stands in the yearly report now.' : 'It does not stand in the yearly report.';
  }
  return peerProcess.moves.find((move) => move.doing === done)?.says ?? 'Saved.';
}

/** One challenge at a glance: `/challenge/peer/:id`. */
export function PeerRecordPage({ view, done }: { view: PeerView; done: PeerDoneWord | null }): VNode {
  const { challenge, clock, moves } = view;
  const by = raisedByInWords(challenge);
  return (
    <Page title={challenge.reference} breadcrumbs={crumbs()}>
      {done ? <NotificationBanner type="success">{doneInWords(done, challenge)}</NotificationBanner> : null}
      <PageHeading
        title={challenge.reference}
        caption="Peer challenge"
        lede={`Challenge by ${by.replace(/^The /, 'the ')} to ${challenge.otherAgencyName}.`}
      />
      <p class="govuk-body">
        <Tag classes="govuk-tag--grey">{peerProcess.states[challenge.state].label}</Tag>
      </p>
      {peerProcess.states[challenge.state].over ? null : (
        <Section title="What comes next" id="next">
          <p class="govuk-body">
            {challenge.state === 'waiting'
              ? `It waits for a reply from ${challenge.asked?.name ?? `whoever answers for ${challenge.otherAgencyName}`}.`
              : 'There is a reply. What changed is still to be told, or nothing more comes of it.'}
          </p>
          <p class="govuk-body">
            <ClockMark clock={clock} answeredOn={challenge.repliedOn} />
          </p>
          {moves.length === 0 ? (
            <p class="govuk-body kith-quiet">There is nothing for you to do here.</p>
          ) : (
            <ul class="govuk-list">
              {moves.map(({ doing, label }) => (
                <li key={doing}>
                  <a class="govuk-link" href={`${peerHref(challenge.id)}/${doing}`}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="What is asked" id="what">
            <Paragraphs of={challenge.words} />
          </Section>
          <Section title="Reply" id="reply">
            {challenge.reply === null ? (
              <p class="govuk-body kith-not-known">No reply.</p>
            ) : (
              <>
                <p class="govuk-body">
                  <ClockMark clock={clock} answeredOn={challenge.repliedOn} />
                </p>
                <Paragraphs of={challenge.reply} />
              </>
            )}
          </Section>
          {challenge.whatChanged === null ? null : (
            <Section title="What changed" id="changed">
              <Paragraphs of={challenge.whatChanged} />
            </Section>
          )}
          {challenge.endedWords === null ? null : (
            <Section title="Why it ended" id="ended">
              <Paragraphs of={challenge.endedWords} />
            </Section>
          )}
          <Report view={view} />
        </div>
        <aside class="kith-record__side" aria-label="Who and on what">
          <Facts
            facts={[
              {
                name: 'Raised by',
                value: `${personInWords(challenge.owner)}${challenge.raisedAs === 'scrutineer' ? '' : `, ${by}`}`,
              },
              { name: 'Raised on', value: dateInWords(challenge.raisedOn) },
              {
                name: 'Asked',
                value: challenge.asked
                  ? `${personInWords(challenge.asked)}, ${challenge.otherAgencyName}`
                  : challenge.otherAgencyName,
              },
              {
                name: SUBJECTS[challenge.aboutKind],
                value: challenge.aboutKind === 'practice' ? null : challenge.aboutWords,
              },
              { name: 'About', value: challenge.aboutKind === 'practice' ? SUBJECTS.practice : null },
              { name: 'Theme', value: challenge.themeName },
              { name: 'Reply wanted by', value: dateInWords(challenge.replyBy) },
              { name: 'Replied by', value: challenge.repliedBy && personInWords(challenge.repliedBy) },
              { name: 'Result', value: resultInWords(challenge) ?? <span class="kith-not-known">None yet</span> },
            ]}
          />
          <HistoryLink href={`${peerHref(challenge.id)}/history`} />
        </aside>
      </div>
    </Page>
  );
}

function Report({ view }: { view: PeerView }): VNode | null {
  const { challenge, mayPublish, reportYear } = view;
  const { summary } = challenge;
  if (summary === null && !mayPublish) return null;
  return (
    <Section title="In the yearly report" id="report">
      {summary === null ? (
        <p class="govuk-body kith-not-known">Nothing is written for the report yet.</p>
      ) : (
        <>
          <p class="govuk-body">
            {summary.published ? `Published for the report ${summary.reportYear}.` : 'Written, and not published.'}
          </p>
          <Paragraphs of={summary.words} />
        </>
      )}
      {mayPublish ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`${peerHref(challenge.id)}/publish`}>
            Decide what the report {reportYear} says of it
          </a>
        </p>
      ) : null}
    </Section>
  );
}
