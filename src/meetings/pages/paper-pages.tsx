import type { VNode } from 'preact';
import { momentInWords } from '../../platform/clocks/index.ts';
import { kindLabel, megabytes, type Preview } from '../../platform/uploads/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { Button, Details, FileUpload, Input, InsetText, Select, Textarea } from '../../platform/web/govuk/index.ts';
import {
  EmptyState,
  Facts,
  Form,
  Mark,
  ProblemSummary,
  problemAt,
  Scroll,
  Section,
} from '../../platform/web/kith/index.ts';
import type { Carrier } from '../carrier.ts';
import type { Item } from '../meeting.ts';
import { FILE } from '../papers/form.ts';
import { isPicture, isShown, type Paper, type PaperVersion, type ShownVersion } from '../papers/paper.ts';
import type { PapersView, PaperView } from '../papers/service.ts';
import { MeetingFrame } from './frame.tsx';

interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** "Word document, 1.2 MB". */
function fileInWords({ kind, size }: Pick<PaperVersion, 'kind' | 'size'>): string {
  const label = kindLabel(kind);
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}, ${megabytes(size)}`;
}

/** Papers as lines of a list: what each is called, whose it is, how large, and whether it was replaced or withdrawn. */
export function PaperLines({ papers, href }: { papers: readonly Paper[]; href: string }): VNode | null {
  if (papers.length === 0) return null;
  return (
    <ul class="kith-list">
      {papers.map((one) => (
        <li key={one.id}>
          <a class="govuk-link" href={`${href}/papers/${one.id}`}>
            {one.title}
          </a>
          <span class="kith-list__about">
            {one.withdrawnAt === null ? (
              <>
                {one.agencyName}. {fileInWords(one)}
                {one.version > 1 ? `, version ${one.version}` : ''}
              </>
            ) : (
              <Mark shape="unknown">Withdrawn: {one.withdrawnBecause}</Mark>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The papers of a meeting: `/meetings/:id/papers`. */
export function PapersPage(
  props: Filled & { carrier: Carrier; view: PapersView; most: number; done: string | null },
): VNode {
  const { carrier, view, problems } = props;
  const { meeting, papers, items } = view;
  const href = `${carrier.base}/${meeting.id}`;
  const groups = [
    ...items.map((item, at) => ({
      name: `${at + 1}. ${item.title}`,
      of: papers.filter(({ itemId }) => itemId === item.id),
    })),
    { name: 'For the meeting as a whole', of: papers.filter(({ itemId }) => itemId === null) },
  ].filter(({ of }) => of.length > 0);
  return (
    <MeetingFrame
      {...{ carrier, meeting, runs: view.runs }}
      page="papers"
      title="Papers"
      done={props.done}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      {papers.length === 0 ? (
        <EmptyState
          will="Papers of this meeting stand here, beside the items that they are for. There are none yet."
          how={
            view.mayAdd
              ? 'Add the first below.'
              : 'Whoever runs the meeting adds them, and so do members of agencies that were asked for a contribution.'
          }
        />
      ) : null}
      {groups.map(({ name, of }) => (
        <div key={name}>
          <h2 class="govuk-heading-s">{name}</h2>
          <PaperLines papers={of} href={href} />
        </div>
      ))}
      {view.mayAdd ? <AddForm {...props} /> : null}
    </MeetingFrame>
  );
}

function AddForm({ carrier, view, most, values, problems }: Parameters<typeof PapersPage>[0]): VNode {
  const { meeting, items, agencies } = view;
  const [own] = agencies;
  return (
    <div class="kith-no-print">
      <Section title="Add a paper" id="add">
        <Form action={`${carrier.base}/${meeting.id}/papers`} takesFile>
          <Input
            name="title"
            label={{ text: 'What is the paper called?' }}
            value={typedText(values, 'title')}
            errorMessage={problemAt(problems, 'title')}
          />
          <Select
            name="item"
            label={{ text: 'Which item of the agenda is it for?' }}
            value={typedText(values, 'item')}
            errorMessage={problemAt(problems, 'item')}
            items={[
              { value: '', text: 'The meeting as a whole' },
              ...items.map(({ id, title }: Item, at) => ({ value: id, text: `${at + 1}. ${title}` })),
            ]}
          />
          {agencies.length > 1 ? (
            <Select
              name="agency"
              label={{ text: 'Whose paper is it?' }}
              value={typedText(values, 'agency') ?? own?.key}
              errorMessage={problemAt(problems, 'agency')}
              items={agencies.map(({ key, name }) => ({ value: key, text: name }))}
            />
          ) : null}
          <FileField label="The file" most={most} problems={problems} />
          <Button preventDoubleClick>Add this paper</Button>
        </Form>
      </Section>
    </div>
  );
}

/** The field for a file. A browser never fills it again, so a form that comes back says that it must be chosen again. */
function FileField({
  label,
  most,
  problems,
}: {
  label: string;
  most: number;
  problems: readonly FormProblem[];
}): VNode {
  const again = problems.length > 0 && !problemAt(problems, FILE);
  return (
    <FileUpload
      name={FILE}
      label={{ text: label }}
      hint={{
        text: `${again ? 'Choose it again: browsers forget it. ' : ''}PDF, Word, Excel, PowerPoint, CSV, plain text, PNG or JPEG, up to ${megabytes(most)}. No macros and no password.`,
      }}
      errorMessage={problemAt(problems, FILE)}
    />
  );
}

/** One paper with its versions: `/meetings/:id/papers/:paper`. */
export function OnePaperPage(
  props: Filled & { carrier: Carrier; view: PaperView; most: number; done: string | null },
): VNode {
  const { carrier, view, problems, values } = props;
  const { meeting, paper, versions, shown } = view;
  const href = `${carrier.base}/${meeting.id}/papers/${paper.id}`;
  return (
    <MeetingFrame
      {...{ carrier, meeting, runs: view.runs }}
      page="papers"
      title={paper.title}
      done={props.done}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      {paper.withdrawnAt ? (
        <InsetText>
          {paper.withdrawnBy} withdrew this paper {momentInWords(paper.withdrawnAt)}: {paper.withdrawnBecause}{' '}
          {shown ? '' : 'Whoever runs the meeting can still open it.'}
        </InsetText>
      ) : null}
      {shown && shown.version < paper.version ? (
        <InsetText>
          This is version {shown.version}.{' '}
          <a class="govuk-link" href={href}>
            Version {paper.version} is the newest
          </a>
          .
        </InsetText>
      ) : null}
      <div class="kith-record">
        <div class="kith-record__main">
          {shown ? <Shown paper={paper} shown={shown} href={href} /> : null}
          {view.mayChange ? <ChangeForms href={href} most={props.most} values={values} problems={problems} /> : null}
        </div>
        <aside class="kith-record__side" aria-label="About this paper">
          <Facts
            facts={[
              { name: 'Whose paper', value: paper.agencyName },
              { name: 'For', value: view.item ? view.item.title : 'The meeting as a whole' },
              { name: 'Added', value: addedBy(versions.at(-1) ?? paper) },
            ]}
          />
          <h2 class="govuk-heading-s">Versions</h2>
          <ul class="kith-list">
            {versions.map((one) => (
              <li key={one.version}>
                {shown && one.version !== shown.version ? (
                  <a class="govuk-link" href={`${href}?version=${one.version}`}>
                    Version {one.version}
                  </a>
                ) : (
                  <strong>Version {one.version}</strong>
                )}
                <span class="kith-list__about">
                  {addedBy(one)}
                  {one.because ? `: ${one.because}` : ''}
                </span>
              </li>
            ))}
          </ul>
          <p class="govuk-body kith-no-print">
            <a class="govuk-link" href={`${carrier.base}/${meeting.id}/history`}>
              What was changed in this meeting and its papers
            </a>
          </p>
        </aside>
      </div>
    </MeetingFrame>
  );
}

function addedBy({ byName, at }: Pick<PaperVersion, 'byName' | 'at'>): string {
  return `${byName}, ${momentInWords(at)}`;
}

function Shown({ paper, shown, href }: { paper: Paper; shown: ShownVersion; href: string }): VNode {
  const file = `${href}/versions/${shown.version}`;
  return (
    <Section title="What it says" id="paper">
      <p class="govuk-body">
        <a class="govuk-link" href={file}>
          Download {shown.fileName}
        </a>{' '}
        ({fileInWords(shown)})
        {isShown(shown.kind) ? (
          <>
            {', or '}
            <a class="govuk-link" href={`${file}?look=yes`}>
              look at it in the browser
            </a>
          </>
        ) : null}
      </p>
      {isPicture(shown.kind) ? <img class="kith-paper__picture" src={`${file}?look=yes`} alt={paper.title} /> : null}
      {shown.preview ? <PreviewOf preview={shown.preview} title={paper.title} /> : null}
      {!shown.preview && !isShown(shown.kind) ? (
        <p class="govuk-body kith-not-known">There is no text of it to show here. Download it to read it.</p>
      ) : null}
    </Section>
  );
}

function PreviewOf({ preview, title }: { preview: Preview; title: string }): VNode {
  return (
    <div class="kith-paper">
      <p class="kith-paper__about">
        {preview.form === 'table' ? 'Its rows' : 'Its words'}
        {preview.more ? ', from the beginning' : ''}, without pictures and layout.
      </p>
      {preview.form === 'words' ? (
        preview.paragraphs.map((paragraph) => <p class="govuk-body">{paragraph}</p>)
      ) : (
        <Scroll label={`First rows of ${title}`}>
          <table class="govuk-table">
            <tbody class="govuk-table__body">
              {preview.rows.map((row) => (
                <tr class="govuk-table__row">
                  {row.map((cell) => (
                    <td class="govuk-table__cell">{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {preview.more ? <p class="kith-paper__about">Download it to read the rest.</p> : null}
    </div>
  );
}

function ChangeForms({ href, most, values, problems }: Filled & { href: string; most: number }): VNode {
  const withdraws = problemAt(problems, 'reason') !== undefined;
  return (
    <div class="kith-no-print">
      <Section title="Replace it with a new version" id="replace">
        <Form action={href} takesFile>
          <Textarea
            name="because"
            rows={2}
            label={{ text: 'What is new in it?' }}
            value={typedText(values, 'because')}
            errorMessage={problemAt(problems, 'because')}
          />
          <FileField label="The new file" most={most} problems={withdraws ? [] : problems} />
          <Button classes="govuk-button--secondary" preventDoubleClick>
            Put this version in its place
          </Button>
        </Form>
      </Section>
      <Details summaryText="Withdraw this paper" open={withdraws}>
        <Form action={`${href}/withdraw`}>
          <Textarea
            name="reason"
            rows={2}
            label={{ text: 'Why is it withdrawn?' }}
            hint={{
              text: 'Members read this reason. They can’t open the paper any more; whoever runs the meeting can.',
            }}
            value={typedText(values, 'reason')}
            errorMessage={problemAt(problems, 'reason')}
          />
          <Button classes="govuk-button--warning" preventDoubleClick>
            Withdraw this paper
          </Button>
        </Form>
      </Details>
    </div>
  );
}
